import type { Cid } from '#lib/cid.ts'
import type { FileRow } from '#storage/rows.ts'
import { FileError } from './file-error.ts'
import { REPLICAS } from './limits.ts'
import type { LocalFiles } from './local-files.ts'

export interface FileQuotaDependencies {
  readonly local: LocalFiles
  readonly quotaBytes: () => number
  /** Tabs that hold the file now, this one too. */
  readonly replicas: (cid: Cid) => number
  readonly remove: (row: FileRow, reason: string) => Promise<unknown>
}

/**
 * Makes room for files within what the person allows: the file with the most copies elsewhere goes first, a
 * pinned one never.
 */
export class FileQuota {
  readonly #deps: FileQuotaDependencies

  constructor(deps: FileQuotaDependencies) {
    this.#deps = deps
  }

  /** What one more file may take at most, if everything went that may go for it. */
  available(cause: FileRow['cause']): number {
    const { local, quotaBytes } = this.#deps
    return (
      quotaBytes() - local.usedBytes() + this.#loose(cause).reduce((sum, row) => sum + row.storedBytes, 0)
    )
  }

  /** Frees this many bytes of the quota, or throws `FILES_FULL` and removes nothing. */
  async free(bytes: number, cause: FileRow['cause']): Promise<void> {
    const { local, quotaBytes, remove } = this.#deps
    if (bytes > this.available(cause)) {
      throw new FileError(
        'FILES_FULL',
        `bytes: there is no room for ${bytes} bytes within the ${quotaBytes()} that files may take here; raise it with \`file quota\`, or drop or unpin files`,
      )
    }
    for (const row of this.#loose(cause)) {
      if (local.usedBytes() + bytes <= quotaBytes()) return
      await remove(row, 'room for other files')
    }
  }

  /** The quota became smaller: what may go goes, until the rest fits or is pinned. */
  async enforce(): Promise<void> {
    const { local, quotaBytes, remove } = this.#deps
    for (const row of this.#loose('person')) {
      if (local.usedBytes() <= quotaBytes()) return
      await remove(row, 'files may take less room')
    }
  }

  /**
   * A person's file may take the place of any that is not pinned, the network's copies only of what enough
   * other tabs hold.
   */
  #loose(cause: FileRow['cause']): FileRow[] {
    const { local, replicas } = this.#deps
    const spare = cause === 'person' ? 0 : REPLICAS
    return local
      .rows()
      .filter(row => row.state === 'held' && !row.pinned && replicas(row.cid) > spare)
      .sort((a, b) => replicas(b.cid) - replicas(a.cid) || a.addedAt - b.addedAt)
  }
}
