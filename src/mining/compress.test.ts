import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import { bytesToHex } from '#lib/bytes.ts'
import { compress, INITIAL_STATE } from './compress.ts'
import { midstateOf } from './midstate.ts'

/** The state as a hash is written. */
const hex = (state: Int32Array) => [...state].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('')

test('compresses "abc" to what FIPS 180-4 gives as its example', () => {
  const block = new Uint8Array(64)
  block.set([0x61, 0x62, 0x63, 0x80])
  block[63] = 24
  const state = INITIAL_STATE.slice()
  compress(state, new DataView(block.buffer), 0)
  expect(hex(state)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('a midstate and its tail make the whole hash, at every length of prefix', () => {
  for (let length = 0; length <= 130; length++) {
    const prefix = Uint8Array.from({ length }, (_, i) => i + length)
    const { state, tail, nonceAt } = midstateOf(prefix)
    expect(tail.byteLength).toBe(length % 64 <= 47 ? 64 : 128)
    tail.setBigUint64(nonceAt, 0x0102030405060708n)
    for (let at = 0; at < tail.byteLength; at += 64) compress(state, tail, at)
    expect(hex(state)).toBe(bytesToHex(sha256(Uint8Array.of(...prefix, 1, 2, 3, 4, 5, 6, 7, 8))))
  }
})

test('the prefix may be a view into a larger buffer', () => {
  const all = Uint8Array.from({ length: 300 }, (_, i) => i)
  const view = midstateOf(all.subarray(77, 230))
  const copy = midstateOf(all.slice(77, 230))
  expect(view.state).toEqual(copy.state)
  expect(view.tail.buffer).toEqual(copy.tail.buffer)
})
