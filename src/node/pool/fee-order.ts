import { byFeeRate } from './fee-rate.ts'
import type { PoolEntry } from './pool-entry.ts'

/**
 * Entries of the pool by their fee rate (fee-rate.ts), cheapest first. The list is kept sorted, so that the
 * cheapest of thousands is found at once.
 */
export class FeeOrder {
  readonly #entries: PoolEntry[] = []

  /** Cheapest first. */
  get entries(): readonly PoolEntry[] {
    return this.#entries
  }

  insert(entry: PoolEntry): void {
    this.#entries.splice(this.#indexOf(entry), 0, entry)
  }

  delete(entry: PoolEntry): void {
    this.#entries.splice(this.#indexOf(entry), 1)
  }

  #indexOf(entry: PoolEntry): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (byRate(this.#entries[middle] as PoolEntry, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The id decides between equal rates, so that the order is total. */
const byRate = ({ tx: a }: PoolEntry, { tx: b }: PoolEntry): number =>
  byFeeRate(a, b) || (a.id < b.id ? -1 : Number(a.id > b.id))
