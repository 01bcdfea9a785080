import { compress, INITIAL_STATE } from './compress.ts'
import { SEARCH_NONCE_BYTES } from './reference.ts'

/**
 * The part of SHA-256 of `prefix` ‖ nonce that remains once the whole 64-byte blocks of the prefix are
 * compressed. The tail is the rest of the prefix, the nonce (zero at first) and the padding: one block where
 * the prefix ends at most 47 bytes into a block, else two, of which the nonce may lie in either or across
 * both.
 */
export interface Midstate {
  /** 8 words, into which the tail is compressed. */
  readonly state: Int32Array
  /** 64 or 128 bytes. */
  readonly tail: DataView
  /** Where in the tail the nonce starts, in bytes. */
  readonly nonceAt: number
}

export function midstateOf(prefix: Uint8Array): Midstate {
  const state = INITIAL_STATE.slice()
  const whole = prefix.length - (prefix.length % 64)
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.length)
  for (let at = 0; at < whole; at += 64) compress(state, view, at)

  // FIPS 180-4, 5.1.1: a one bit, zeros, and the length in bits as the last 8 bytes.
  const nonceAt = prefix.length - whole
  const end = nonceAt + SEARCH_NONCE_BYTES
  const bytes = new Uint8Array(end + 9 <= 64 ? 64 : 128)
  const tail = new DataView(bytes.buffer)
  bytes.set(prefix.subarray(whole))
  bytes[end] = 0x80
  tail.setBigUint64(bytes.length - 8, BigInt(prefix.length + SEARCH_NONCE_BYTES) * 8n)
  return { state, tail, nonceAt }
}
