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
 * The files of this tab: the store's rows, in memory too, because every part asks for them all the time. One
 * file per CID.
 */
export class LocalFiles {
  readonly #store: FileStore
  readonly #rows = new Map<number, FileRow>()

  private constructor(store: FileStore) {
    this.#store = store
  }

  /** What a tab that was closed was adding then has no name yet: it goes. */
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

  /** A file that is here as a whole; throws `FILE_NOT_HERE` if it is not. */
  whole(cid: Cid): FileRow {
    const row = this.of(cid)
    if (row?.state !== 'held') throw notHere()
    return row
  }

  /** CIDs of the files that are here as a whole. */
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

  /** Adds a file of which nothing is here yet. */
  addFetched(
    { cid, name, mediaType, sizeBytes }: Pick<FileRow, 'cid' | 'name' | 'mediaType' | 'sizeBytes'>,
    cause: FileRow['cause'],
    addedAt: number,
  ): Promise<FileRow> {
    return this.add({ cid, name, mediaType, sizeBytes, cause, addedAt, state: 'fetching', pinned: false })
  }

  /** Nothing happens to one that is gone. */
  async change(id: number, changes: Partial<Omit<FileRow, 'id'>>): Promise<void> {
    const row = this.#rows.get(id)
    if (!row) return
    this.#rows.set(id, { ...row, ...changes })
    await this.#store.changeFile(id, changes)
  }

  /** Resolves to the bytes that this freed. */
  async remove(id: number): Promise<number> {
    this.#rows.delete(id)
    return this.#store.removeFile(id)
  }
}

/** The error of a file that is not here as a whole. */
export const notHere = () => new FileError('FILE_NOT_HERE', 'cid: the file is not here; fetch it first')
