import { FILES_PARTY } from '../storage/history.ts'
import type { TxRow } from '../storage/rows.ts'
import type { Chain } from './chain.ts'
import { RECORDED_FILES } from './limits.ts'

/** A file that the chain records, as its first record says: who had it earliest names it. */
export interface FileRecordRow {
  readonly cid: string
  readonly name: string
  readonly mediaType: string
  readonly note: string
  readonly sizeBytes: number
  readonly tx: TxRow
}

/** The files that the chain records, the last recorded first; read again when the tip moved. */
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
      // A fault of the database is one for this answer; the next one reads again.
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
    return first && recordOf(first)
  }

  async #read(): Promise<FileRecordRow[]> {
    const byCid = new Map<string, FileRecordRow>()
    for (const tx of await this.#chain.store.history(FILES_PARTY, RECORDED_FILES)) {
      const record = recordOf(tx)
      // Keeps the place of the last record, with what the first one says.
      byCid.set(record.cid, record)
    }
    return [...byCid.values()]
  }
}

function recordOf(tx: TxRow): FileRecordRow {
  const { cid = '', name = '', sizeBytes = '0', mediaType = '', note = '' } = tx.detail
  return { cid, name, mediaType, note, sizeBytes: Number(sizeBytes), tx }
}
