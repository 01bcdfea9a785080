import { mostGas } from '../chain/apply/intrinsic-gas.ts'
import type { Transaction } from '../chain/transaction/transaction.ts'

/** So much gas counts as much as a byte: what a byte costs by itself (chain/apply/intrinsic-gas.ts). */
const GAS_PER_BYTE = 100n

/**
 * What a transaction keeps others out of, in bytes of a block: its own bytes, and the gas that it may take. A call counts with its whole limit,
 * because nobody knows what it will use before it has run; so who asks for much room offers much, and gets back what was not used.
 */
export const blockSpace = (tx: Transaction): bigint => BigInt(tx.bytes.length) + mostGas(tx) / GAS_PER_BYTE

/** Ascending fee per {@link blockSpace}, in exact integers. A policy of this node, not a rule. */
export function byFeeRate(a: Transaction, b: Transaction): number {
  const left = a.fee * blockSpace(b)
  const right = b.fee * blockSpace(a)
  return left < right ? -1 : left > right ? 1 : 0
}
