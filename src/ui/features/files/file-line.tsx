import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { CopiesMeter } from '../../components/copies-meter.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Fetching } from '../../components/fetching.tsx'
import { FileIcon } from '../../components/file-icon.tsx'
import { Party } from '../../components/party.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { Transfer } from '../../components/transfer.tsx'
import { FILE_STATE_WORDS } from '../../format/file-state-words.ts'
import type { FileView } from '../../format/file-view.ts'
import { bytesText, countText } from '../../format/quantity-text.ts'
import { hrefOf } from '../../router.ts'
import { DropFile } from '../file/drop-file.tsx'
import { useFileActions } from '../file/use-file-actions.ts'
import classes from './file-line.module.css'
import { FileMenu } from './file-menu.tsx'

/** One file of the list: a link to its page, and its menu. */
export function FileLine({ file }: { readonly file: FileView }) {
  const { cid, name, sizeBytes, record, state, kept, copies } = file
  const actions = useFileActions(file)
  return (
    <li className={classes.item}>
      <a className={classes.line} href={hrefOf({ screen: 'file', cid })}>
        <FileIcon {...file} />
        <span className={classes.what}>
          <bdi className={classes.name}>{name}</bdi>
          <span className={classes.note}>
            {sizeBytes > 0 && `${bytesText(sizeBytes)} · `}
            {record && (
              <>
                <Trans>
                  by <Party address={record.author} />
                </Trans>
                {' · '}
                {record.height === undefined
                  ? t`waits for a block`
                  : t`block #${{ height: countText(record.height) }}`}
                {' · '}
                <TimeText at={record.time} />
              </>
            )}
            {!record && t`not recorded`}
          </span>
        </span>
        <span className={classes.end}>
          <CopiesMeter copies={copies} words />
          <span className={classes.note} data-state={state}>
            {kept?.pinned && state === 'here' ? t`Pinned` : FILE_STATE_WORDS[state]}
          </span>
        </span>
      </a>
      <FileMenu file={file} actions={actions} />
      {state === 'fetching' && kept && (
        <div className={classes.more}>
          <Fetching file={kept} />
        </div>
      )}
      {state === 'stuck' && kept?.problem && (
        <Text size="sm" c="dimmed" className={classes.more}>
          {kept.problem.message.replace(/^\w+: /, '')}
        </Text>
      )}
      {actions.saving && (
        <div className={classes.more}>
          <Transfer label={t`Saving ${name}`} {...actions.saving} />
        </div>
      )}
      {actions.failure && (
        <div className={classes.more}>
          <FailureAlert title={t`It was not done`} failure={actions.failure} />
        </div>
      )}
      {actions.dropping && <DropFile file={file} onClose={actions.endDrop} />}
    </li>
  )
}
