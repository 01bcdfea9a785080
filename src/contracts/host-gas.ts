import type { HostOperation } from './host-operations.ts'

/**
 * What the host does around each call: the memory is put back, caches are cold, arguments and result are encoded and decoded. It takes a fifth of
 * the time of a call that does nothing.
 */
export const CALL_GAS = 200_000n

/**
 * What the host's work costs, beside the instructions of the code itself. A gas is about a tenth of a nanosecond of a fast device; what is kept by every
 * node for ever costs more than what is only computed. These numbers are rules.
 */
export const HOST_GAS: Record<HostOperation, { readonly once: bigint; readonly perByte: bigint }> = {
  read: { once: 20_000n, perByte: 20n },
  write: { once: 50_000n, perByte: 0n },
  remove: { once: 50_000n, perByte: 0n },
  keys: { once: 20_000n, perByte: 100n },
  transfer: { once: 50_000n, perByte: 0n },
  emit: { once: 20_000n, perByte: 200n },
  call: { once: 100_000n, perByte: 0n },
  /** In JavaScript, which takes up to 30 ns a byte. */
  sha256: { once: 20_000n, perByte: 200n },
  /** In JavaScript, as hashing is: 0.3 to 1 ms. */
  verifySignature: { once: 6_000_000n, perByte: 200n },
  balance: { once: 20_000n, perByte: 0n },
}
