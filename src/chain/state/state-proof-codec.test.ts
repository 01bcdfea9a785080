import { describe, expect, test } from 'vitest'
import { type CborValue, decode, encode } from '../codec.ts'
import { MAX_PROVEN_VALUE_BYTES } from '../limits.ts'
import { encodeStateProof, readStateProof } from './state-proof-codec.ts'
import type { ProofEnd } from './verify-state-proof.ts'

const hash = new Uint8Array(32).fill(7)
const read = (proof: CborValue) => {
  const decoded = decode(encode(proof))
  if (!decoded.ok) throw new Error(decoded.error.message)
  return readStateProof(decoded.value)
}
const forks = (count: number): CborValue => Array.from({ length: count }, (_, bit) => [bit, hash])
const refusal = (error: string) => ({ ok: false, error: expect.stringContaining(error) })

test('every kind of end is read back as it was written', () => {
  const ends: ProofEnd[] = [
    { type: 'entry', value: Uint8Array.of(1, 2) },
    { type: 'other', path: hash, value: new Uint8Array() },
    { type: 'empty' },
  ]
  for (const end of ends) {
    const proof = {
      forks: [
        { bit: 0, sibling: hash },
        { bit: 255, sibling: hash },
      ],
      end,
    }
    expect(read(encodeStateProof(proof))).toEqual({ ok: true, value: proof })
  }
})

describe('bounds', () => {
  test('a path has 256 bits to fork at, and no more', () => {
    expect(read([forks(256), []]).ok).toBe(true)
    expect(read([forks(257), []])).toEqual(refusal('at most 256'))
  })

  test('values have a largest size', () => {
    const most = new Uint8Array(MAX_PROVEN_VALUE_BYTES)
    const more = new Uint8Array(MAX_PROVEN_VALUE_BYTES + 1)
    expect(read([forks(8), [most]]).ok).toBe(true)
    expect(read([forks(8), [hash, most]]).ok).toBe(true)
    expect(read([forks(8), [more]])).toEqual(refusal('value'))
    expect(read([forks(8), [hash, more]])).toEqual(refusal('value'))
  })

  test('what has another shape is refused with the field', () => {
    expect(read([[[0, hash.slice(1)]], []])).toEqual(refusal('sibling'))
    expect(read([[[-1, hash]], []])).toEqual(refusal('bit'))
    expect(read([[[0]], []])).toEqual(refusal('forks'))
    expect(read([forks(8), [hash.slice(1), hash]])).toEqual(refusal('path'))
    expect(read([forks(8), [hash, hash, hash]])).toEqual(refusal('end'))
    expect(read([forks(8), null])).toEqual(refusal('end'))
    expect(read([forks(8)])).toEqual(refusal('2 fields'))
  })
})
