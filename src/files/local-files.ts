import { known } from '#lib/assert.ts'
import type { Cid } from '#lib/cid.ts'
import type { FileStore } from '#storage/file-store.ts'
import type { FileRow } from '#storage/rows.ts'
import { FileError } from './file-error.ts'

type New = Pick<
  FileRow,
  'cid' | 'name' | 'mediaType' | 'sizeBytes' | 'state' | 'pinned' | 'cause' | 'addedAt'
>

/**
 * The files of this tab: a copy of the store's rows in memory, because every part reads them often. One file
 * per CID.
 */
export class LocalFiles {
  readonly #store: FileStore
  readonly #rows = new Map<number, FileRow>()

  private constructor(store: FileStore) {
    this.#store = store
  }

  /** Reads the rows, and removes imports that a closed tab did not finish. */
  static async open(store: FileStore): Promise<LocalFiles> {
    const local = new LocalFiles(store)
    for (const row of await store.files()) {
      if (row.state === 'adding') await store.removeFile(row.id)
      else local.#rows.set(row.id, row)
    }
    return local
  }

  rows(): FileRow[] {
    return [...this.#rows.values()]
  }

  get(id: number): FileRow | undefined {
    return this.#rows.get(id)
  }

  of(cid: Cid): FileRow | undefined {
    return this.rows().find(row => row.cid === cid)
  }

  isHeld(cid: Cid): boolean {
    return this.of(cid)?.state === 'held'
  }

  /** A complete file; throws `FILE_NOT_HERE` if it is not here. */
  whole(cid: Cid): FileRow {
    const row = this.of(cid)
    if (row?.state !== 'held') throw notHere()
    return row
  }

  /** CIDs of the complete files. */
  held(): Cid[] {
    return this.rows().flatMap(row => (row.state === 'held' ? [row.cid] : []))
  }

  usedBytes(): number {
    return this.rows().reduce((sum, row) => sum + row.storedBytes, 0)
  }

  async add(row: New): Promise<FileRow> {
    const whole = { ...row, doneBytes: 0, storedBytes: 0, bytesPerSecond: 0 }
    const id = await this.#store.addFile(whole)
    this.#rows.set(id, { ...whole, id })
    return known(this.#rows.get(id), 'a row that was just added')
  }

  /** Adds the row of a file to be fetched. */
  addFetched(
    { cid, name, mediaType, sizeBytes }: Pick<FileRow, 'cid' | 'name' | 'mediaType' | 'sizeBytes'>,
    cause: FileRow['cause'],
    addedAt: number,
  ): Promise<FileRow> {
    return this.add({ cid, name, mediaType, sizeBytes, cause, addedAt, state: 'fetching', pinned: false })
  }

  /** Does nothing if the row is gone. */
  async change(id: number, changes: Partial<Omit<FileRow, 'id'>>): Promise<void> {
    const row = this.#rows.get(id)
    if (!row) return
    this.#rows.set(id, { ...row, ...changes })
    await this.#store.changeFile(id, changes)
  }

  /** Resolves to the freed bytes. */
  async remove(id: number): Promise<number> {
    this.#rows.delete(id)
    return this.#store.removeFile(id)
  }
}

/** The error for a file that is not completely here. */
export const notHere = () => new FileError('FILE_NOT_HERE', 'cid: the file is not here; fetch it first')
