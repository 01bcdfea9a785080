import type { PoolEntry } from './pool-entry.ts'

/**
 * One sender's waiting transactions, in order of nonce. It has one entry for each nonce, and does not know
 * the account.
 */
export class SenderQueue {
  readonly #entries: PoolEntry[] = []
  #bytes = 0

  /** The entries in order of nonce. */
  get entries(): readonly PoolEntry[] {
    return this.#entries
  }

  get bytes(): number {
    return this.#bytes
  }

  at(nonce: number): PoolEntry | undefined {
    const entry = this.#entries[this.#indexOf(nonce)]
    return entry?.tx.nonce === nonce ? entry : undefined
  }

  /** The entries from this nonce on. */
  from(nonce: number): PoolEntry[] {
    return this.#entries.slice(this.#indexOf(nonce))
  }

  /** The entries that are not ready. */
  parked(): PoolEntry[] {
    return this.#entries.filter(entry => !entry.ready)
  }

  /** The first nonce from `nonce` on that is not here. */
  gapFrom(nonce: number): number {
    let gap = nonce
    for (let i = this.#indexOf(nonce); this.#entries[i]?.tx.nonce === gap; i++) gap++
    return gap
  }

  /** Inserts an entry, whose nonce must be free. */
  insert(entry: PoolEntry): void {
    this.#entries.splice(this.#indexOf(entry.tx.nonce), 0, entry)
    this.#bytes += entry.tx.bytes.length
  }

  delete(entry: PoolEntry): void {
    this.#entries.splice(this.#indexOf(entry.tx.nonce), 1)
    this.#bytes -= entry.tx.bytes.length
  }

  /** The index where this nonce is or would be. */
  #indexOf(nonce: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#entries[middle] as PoolEntry).tx.nonce < nonce) low = middle + 1
      else high = middle
    }
    return low
  }
}
