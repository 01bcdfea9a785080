import type { HostOperation } from './host-operations.ts'

/*
 * What the host does for code, in gas: what it takes where every cache is cold, at some 0.15 nanoseconds of a fast device for each, which is
 * what the code's own instructions take. Bytes that are kept for ever cost more than that (chain/apply/gas-prices.ts). These numbers are rules.
 */

/** Around each call: the memory is put back, arguments and result find their places. */
export const CALL_GAS = 1_150_000n

/** Around a source that is deployed: an instance is made ready for it, and a picture of its memory taken. */
export const INSPECT_GAS = 1_500_000n

/** Of each byte of memory that a class takes when it is made, beside what the machine itself does: it is copied for every call. */
export const PICTURE_BYTE_GAS = 2n

/** Of each byte that crosses the border, from the code to the host, which trusts nothing, and from the host to the code. */
export const TAKEN_BYTE_GAS = 30n
export const GIVEN_BYTE_GAS = 10n

/** What an operation costs beside that. */
export const HOST_GAS: Record<HostOperation, bigint> = {
  read: 60_000n,
  write: 100_000n,
  remove: 100_000n,
  /** And {@link KEY_GAS} for each key. */
  keys: 60_000n,
  transfer: 80_000n,
  /** And {@link EVENT_BYTE_GAS} for each byte of its texts. */
  emit: 80_000n,
  /** And what is called. */
  call: 180_000n,
  /** And {@link SHA256_BYTE_GAS} for each byte. */
  sha256: 60_000n,
  /** And, where key and signature have their lengths, {@link SIGNATURE_GAS} and {@link SHA512_BYTE_GAS} for each byte of the message. */
  verifySignature: 60_000n,
  balance: 60_000n,
}

/** Of a key in a page: a look into the state. */
export const KEY_GAS = 25_000n

/** Of a byte of an event's texts, which are kept and listed by every node. */
export const EVENT_BYTE_GAS = 200n

/** Hashing in JavaScript. */
export const SHA256_BYTE_GAS = 50n
export const SHA512_BYTE_GAS = 150n

/** In JavaScript, as hashing is: 0.4 to 1 ms. */
export const SIGNATURE_GAS = 5_000_000n
