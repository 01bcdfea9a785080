import { useState } from 'react'
import type { Failure } from '#lib/result.ts'
import type { FileView } from '../../format/file-view.ts'
import { useCall } from '../../hooks/use-call.ts'
import { type Saving, useSaveFile } from './use-save-file.ts'

/** The user's actions on a file, wherever it is shown. Their results are in the database. */
export interface FileActions {
  fetch(): void
  pin(pinned: boolean): void
  save(): void
  cancelSave(): void
  /** Opens the confirmation, see `dropping`. */
  drop(): void
  endDrop(): void
  readonly dropping: boolean
  readonly saving: Saving | undefined
  readonly busy: boolean
  readonly failure: Failure | undefined
}

export function useFileActions({
  cid,
  name,
  sizeBytes,
}: Pick<FileView, 'cid' | 'name' | 'sizeBytes'>): FileActions {
  const fetching = useCall('fileFetch')
  const pinning = useCall('filePin')
  const saving = useSaveFile()
  const [dropping, setDropping] = useState(false)
  const states = [fetching.state, pinning.state, saving.state]
  const failed = states.find(state => state.status === 'failed')
  return {
    fetch: () => void fetching.run({ cid }),
    pin: pinned => void pinning.run({ cid, pinned }),
    save: () => void saving.run({ cid, name, sizeBytes }),
    cancelSave: saving.cancel,
    drop: () => setDropping(true),
    endDrop: () => setDropping(false),
    dropping,
    saving: saving.progress,
    busy: pinning.state.status === 'running' || saving.state.status === 'running',
    // The file's row has the reason of a stopped fetch until the fetch continues.
    failure:
      failed?.status === 'failed' && failed.failure.code !== 'FILE_UNAVAILABLE' ? failed.failure : undefined,
  }
}
