import type { Transaction } from '../transaction/transaction.ts'

/**
 * The browser itself checks most signatures, in some 60 microseconds and on several threads; the number of
 * transactions in a block bounds them too.
 */
const GAS_PER_SIGNATURE = 100_000n
/** Decoding, hashing and keeping a byte. */
const GAS_PER_BYTE = 100n

/** Signatures of a kind beside the sender's: evidence has two headers. */
const MORE_SIGNATURES = { evidence: 2n } as const satisfies Partial<
  Record<Transaction['payload']['kind'], bigint>
>

/** The most gas that a transaction can take, which a producer reserves for it. */
export const mostGas = (tx: Pick<Transaction, 'bytes' | 'payload'>): bigint =>
  'gasLimit' in tx.payload ? tx.payload.gasLimit : intrinsicGas(tx)

/** Gas of a transaction before any code runs. */
export function intrinsicGas({ bytes, payload }: Pick<Transaction, 'bytes' | 'payload'>): bigint {
  const signatures = 1n + (payload.kind === 'evidence' ? MORE_SIGNATURES.evidence : 0n)
  return signatures * GAS_PER_SIGNATURE + BigInt(bytes.length) * GAS_PER_BYTE
}
