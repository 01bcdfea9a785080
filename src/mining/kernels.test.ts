import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bigintFromBytes, bytesFromBigint, concatBytes } from '#lib/bytes.ts'
import { createSimdKernel } from './kernel/simd-kernel.ts'
import type { SyncKernel } from './kernel.ts'
import { midstateKernel } from './midstate-kernel.ts'
import { NONCES, search } from './reference.ts'

const prefixOf = (length: number, seed = 1) =>
  Uint8Array.from({ length }, (_, i) => (i * 151 + seed * 97) & 0xff)

/** One hash in `n` meets it. */
const oneIn = (n: bigint) => (1n << 256n) / n

describe.each<SyncKernel>([midstateKernel, createSimdKernel()])(
  '$name answers as the reference does',
  kernel => {
    test('at every length of prefix, so that the nonce takes every place in its blocks', () => {
      for (let length = 0; length <= 200; length++) {
        const prefix = prefixOf(length)
        const first = search(prefix, oneIn(40n), 1000n, 200)
        expect(kernel.search(prefix, oneIn(40n), 1000n, 200), `length ${length}`).toBe(first)
      }
    })

    test('over any prefix, target and range', () => {
      const nonces = fc.oneof(
        fc.bigInt(0n, NONCES - 1n),
        // Where bytes, words or the nonce itself overflow.
        fc
          .tuple(fc.constantFrom(8n, 16n, 24n, 32n, 40n, 63n, 64n), fc.bigInt(1n, 300n))
          .map(([bits, back]) => {
            const nonce = (1n << bits) - back
            return nonce < 0n ? 0n : nonce
          }),
      )
      fc.assert(
        fc.property(
          fc.uint8Array({ maxLength: 200 }),
          fc.bigInt(1n, 2000n),
          nonces,
          fc.integer({ min: 0, max: 600 }),
          (prefix, n, from, count) =>
            kernel.search(prefix, oneIn(n), from, count) === search(prefix, oneIn(n), from, count),
        ),
        { numRuns: 200 },
      )
    })

    test('to the last bit of the target, where a hash with the same highest word is not a hit', () => {
      const prefix = prefixOf(288)
      const hash = (nonce: number) =>
        bigintFromBytes(sha256(concatBytes(prefix, bytesFromBigint(BigInt(nonce), 8))))
      const hashes = Array.from({ length: 3000 }, (_, nonce) => hash(nonce))
      const [least] = hashes.toSorted((a, b) => (a < b ? -1 : 1)) as [bigint]
      expect(kernel.search(prefix, least, 0n, 3000)).toBe(BigInt(hashes.indexOf(least)))
      expect(kernel.search(prefix, least - 1n, 0n, 3000)).toBeUndefined()

      // From one whose lowest bit is too high to the next that meets it.
      for (const [from, value] of hashes.slice(0, 100).entries()) {
        const next = hashes.findIndex((other, i) => i > from && other < value)
        const answer = next < 0 ? undefined : BigInt(next)
        expect(kernel.search(prefix, value - 1n, BigInt(from), 3000 - from)).toBe(answer)
      }
    })

    test('where every hash meets the target, and where none does', () => {
      expect(kernel.search(prefixOf(100), 1n << 256n, 77n, 10)).toBe(77n)
      expect(kernel.search(prefixOf(100), (1n << 256n) - 1n, 77n, 10)).toBe(77n)
      expect(kernel.search(prefixOf(100), 0n, 77n, 5000)).toBeUndefined()
      expect(kernel.search(prefixOf(100), 1n << 256n, 77n, 0)).toBeUndefined()
    })

    test('up to the last nonce and not beyond it', () => {
      const last = NONCES - 1n
      expect(kernel.search(prefixOf(5), 1n << 256n, last, 100)).toBe(last)
      expect(kernel.search(prefixOf(5), 0n, last - 2n, 100)).toBeUndefined()
    })
  },
)
