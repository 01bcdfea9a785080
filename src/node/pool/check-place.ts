import { formatAmount } from '#chain/amount.ts'
import type { Account } from '#chain/state/account.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import {
  MEMPOOL_BYTES_PER_SENDER,
  MEMPOOL_PARKED_BYTES_PER_SENDER,
  MEMPOOL_PARKED_PER_SENDER,
  MEMPOOL_PER_SENDER,
  REPLACEMENT_PERCENT,
} from './limits.ts'
import type { PoolEntry } from './pool-entry.ts'
import type { SenderQueue } from './sender-queue.ts'

/** A new entry, the sender's queue if it has one, and the entry with the same nonce, if any. */
export interface Place {
  readonly entry: PoolEntry
  readonly queue: SenderQueue | undefined
  readonly replaced: PoolEntry | undefined
}

/** Checks that the nonce is one of the next ones, and not taken by a transaction with as high a fee. */
export function checkTurn(
  { entry: { tx }, replaced }: Place,
  { nonce: next }: Account,
): Result<void, Failure<'POOL_NONCE_USED' | 'POOL_NONCE_FAR' | 'POOL_REPLACEMENT_FEE'>> {
  const { nonce, fee } = tx
  if (nonce < next)
    return fail('POOL_NONCE_USED', `nonce ${nonce} is used already; the sender's next is ${next}`)
  if (nonce >= next + MEMPOOL_PER_SENDER) {
    return fail(
      'POOL_NONCE_FAR',
      `nonce ${nonce} is too far ahead of the sender's next, ${next}; send that one first`,
    )
  }
  if (!replaced || fee * 100n >= replaced.tx.fee * (100n + REPLACEMENT_PERCENT)) return ok(undefined)
  return fail(
    'POOL_REPLACEMENT_FEE',
    `nonce ${nonce} is taken by ${replaced.tx.id} with fee ${formatAmount(replaced.tx.fee)}; a replacement pays at least ${REPLACEMENT_PERCENT} % more`,
  )
}

/**
 * Checks that amounts and fees together do not exceed the balance. Parked transactions do not count against
 * ready ones.
 */
export function checkMeans(
  { entry, queue, replaced }: Place,
  { balance }: Account,
  costOf: (tx: Transaction) => bigint,
): Result<void, Failure<'POOL_BALANCE'>> {
  let committed = 0n
  for (const other of queue?.entries ?? []) {
    if (other !== replaced && (other.ready || !entry.ready)) committed += costOf(other.tx)
  }
  if (committed + costOf(entry.tx) <= balance) return ok(undefined)
  return fail(
    'POOL_BALANCE',
    `amount and fee exceed the balance: ${formatAmount(balance)}, of which ${formatAmount(committed)} is in pending transactions; lower the amount`,
  )
}

/** Checks the bounds of one sender. */
export function checkQueue({ entry, queue, replaced }: Place): Result<void, Failure<'POOL_SENDER_FULL'>> {
  const others = (queue?.entries ?? []).filter(other => other !== replaced)
  if (bytesOf([...others, entry]) > MEMPOOL_BYTES_PER_SENDER) {
    return fail('POOL_SENDER_FULL', 'this sender has too many bytes in the mempool already; wait for a block')
  }
  const parked = [...others, entry].filter(({ ready }) => !ready)
  if (
    entry.ready ||
    (parked.length <= MEMPOOL_PARKED_PER_SENDER && bytesOf(parked) <= MEMPOOL_PARKED_BYTES_PER_SENDER)
  )
    return ok(undefined)
  return fail(
    'POOL_SENDER_FULL',
    `${parked.length - 1} transactions of this sender wait for an earlier nonce already; send that one first`,
  )
}

const bytesOf = (entries: readonly PoolEntry[]): number =>
  entries.reduce((sum, { tx }) => sum + tx.bytes.length, 0)
