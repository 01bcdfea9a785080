import { type Amount, MAX_AMOUNT } from '#chain/amount.ts'
import { mostGas } from '#chain/apply/intrinsic-gas.ts'
import type { Transaction, UnsignedTransaction } from '#chain/transaction/transaction.ts'
import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { MIN_RELAY_FEE, RELAYED_SPACE_PER_UNIT } from './limits.ts'

/** The gas that counts as one byte: a byte's own cost (chain/apply/intrinsic-gas.ts). */
const GAS_PER_BYTE = 100n

/**
 * The room that a transaction takes in a block, in bytes: its own bytes, and the gas that it may use. A call
 * counts with its whole limit, because its use is unknown before it ran; so a high limit needs a high fee, of
 * which the unused part is returned.
 */
export const blockSpace = (tx: Pick<Transaction, 'bytes' | 'payload'>): bigint =>
  BigInt(tx.bytes.length) + mostGas(tx) / GAS_PER_BYTE

/**
 * The least fee for which this node relays and mines it: that of a payment, or by its block space, whichever
 * is more.
 */
export function leastFee(tx: Pick<Transaction, 'bytes' | 'payload'>): bigint {
  const bySpace = (blockSpace(tx) + RELAYED_SPACE_PER_UNIT - 1n) / RELAYED_SPACE_PER_UNIT
  return bySpace > MIN_RELAY_FEE ? bySpace : MIN_RELAY_FEE
}

/** The same for an unsigned transaction: it is measured with the longest fee. */
export const leastFeeOf = (unsigned: Omit<UnsignedTransaction, 'fee'>): bigint =>
  leastFee(assembleTransaction({ ...unsigned, fee: MAX_AMOUNT as Amount }, new Uint8Array(SIGNATURE_BYTES)))

const SIGNATURE_BYTES = 64

/** Ascending fee per {@link blockSpace}, in exact integers. A policy of this node, not a rule. */
export function byFeeRate(a: Transaction, b: Transaction): number {
  const left = a.fee * blockSpace(b)
  const right = b.fee * blockSpace(a)
  return left < right ? -1 : left > right ? 1 : 0
}
