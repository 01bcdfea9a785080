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
    <Panel title="Holders">
      {!isHere && holders.length === 0 && (
        <p className={classes.none}>This tab has not seen a tab that holds it.</p>
      )}
      <ul className={classes.list} aria-label="Holders">
        {isHere && (
          <li data-now="true">
            <span>This tab</span>
            <span className={classes.when}>now</span>
          </li>
        )}
        {holders.map(({ peerId, now, seenAt }) => (
          <li key={peerId} data-now={now === 1}>
            <HashText value={peerId} what="peer id" copy={false} />
            <span className={classes.when}>{now === 1 ? 'now' : <TimeText at={seenAt} />}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
