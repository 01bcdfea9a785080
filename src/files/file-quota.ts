import type { Cid } from '#lib/cid.ts'
import type { FileRow } from '#storage/rows.ts'
import { FileError } from './file-error.ts'
import { REPLICAS } from './limits.ts'
import type { LocalFiles } from './local-files.ts'

export interface FileQuotaDependencies {
  readonly local: LocalFiles
  readonly quotaBytes: () => number
  /** The number of tabs that hold the file now, including this one. */
  readonly replicas: (cid: Cid) => number
  readonly remove: (row: FileRow, reason: string) => Promise<unknown>
}

/**
 * Makes room for files within the quota: the file with the most copies elsewhere is removed first, a pinned
 * one never.
 */
export class FileQuota {
  readonly #deps: FileQuotaDependencies

  constructor(deps: FileQuotaDependencies) {
    this.#deps = deps
  }

  /** The most bytes that one more file may take, if everything removable were removed. */
  available(cause: FileRow['cause']): number {
    const { local, quotaBytes } = this.#deps
    return (
      quotaBytes() - local.usedBytes() + this.#loose(cause).reduce((sum, row) => sum + row.storedBytes, 0)
    )
  }

  /** Frees this many bytes of the quota, or throws `FILES_FULL` without removing anything. */
  async free(bytes: number, cause: FileRow['cause']): Promise<void> {
    const { local, quotaBytes, remove } = this.#deps
    if (bytes > this.available(cause)) {
      throw new FileError(
        'FILES_FULL',
        `bytes: no room for ${bytes} bytes within the quota of ${quotaBytes()} bytes; raise it with \`file quota\`, or drop or unpin files`,
      )
    }
    for (const row of this.#loose(cause)) {
      if (local.usedBytes() + bytes <= quotaBytes()) return
      await remove(row, 'it made room for other files')
    }
  }

  /** After the quota was lowered: removes files until the rest fits or is pinned. */
  async enforce(): Promise<void> {
    const { local, quotaBytes, remove } = this.#deps
    for (const row of this.#loose('person')) {
      if (local.usedBytes() <= quotaBytes()) return
      await remove(row, 'the quota was lowered')
    }
  }

  /**
   * A person's file may replace any file that is not pinned; a copy for the network only files that enough
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
