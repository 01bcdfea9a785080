import { ok, type Result } from '#lib/result.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import type { ChainLimits } from '../genesis/genesis.ts'
import { MAX_ENCODED_DEPTH } from '../limits.ts'
import { type Violation, violation } from '../rules.ts'
import type { Transaction } from '../transaction/transaction.ts'
import { decodeTransaction } from '../transaction/transaction-codec.ts'

/**
 * Encodes a block's body: the list of its transactions' encodings, each a byte string, so that its bytes and
 * id are at hand.
 */
export function encodeBody(transactions: readonly Transaction[]): Uint8Array {
  return encode(transactions.map(tx => tx.bytes))
}

/** The most bytes that a transaction adds to a body: its own, and the head of a byte string. */
export const bytesInBody = ({ bytes }: Transaction): number => bytes.length + 5

/**
 * The sanity stage of a body: it is within the network's limits and canonical, and each transaction is sane.
 */
export function decodeBody(bytes: Uint8Array, limits: ChainLimits): Result<Transaction[], Violation> {
  if (bytes.length > limits.blockBytes) return tooLarge(bytes.length, limits)

  const decoded = decode(bytes, { maxBytes: limits.blockBytes, maxDepth: MAX_ENCODED_DEPTH })
  if (!decoded.ok) return decoded
  const items: CborValue = decoded.value
  if (!Array.isArray(items)) return violation('BLOCK_SCHEMA', 'a body must be a list of transactions')
  if (items.length > limits.blockTransactions) return tooMany(items.length, limits)

  const transactions: Transaction[] = []
  for (const [i, item] of items.entries()) {
    if (!(item instanceof Uint8Array)) {
      return violation('BLOCK_SCHEMA', `transaction ${i} of the body is not a byte string`)
    }
    const tx = decodeTransaction(item)
    if (!tx.ok) return violation(tx.error.code, `transaction ${i} of the body: ${tx.error.message}`)
    transactions.push(tx.value)
  }
  return ok(transactions)
}

export const tooLarge = (sizeBytes: number, limits: ChainLimits) =>
  violation('BLOCK_TOO_LARGE', `the body has ${sizeBytes} bytes, but the network allows ${limits.blockBytes}`)

export const tooMany = (count: number, limits: ChainLimits) =>
  violation(
    'BLOCK_TOO_MANY_TRANSACTIONS',
    `the block has ${count} transactions, but the network allows ${limits.blockTransactions}`,
  )
