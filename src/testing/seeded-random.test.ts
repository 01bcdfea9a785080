import { describe, expect, test } from 'vitest'
import { createSeededRandom } from './seeded-random.ts'

describe('seeded random', () => {
  test('repeats with its seed and differs with another', () => {
    const draw = (seed: number | string) => {
      const random = createSeededRandom(seed)
      return [random.below(2 ** 50), ...random.bytes(8), random.below(7)]
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    expect(draw('1')).toEqual(draw(1))
  })

  test('spreads evenly', () => {
    const random = createSeededRandom('spread')
    const counts = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < 10_000; i++) {
      const value = random.below(10)
      counts[value] = (counts[value] ?? 0) + 1
    }
    // The seed is fixed, so the result never varies; the bounds are five standard deviations.
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150)
    const bytes = random.bytes(10_000)
    expect(bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length).toBeCloseTo(127.5, -1)
  })
})
