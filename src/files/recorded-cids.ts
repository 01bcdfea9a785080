import type { Cid } from '#lib/cid.ts'
import type { RecordedFile } from './replicator.ts'

/** The files that the chain recorded at the last reading, for those who cannot wait for the next. */
export class RecordedCids {
  readonly #read: () => Promise<readonly RecordedFile[]>
  #latest: readonly RecordedFile[] = []
  #cids: ReadonlySet<Cid> = new Set()

  constructor(read: () => Promise<readonly RecordedFile[]>) {
    this.#read = read
  }

  async read(): Promise<readonly RecordedFile[]> {
    const files = await this.#read()
    if (files !== this.#latest) {
      this.#latest = files
      this.#cids = new Set(files.map(({ cid }) => cid))
    }
    return files
  }

  /** Added by hand, because a block has just recorded them. */
  add(cids: readonly Cid[]): void {
    this.#cids = new Set([...this.#cids, ...cids])
  }

  all(): readonly Cid[] {
    return [...this.#cids]
  }

  has(cid: Cid): boolean {
    return this.#cids.has(cid)
  }
}
