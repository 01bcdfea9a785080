import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AsertCurve, nextTarget } from './difficulty.ts'

/** A published curve: ten minutes, two days. */
const CURVE: AsertCurve = {
  anchorTarget: BigInt('0x0000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffff'),
  maxTarget: BigInt('0x00000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffff'),
  spacing: 600n,
  halflife: 172_800n,
}

test.each<[number, number, string]>([
  [600, 0, '0000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffff'],
  [599, 0, '0000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffff'],
  [173_400, 0, '0000000001fffffffffffffffffffffffffffffffffffffffffffffffffffffe'],
  [-171_600, 1, '00000000007fffffffffffffffffffffffffffffffffffffffffffffffffffff'],
  [-2_662_049, 10, '000000000000017875ffffffffffffffffffffffffffffffffffffffffffffff'],
  [59_652_769, 100_000, '00000000003f6e5fffffffffffffffffffffffffffffffffffffffffffffffff'],
  [525_000, 10, '0000000007fffffffffffffffffffffffffffffffffffffffffffffffffffff8'],
])('%i after the anchor’s parent, %i blocks up', (time, height, expected) => {
  expect(hex(nextTarget(CURVE, BigInt(time), BigInt(height)))).toBe(expected)
})

describe('bounds', () => {
  test('the floor and the hardest target', () => {
    expect(nextTarget(CURVE, 10n ** 9n, 0n)).toBe(CURVE.maxTarget)
    expect(nextTarget(CURVE, 0n, 10n ** 9n)).toBe(1n)
  })

  test('absurd times neither overflow nor take long', () => {
    const tight = { ...CURVE, halflife: 1n }
    expect(nextTarget(tight, 2n ** 53n, 0n)).toBe(CURVE.maxTarget)
    expect(nextTarget(tight, -(2n ** 53n), 2n ** 53n)).toBe(1n)
  })

  test('a cap on shifts changes no target', () => {
    const uncapped = (time: bigint) => {
      const exponent = ((time - 600n) * 65_536n) / 172_800n
      const shift = exponent >> 16n
      const fraction = exponent - (shift << 16n)
      const factor =
        65_536n +
        ((195_766_423_245_049n * fraction +
          971_821_376n * fraction ** 2n +
          5127n * fraction ** 3n +
          2n ** 47n) >>
          48n)
      const scaled = CURVE.anchorTarget * factor
      const target = shift < 16n ? scaled >> (16n - shift) : scaled << (shift - 16n)
      if (target < 1n) return 1n
      return target > CURVE.maxTarget ? CURVE.maxTarget : target
    }
    fc.assert(
      fc.property(fc.bigInt({ min: -400n * 172_800n, max: 400n * 172_800n }), time => {
        expect(nextTarget(CURVE, time, 0n)).toBe(uncapped(time))
      }),
    )
  })
})

test('later never means harder', () => {
  const time = fc.bigInt({ min: -(10n ** 7n), max: 10n ** 7n })
  fc.assert(
    fc.property(time, fc.bigInt({ min: 0n, max: 1000n }), (later, by) => {
      expect(nextTarget(CURVE, later + by, 10n) >= nextTarget(CURVE, later, 10n)).toBe(true)
    }),
  )
})

const vectorsFile = new URL('../../../../shared/vectors/asert.json', import.meta.url)

interface VectorSet {
  spacing: number
  halflife: number
  maxTarget: string
  anchorTarget: string
  rows: [number, number, string][]
}

test.runIf(existsSync(vectorsFile))('all published vectors', () => {
  const { sets }: { sets: VectorSet[] } = JSON.parse(readFileSync(vectorsFile, 'utf8'))
  expect(sets.length).toBe(4)
  for (const { spacing, halflife, maxTarget, anchorTarget, rows } of sets) {
    const curve: AsertCurve = {
      anchorTarget: BigInt(`0x${anchorTarget}`),
      maxTarget: BigInt(`0x${maxTarget}`),
      spacing: BigInt(spacing),
      halflife: BigInt(halflife),
    }
    expect(rows.length).toBeGreaterThan(0)
    for (const [time, height, expected] of rows) {
      expect([time, height, hex(nextTarget(curve, BigInt(time), BigInt(height)))]).toEqual([
        time,
        height,
        expected,
      ])
    }
  }
})

function hex(target: bigint): string {
  return target.toString(16).padStart(64, '0')
}
