import { sha256 } from '@noble/hashes/sha2.js'
import { encodeReceipt } from '#chain/block/receipt-codec.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { BoundaryWorld, runHostile } from './boundary-world.suite.ts'

/** Contracts per digest: with ten methods each, a hundred programs. */
export const PER_DIGEST = 10

/**
 * One short digest for every {@link PER_DIGEST} hostile contracts: of all bytes of their receipts, which
 * contain gas, results, events, errors and changes of the state.
 */
export function boundaryDigests(module: WebAssembly.Module, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const world = new BoundaryWorld(module)
    const hash = sha256.create()
    for (let seed = index * PER_DIGEST; seed < (index + 1) * PER_DIGEST; seed++) {
      for (const receipt of runHostile(world, seed)) hash.update(encodeReceipt(receipt))
    }
    return bytesToHex(hash.digest()).slice(0, 16)
  })
}
