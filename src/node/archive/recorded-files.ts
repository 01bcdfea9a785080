import type { Chain } from '#node/chain/chain.ts'
import { type FileRecordRow, fileRecord, firstRecords } from '#storage/file-records.ts'
import { FILES_PARTY } from '#storage/history.ts'
import { RECORDED_FILES } from './limits.ts'

/** The files that the chain records, the latest first; read again after the tip moved. */
export class RecordedFiles {
  readonly #chain: Chain
  #tip: string | undefined
  #files: Promise<FileRecordRow[]> = Promise.resolve([])

  constructor(chain: Chain) {
    this.#chain = chain
  }

  all(): Promise<FileRecordRow[]> {
    const { id } = this.#chain.tip.header
    if (this.#tip !== id) {
      this.#tip = id
      this.#files = this.#read()
      // A database fault fails this call only; the next one reads again.
      this.#files.catch(() => {
        this.#tip = undefined
      })
    }
    return this.#files
  }

  /** The first record of a file. */
  async of(cid: string): Promise<FileRecordRow | undefined> {
    const first = (await this.#chain.store.history(cid, RECORDED_FILES)).findLast(
      ({ kind }) => kind === 'file',
    )
    return first && fileRecord(first)
  }

  async #read(): Promise<FileRecordRow[]> {
    return firstRecords(await this.#chain.store.history(FILES_PARTY, RECORDED_FILES))
  }
}
