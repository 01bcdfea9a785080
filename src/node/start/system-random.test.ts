import { describe, expect, test } from 'vitest'
import { createSystemRandom } from './system-random.ts'

const random = createSystemRandom()

describe('system random', () => {
  test('fills any length, over the limit of one call too', () => {
    expect(random.bytes(0)).toHaveLength(0)
    const long = random.bytes(200_000)
    expect(long).toHaveLength(200_000)
    // 32 zero bytes in a row have a chance of 2^-256.
    expect(long.subarray(-32).some(byte => byte !== 0)).toBe(true)
    expect(long.subarray(65_536, 65_568).some(byte => byte !== 0)).toBe(true)
  })

  test('two draws differ', () => {
    expect(random.bytes(32)).not.toEqual(random.bytes(32))
  })

  test('every number below the bound is drawn, and no other', () => {
    // One of six numbers is missing in 2000 draws with a chance of 2^-525.
    const seen = new Set(Array.from({ length: 2_000 }, () => random.below(6)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5])
  })
})
