import type { Transaction } from '#chain/transaction/transaction.ts'
import { byFeeRate } from './fee-rate.ts'
import type { PoolEntry } from './pool-entry.ts'
import type { SenderQueue } from './sender-queue.ts'

/** What a newcomer may push out, in the order in which it goes. */
export interface Evictable {
  /** Behind a gap, oldest first. */
  readonly parked: Iterable<PoolEntry>
  /** Cheapest first; empty for a newcomer that waits behind a gap itself. */
  readonly ready: Iterable<PoolEntry>
  readonly queueOf: (entry: PoolEntry) => SenderQueue
}

/** So many transactions too many, and so many bytes. */
export interface Excess {
  count: number
  bytes: number
}

/**
 * The entries that have to go for `tx`, or undefined if there is no room for it: first what waits behind a
 * gap, because it costs its sender nothing, then what pays less, each with those of its sender that follow
 * it. What `tx` has to follow itself stays. Nothing is changed, and whoever is refused has been compared with
 * one entry more than it could have pushed out.
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
