import type { Cid } from '#lib/cid.ts'
import type { FileStore } from '#storage/file-store.ts'
import { nameOfCid } from './block.ts'
import { exportCar } from './car.ts'
import { FileError } from './file-error.ts'
import { MAX_WHOLE_BYTES } from './limits.ts'
import type { LocalFiles } from './local-files.ts'
import { readFile } from './read-file.ts'
import { entryAt, type FolderEntry, readEntry } from './read-folder.ts'

/** The bytes to read of a file, or of an entry at a path in a folder. */
interface Range {
  readonly path?: string
  readonly offset: number
  readonly length: number
}

/** Reads complete files; throws `FILE_NOT_HERE` for any other. */
export class FileContent {
  readonly #store: FileStore
  readonly #local: LocalFiles

  constructor(store: FileStore, local: LocalFiles) {
    this.#store = store
    this.#local = local
  }

  /** The whole file, unless it is too large to be returned in one piece. */
  async blob(cid: Cid, mediaType: string, signal: AbortSignal): Promise<Blob> {
    const { sizeBytes } = this.#local.whole(cid)
    if (sizeBytes > MAX_WHOLE_BYTES) {
      throw new FileError(
        'FILE_TOO_LARGE',
        `cid: the file has ${sizeBytes} bytes, too many for one piece; read it in parts`,
      )
    }
    const parts: Blob[] = []
    for await (const bytes of readFile(this.#store, cid, { offset: 0 }, signal)) {
      // One blob per part, so that the browser can move it to the disk at once.
      parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]))
    }
    return new Blob(parts, { type: mediaType })
  }

  /** At most `length` bytes from `offset`. */
  async read(
    cid: Cid,
    { path = '', offset, length }: Range,
    signal: AbortSignal,
  ): Promise<{ bytes: Uint8Array; sizeBytes: number }> {
    const { sizeBytes: wholeBytes } = this.#local.whole(cid)
    const entry = path === '' ? undefined : await entryAt(this.#store, cid, path, signal)
    const sizeBytes = entry ? Number(entry.size) : wholeBytes
    if (offset > sizeBytes) {
      throw new FileError(
        'RANGE_BAD',
        `offset: the file has ${sizeBytes} bytes, and ${offset} is beyond its end; use a smaller offset`,
      )
    }
    const bytes = new Uint8Array(Math.min(length, sizeBytes - offset))
    const root = entry ? nameOfCid(entry.cid) : cid
    let at = 0
    for await (const part of readFile(this.#store, root, { offset, length: bytes.length }, signal)) {
      bytes.set(part, at)
      at += part.length
    }
    return { bytes, sizeBytes }
  }

  /** The entry at a path in a folder; an empty path is the folder or file itself. */
  async entry(cid: Cid, path: string, signal: AbortSignal): Promise<FolderEntry> {
    this.#local.whole(cid)
    return readEntry(this.#store, cid, path, signal)
  }

  async toCar(cid: Cid, signal: AbortSignal): Promise<Blob> {
    this.#local.whole(cid)
    return exportCar(this.#store, cid, signal)
  }
}
