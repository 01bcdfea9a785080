import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { FileStore } from '#storage/file-store.ts'
import type { FileRow } from '#storage/rows.ts'
import { nameOfCid } from './block.ts'
import { importCar } from './car.ts'
import { FileError } from './file-error.ts'
import type { FileQuota } from './file-quota.ts'
import { bytesOf, type Imported, importFile } from './import-file.ts'
import { type FolderFile, importFolder } from './import-folder.ts'
import { PROGRESS_MS } from './limits.ts'
import type { LocalFiles } from './local-files.ts'
import { measureTree } from './measure-tree.ts'

export interface FileImporterDependencies {
  readonly store: FileStore
  readonly local: LocalFiles
  readonly clock: Clock
  readonly quota: FileQuota
  /** Ends a fetch of the same file, which is here now. */
  readonly drop: (cid: Cid) => Promise<void>
}

type About = Pick<FileRow, 'name' | 'mediaType'>

/**
 * Adds files from this device. Each is added completely and pinned, or not at all: a failed import leaves
 * nothing.
 */
export class FileImporter {
  readonly #deps: FileImporterDependencies

  constructor(deps: FileImporterDependencies) {
    this.#deps = deps
  }

  add(file: Blob, about: About, signal: AbortSignal): Promise<FileRow> {
    return this.#take(file, about, (id, onProgress) =>
      importFile(this.#deps.store, id, bytesOf(file, signal), (doneBytes, storedBytes) =>
        onProgress({ doneBytes, storedBytes: Math.max(storedBytes, file.size) }),
      ),
    )
  }

  addFolder(files: readonly FolderFile[], about: About, signal: AbortSignal): Promise<FileRow> {
    const size = files.reduce((sum, { file }) => sum + file.size, 0)
    return this.#take({ size }, about, (id, onProgress) =>
      importFolder(
        this.#deps.store,
        id,
        files,
        (doneBytes, storedBytes) => onProgress({ doneBytes, storedBytes: Math.max(storedBytes, size) }),
        signal,
      ),
    )
  }

  addCar(car: Blob, about: About, signal: AbortSignal): Promise<FileRow> {
    const { store } = this.#deps
    return this.#take(car, about, async (id, onProgress) => {
      const cid = await importCar(store, id, bytesOf(car, signal), storedBytes =>
        onProgress({ doneBytes: storedBytes, storedBytes: Math.max(storedBytes, car.size) }),
      )
      return { cid, ...(await measureTree(store, cid)) }
    })
  }

  async #take(
    file: { readonly size: number },
    about: About,
    read: (id: number, onProgress: (progress: Progress) => void) => Promise<Imported>,
  ): Promise<FileRow> {
    const { local, clock, quota } = this.#deps
    if (file.size === 0)
      throw new FileError('FILE_EMPTY', 'bytes: the file is empty; choose a file or folder with content')
    await quota.free(file.size, 'person')
    const { id } = await local.add({
      ...about,
      // The CID is unknown before the whole file was read.
      cid: '' as Cid,
      sizeBytes: file.size,
      state: 'adding',
      pinned: true,
      cause: 'person',
      addedAt: clock.now(),
    })
    try {
      // Its size counts from the beginning, so that two files do not get the same room.
      await local.change(id, { storedBytes: file.size })
      return await this.#finish(id, await read(id, this.#progress(id)), about)
    } catch (error) {
      await local.remove(id)
      throw error
    }
  }

  /** If the same file is here already, or a part of it, the two become one row. */
  async #finish(id: number, { cid, sizeBytes, storedBytes }: Imported, about: About): Promise<FileRow> {
    const { local, drop } = this.#deps
    const text = nameOfCid(cid)
    await drop(text)
    const other = local.of(text)
    await local.change(id, {
      ...about,
      cid: text,
      state: 'held',
      sizeBytes,
      storedBytes,
      doneBytes: sizeBytes,
      bytesPerSecond: 0,
    })
    if (other) await local.remove(other.id)
    return local.rows().find(row => row.id === id) as FileRow
  }

  /** Writes progress for the screens, at intervals. */
  #progress(id: number): (progress: Progress) => void {
    const { local, clock } = this.#deps
    const began = clock.now()
    let shownAt = began
    return progress => {
      const now = clock.now()
      if (now - shownAt < PROGRESS_MS) return
      shownAt = now
      const bytesPerSecond = Math.round((progress.doneBytes * 1000) / (now - began))
      // If this write fails, writing the file's blocks fails too and reports it.
      local.change(id, { ...progress, bytesPerSecond }).catch(() => {})
    }
  }
}

type Progress = Pick<FileRow, 'doneBytes' | 'storedBytes'>
