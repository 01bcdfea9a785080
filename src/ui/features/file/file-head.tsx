import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Text } from '@mantine/core'
import {
  IconArchive,
  IconCloudDownload,
  IconDeviceFloppy,
  IconPin,
  IconPinnedOff,
  IconShare,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { useState } from 'react'
import { CopiesMeter } from '../../components/copies-meter.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Fetching } from '../../components/fetching.tsx'
import { FileIcon } from '../../components/file-icon.tsx'
import { Transfer } from '../../components/transfer.tsx'
import { download } from '../../download.ts'
import { isFolderView } from '../../format/file-kind.ts'
import { FILE_STATE_WORDS } from '../../format/file-state-words.ts'
import type { FileView } from '../../format/file-view.ts'
import { bytesText } from '../../format/quantity-text.ts'
import { safeFileName } from '../../format/safe-file-name.ts'
import { useCall } from '../../hooks/use-call.ts'
import type { Command } from '../../hooks/use-command.ts'
import { DropFile } from './drop-file.tsx'
import classes from './file.module.css'
import { ShareFile } from './share-file.tsx'
import { type FileActions, useFileActions } from './use-file-actions.ts'

interface FileHeadProps {
  readonly view: FileView
  /** The fetch that began when the page was opened. */
  readonly fetching: Command<{ cid: string }, unknown>
}

/** The state of the file, the progress of its fetch, and its actions. */
export function FileHead({ view, fetching }: FileHeadProps) {
  const actions = useFileActions(view)
  const [sharing, setSharing] = useState(false)
  const { state, kept, name } = view
  const refused =
    fetching.state.status === 'failed' && fetching.state.failure.code !== 'FILE_UNAVAILABLE'
      ? fetching.state.failure
      : undefined
  return (
    <section className={classes.head} aria-label={t`This file`}>
      <div className={classes.who}>
        <FileIcon {...view} />
        <div className={classes.what}>
          <span className={classes.state} data-state={state} role="status">
            {kept?.pinned && state === 'here' ? t`Here, pinned` : FILE_STATE_WORDS[state]}
          </span>
          <Text size="sm" c="dimmed" component="div">
            {view.sizeBytes > 0 && `${bytesText(view.sizeBytes)} · `}
            <CopiesMeter copies={view.copies} words />
          </Text>
        </div>
      </div>
      {state === 'fetching' && kept && <Fetching file={kept} />}
      <Why view={view} />
      {actions.saving && <Transfer label={t`Saving ${name}`} {...actions.saving} />}
      {refused && <FailureAlert title={t`It cannot be fetched`} failure={refused} />}
      {actions.failure && <FailureAlert title={t`It was not done`} failure={actions.failure} />}
      <Actions view={view} actions={actions} onShare={() => setSharing(true)} />
      {sharing && <ShareFile view={view} onClose={() => setSharing(false)} />}
      {actions.dropping && <DropFile file={view} onClose={actions.endDrop} />}
    </section>
  )
}

/** Why there is no content yet. */
function Why({ view: { state, kept } }: { readonly view: FileView }) {
  if (state === 'stuck')
    return (
      <Alert color="amber" variant="light" role="status">
        {kept?.problem ? sentence(kept.problem.message) : t`No tab of this network holds it now.`}
      </Alert>
    )
  if (state === 'lost')
    return (
      <Text size="sm" c="dimmed">
        <Trans>
          No tab that this one knows holds it now. “Fetch” asks anyway, and continues when a tab that has it
          connects.
        </Trans>
      </Text>
    )
  return null
}

/** Turns a message such as `cid: nobody holds it` into a sentence. */
function sentence(message: string): string {
  const text = message.replace(/^\w+: /, '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

interface ActionsProps {
  readonly view: FileView
  readonly actions: FileActions
  onShare(): void
}

function Actions({ view, actions, onShare }: ActionsProps) {
  const { state, kept } = view
  const isHere = state === 'here'
  return (
    <div className={classes.actions}>
      {!isHere && state !== 'fetching' && (
        <Button leftSection={<IconCloudDownload size={18} />} onClick={actions.fetch}>
          {state === 'stuck' ? t`Ask again` : t`Fetch`}
        </Button>
      )}
      {isHere && !isFolderView(view) && !actions.saving && (
        <Button leftSection={<IconDeviceFloppy size={18} />} onClick={actions.save}>
          {t`Save to disk`}
        </Button>
      )}
      {actions.saving && (
        <Button variant="default" leftSection={<IconX size={18} />} onClick={actions.cancelSave}>
          {t`Cancel saving`}
        </Button>
      )}
      <Button variant="light" leftSection={<IconShare size={18} />} onClick={onShare}>
        {t`Share`}
      </Button>
      {isHere && (
        <Button
          variant="default"
          leftSection={kept?.pinned ? <IconPinnedOff size={18} /> : <IconPin size={18} />}
          onClick={() => actions.pin(!kept?.pinned)}
        >
          {kept?.pinned ? t`Unpin` : t`Pin`}
        </Button>
      )}
      {isHere && <ExportCar view={view} />}
      {kept && (
        <Button variant="subtle" color="clay" leftSection={<IconTrash size={18} />} onClick={actions.drop}>
          {isHere ? t`Drop` : t`Stop`}
        </Button>
      )}
    </div>
  )
}

/** A button to save the file with its tree of blocks as a CAR file, which every IPFS tool reads. */
function ExportCar({ view: { cid } }: { readonly view: FileView }) {
  const { state, run } = useCall('fileExport')
  const exported = async () => {
    const answer = await run({ cid })
    if (answer) download(answer.car, safeFileName(answer.name, `${cid}.car`))
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconArchive size={18} />}
        onClick={exported}
        loading={state.status === 'running'}
      >
        {t`Export CAR`}
      </Button>
      {state.status === 'failed' && <FailureAlert title={t`It was not exported`} failure={state.failure} />}
    </>
  )
}
