import { sha256 } from '@noble/hashes/sha2.js'
import { bigintFromBytes, bytesFromBigint, concatBytes } from '#lib/bytes.ts'

/** How many bytes a nonce takes after the prefix. */
export const SEARCH_NONCE_BYTES = 8

/** One more than the last nonce. */
export const NONCES = 1n << 64n

/** Whether SHA-256 of `prefix` ‖ `nonce`, as a big-endian number, is at most `target`. */
export function meets(prefix: Uint8Array, nonce: bigint, target: bigint): boolean {
  return bigintFromBytes(sha256(concatBytes(prefix, bytesFromBigint(nonce, SEARCH_NONCE_BYTES)))) <= target
}

/**
 * The search by its definition, which checks the faster kernels: the first of the nonces `from` to
 * `from + count - 1` (or to the last one, 2^64 - 1) that {@link meets} the target.
 */
export function search(prefix: Uint8Array, target: bigint, from: bigint, count: number): bigint | undefined {
  for (let nonce = from; nonce < from + BigInt(count) && nonce < NONCES; nonce++) {
    if (meets(prefix, nonce, target)) return nonce
  }
  return undefined
}
