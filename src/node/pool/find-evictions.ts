import type { Transaction } from '#chain/transaction/transaction.ts'
import { byFeeRate } from './fee-rate.ts'
import type { PoolEntry } from './pool-entry.ts'
import type { SenderQueue } from './sender-queue.ts'

/** The entries that a new one may evict, in this order. */
export interface Evictable {
  /** Entries behind a gap, oldest first. */
  readonly parked: Iterable<PoolEntry>
  /** Ready entries, cheapest first; empty for a new entry behind a gap. */
  readonly ready: Iterable<PoolEntry>
  readonly queueOf: (entry: PoolEntry) => SenderQueue
}

/** The numbers of transactions and bytes beyond the bounds. */
export interface Excess {
  count: number
  bytes: number
}

/**
 * The entries to evict for `tx`, or undefined if there is no room for it: first entries behind a gap, because
 * they cost their sender nothing, then cheaper ones, each with its sender's later ones. Entries that `tx`
 * must follow stay. Nothing is changed, and a refused transaction is compared with only one entry more than
 * it could evict.
 */
export function findEvictions(
  tx: Transaction,
  sender: SenderQueue | undefined,
  excess: Excess,
  { parked, ready, queueOf }: Evictable,
): ReadonlySet<PoolEntry> | undefined {
  const leaving = new Set<PoolEntry>()
  const isFull = () => excess.count > 0 || excess.bytes > 0
  const evict = (entry: PoolEntry) => {
    if (leaving.has(entry)) return
    leaving.add(entry)
    excess.count--
    excess.bytes -= entry.tx.bytes.length
  }

  if (!isFull()) return leaving
  for (const entry of parked) {
    if (queueOf(entry) !== sender) evict(entry)
    if (!isFull()) return leaving
  }
  for (const entry of ready) {
    const queue = queueOf(entry)
    if (queue === sender && entry.tx.nonce <= tx.nonce) continue
    if (byFeeRate(entry.tx, tx) >= 0) return undefined
    for (const later of queue.from(entry.tx.nonce)) evict(later)
    if (!isFull()) return leaving
  }
  return undefined
}
