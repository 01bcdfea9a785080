import { type Amount, MAX_AMOUNT } from '#chain/amount.ts'
import { mostGas } from '#chain/apply/intrinsic-gas.ts'
import type { Transaction, UnsignedTransaction } from '#chain/transaction/transaction.ts'
import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { MIN_RELAY_FEE, RELAYED_SPACE_PER_UNIT } from './limits.ts'

/** So much gas counts as much as a byte: what a byte costs by itself (chain/apply/intrinsic-gas.ts). */
const GAS_PER_BYTE = 100n

/**
 * What a transaction keeps others out of, in bytes of a block: its own bytes, and the gas that it may take. A
 * call counts with its whole limit, because nobody knows what it will use before it has run; so who asks for
 * much room offers much, and gets back what was not used.
 */
export const blockSpace = (tx: Pick<Transaction, 'bytes' | 'payload'>): bigint =>
  BigInt(tx.bytes.length) + mostGas(tx) / GAS_PER_BYTE

/**
 * The least that this node relays and mines it for: a payment's, or by the room that it takes, whichever is
 * more.
 */
export function leastFee(tx: Pick<Transaction, 'bytes' | 'payload'>): bigint {
  const bySpace = (blockSpace(tx) + RELAYED_SPACE_PER_UNIT - 1n) / RELAYED_SPACE_PER_UNIT
  return bySpace > MIN_RELAY_FEE ? bySpace : MIN_RELAY_FEE
}

/** The same for one that is still to be signed, whatever its fee will be: it is measured with the longest. */
export const leastFeeOf = (unsigned: Omit<UnsignedTransaction, 'fee'>): bigint =>
  leastFee(assembleTransaction({ ...unsigned, fee: MAX_AMOUNT as Amount }, new Uint8Array(SIGNATURE_BYTES)))

const SIGNATURE_BYTES = 64

/** Ascending fee per {@link blockSpace}, in exact integers. A policy of this node, not a rule. */
export function byFeeRate(a: Transaction, b: Transaction): number {
  const left = a.fee * blockSpace(b)
  const right = b.fee * blockSpace(a)
  return left < right ? -1 : left > right ? 1 : 0
}
