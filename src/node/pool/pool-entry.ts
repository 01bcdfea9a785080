import type { Transaction } from '#chain/transaction/transaction.ts'
import type { UnixMs } from '#lib/clock.ts'

/** A transaction that waits in the pool (mempool.ts). */
export interface PoolEntry {
  readonly tx: Transaction
  readonly addedAt: UnixMs
  /** Whether a block could contain it now. Otherwise it is parked behind a gap in the nonces. */
  ready: boolean
}
