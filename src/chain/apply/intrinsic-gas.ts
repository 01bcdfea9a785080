import type { Transaction } from '../transaction/transaction.ts'

/** Most are checked by the browser itself, in some 60 microseconds and on several threads; the number of transactions in a block bounds them too. */
const GAS_PER_SIGNATURE = 100_000n
/** Decoding, hashing and keeping it. */
const GAS_PER_BYTE = 100n

/** Signatures that a kind brings beside the sender's: evidence has two headers. */
const MORE_SIGNATURES = { evidence: 2n } as const satisfies Partial<
  Record<Transaction['payload']['kind'], bigint>
>

/** The most gas that a transaction can take: what a producer keeps free for it. */
export const mostGas = (tx: Pick<Transaction, 'bytes' | 'payload'>): bigint =>
  'gasLimit' in tx.payload ? tx.payload.gasLimit : intrinsicGas(tx)

/** Gas that a transaction takes by what it is, before any code runs. */
export function intrinsicGas({ bytes, payload }: Pick<Transaction, 'bytes' | 'payload'>): bigint {
  const signatures = 1n + (payload.kind === 'evidence' ? MORE_SIGNATURES.evidence : 0n)
  return signatures * GAS_PER_SIGNATURE + BigInt(bytes.length) * GAS_PER_BYTE
}
