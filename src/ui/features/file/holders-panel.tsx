import { t } from '@lingui/core/macro'
import { holdersOf } from '#storage/file-queries.ts'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { FILE_HOLDERS_SHOWN } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import classes from './holders-panel.module.css'

interface HoldersPanelProps {
  readonly cid: string
  readonly isHere: boolean
}

/** The tabs that have the file now, and those that had it before. */
export function HoldersPanel({ cid, isHere }: HoldersPanelProps) {
  const { files } = useNode()
  const holders = shownValue(useLive(() => holdersOf(files, cid, FILE_HOLDERS_SHOWN), cid)) ?? []
  return (
    <Panel title={t`Holders`}>
      {!isHere && holders.length === 0 && (
        <p className={classes.none}>{t`This tab has not seen a tab that holds it.`}</p>
      )}
      <ul className={classes.list} aria-label={t`Holders`}>
        {isHere && (
          <li data-now="true">
            <span>{t`This tab`}</span>
            <span className={classes.when}>{t`now`}</span>
          </li>
        )}
        {holders.map(({ peerId, now, seenAt }) => (
          <li key={peerId} data-now={now === 1}>
            <HashText value={peerId} what={t`peer id`} copy={false} />
            <span className={classes.when}>{now === 1 ? t`now` : <TimeText at={seenAt} />}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
