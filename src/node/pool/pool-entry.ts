import type { Transaction } from '#chain/transaction/transaction.ts'
import type { UnixMs } from '#lib/clock.ts'

/** A transaction that waits in the pool (mempool.ts). */
export interface PoolEntry {
  readonly tx: Transaction
  readonly addedAt: UnixMs
  /**
   * Nothing is missing before it: a block could hold it now. What is not ready is parked behind a gap in the
   * nonces.
   */
  ready: boolean
}
