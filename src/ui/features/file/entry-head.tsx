import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Transfer } from '../../components/transfer.tsx'
import type { FileView } from '../../format/file-view.ts'
import classes from './folder.module.css'
import { FolderTrail } from './folder-trail.tsx'
import type { SavedFile } from './save-file.ts'
import { useSaveFile } from './use-save-file.ts'

interface EntryHeadProps {
  readonly view: FileView
  readonly path: string
  readonly file: SavedFile
}

/** A file in a folder: its path, and a button to save it alone. */
export function EntryHead({ view, path, file }: EntryHeadProps) {
  const { state, progress, run } = useSaveFile()
  const { name } = file
  return (
    <>
      <div className={classes.entry}>
        <FolderTrail view={view} path={path} />
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={18} />}
          onClick={() => void run(file)}
          loading={state.status === 'running'}
        >
          {t`Save to disk`}
        </Button>
      </div>
      {progress && <Transfer label={t`Saving ${name}`} {...progress} />}
      {state.status === 'failed' && <FailureAlert title={t`It was not saved`} failure={state.failure} />}
    </>
  )
}
