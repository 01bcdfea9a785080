import type { HostOperation } from './host-operations.ts'

/*
 * Prices in gas for what the host does for code: its time where every cache is cold, at some 0.15 nanoseconds
 * of a fast device per gas, as for the code's own instructions. Bytes that are kept for ever cost more
 * (chain/apply/gas-prices.ts). These numbers are rules.
 */

/** Around each call: restoring the memory, passing arguments and result. */
export const CALL_GAS = 1_150_000n

/** Around a source that is deployed: making an instance ready for it, and taking a snapshot of its memory. */
export const INSPECT_GAS = 1_500_000n

/**
 * Each byte of memory that a class takes when it is made, beside the machine's own work: it is copied for
 * every call.
 */
export const PICTURE_BYTE_GAS = 2n

/**
 * Each byte that crosses the boundary, from the code to the host, which trusts nothing, and from the host to
 * the code.
 */
export const TAKEN_BYTE_GAS = 30n
export const GIVEN_BYTE_GAS = 10n

/** The price of an operation beside that. */
export const HOST_GAS: Record<HostOperation, bigint> = {
  read: 60_000n,
  write: 100_000n,
  remove: 100_000n,
  /** And {@link KEY_GAS} for each key. */
  keys: 60_000n,
  transfer: 80_000n,
  /** And {@link EVENT_BYTE_GAS} for each byte of its texts. */
  emit: 80_000n,
  /** And the called method. */
  call: 180_000n,
  /** And {@link SHA256_BYTE_GAS} for each byte. */
  sha256: 60_000n,
  /**
   * And, where key and signature have their lengths, {@link SIGNATURE_GAS} and {@link SHA512_BYTE_GAS} for
   * each byte of the message.
   */
  verifySignature: 60_000n,
  balance: 60_000n,
}

/** A key in a page: a look-up in the state. */
export const KEY_GAS = 25_000n

/** A byte of an event's texts, which every node keeps and lists. */
export const EVENT_BYTE_GAS = 200n

/** Hashing in JavaScript. */
export const SHA256_BYTE_GAS = 50n
export const SHA512_BYTE_GAS = 150n

/** In JavaScript, like hashing: 0.4 to 1 ms. */
export const SIGNATURE_GAS = 5_000_000n
