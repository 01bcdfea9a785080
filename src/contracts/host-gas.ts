import type { HostOperation } from './host-operations.ts'

/**
 * What the host's work costs, beside the instructions of the code itself. A gas is about a nanosecond of a fast device; what is kept by every
 * node for ever costs more than what is only computed. These numbers are rules.
 */
export const HOST_GAS: Record<HostOperation, { readonly once: bigint; readonly perByte: bigint }> = {
  read: { once: 20_000n, perByte: 20n },
  write: { once: 50_000n, perByte: 500n },
  remove: { once: 50_000n, perByte: 0n },
  keys: { once: 20_000n, perByte: 100n },
  transfer: { once: 50_000n, perByte: 0n },
  emit: { once: 20_000n, perByte: 200n },
  call: { once: 100_000n, perByte: 0n },
  sha256: { once: 5_000n, perByte: 20n },
  /** Checked in JavaScript. */
  verifySignature: { once: 1_500_000n, perByte: 20n },
  balance: { once: 20_000n, perByte: 0n },
}
