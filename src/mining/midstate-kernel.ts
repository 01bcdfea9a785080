import { compress } from './compress.ts'
import type { SyncKernel } from './kernel.ts'
import { midstateOf } from './midstate.ts'
import { NONCES } from './reference.ts'

/**
 * The search in TypeScript from the midstate: one compression per try in the usual layout, two where the
 * nonce's block does not hold the padding too. Used where WebAssembly or its SIMD is missing or forbidden.
 */
export const midstateKernel: SyncKernel = { name: 'midstate', search }

function search(prefix: Uint8Array, target: bigint, from: bigint, count: number): bigint | undefined {
  const { state, tail, nonceAt } = midstateOf(prefix)
  const end = from + BigInt(count) < NONCES ? from + BigInt(count) : NONCES
  const limit = wordsOf(target)
  const hash = new Int32Array(8)

  for (let nonce = from; nonce < end; nonce++) {
    tail.setBigUint64(nonceAt, nonce)
    hash.set(state)
    for (let at = 0; at < tail.byteLength; at += 64) compress(hash, tail, at)
    if (!exceeds(hash, limit)) return nonce
  }
  return undefined
}

/** The 8 words of a 256-bit number, the highest first; of a larger one, those of the largest. */
function wordsOf(target: bigint): Uint32Array {
  const value = target >> 256n > 0n ? (1n << 256n) - 1n : target
  return Uint32Array.from({ length: 8 }, (_, i) => Number(BigInt.asUintN(32, value >> BigInt(224 - 32 * i))))
}

function exceeds(words: Int32Array, limit: Uint32Array): boolean {
  for (let i = 0; i < 8; i++) {
    const difference = ((words[i] as number) >>> 0) - (limit[i] as number)
    if (difference !== 0) return difference > 0
  }
  return false
}
