import { expect, test } from 'vitest'
import { METER_BLOCKS, POWER_MEMORY_BLOCKS } from './limits.ts'
import { firstMeter, type PowerMeter, readBlock } from './power.ts'

const SPACING = 10_000
const FLOOR = 1_000_000n
const CURVE = { spacingMs: SPACING, floorWork: FLOOR }
const BURST = Array.from({ length: METER_BLOCKS }, () => 100)

/** The meter after blocks at the floor with these gaps. */
const after = (gapsMs: readonly number[], from: PowerMeter = firstMeter(CURVE)) =>
  gapsMs.reduce((meter, gapMs) => readBlock(meter, { work: FLOOR, gapMs }, CURVE), from)

/** In blocks at the floor per spacing. */
const seenIn = (gapsMs: readonly number[], from?: PowerMeter) =>
  Number((after(gapsMs, from).seen * 1000n) / FLOOR) / 1000

test('a network is taken for one block at the floor per spacing at least', () => {
  expect(seenIn([])).toBe(1)
  expect(seenIn(Array.from({ length: 40 }, () => 3 * SPACING))).toBe(1)
})

test('a burst of blocks shows the hash rate, whatever came before it', () => {
  expect(seenIn(BURST.slice(1))).toBe(1)
  expect(seenIn(BURST)).toBe(100)
  for (const gapMs of [8 * 3_600_000, 3 * SPACING, SPACING]) {
    for (const count of [1, 10, 30]) {
      const before = Array.from({ length: count }, () => gapMs)
      expect(seenIn([...before, ...BURST])).toBe(100)
    }
  }
})

test('it is the most that was seen, and fades with blocks, not with time', () => {
  const seen = after(BURST)
  const slow = (gapMs: number) => Array.from({ length: Number(POWER_MEMORY_BLOCKS) }, () => gapMs)
  expect(seenIn(slow(SPACING).slice(0, 500), seen)).toBeCloseTo(95, 0)
  expect(seenIn(slow(SPACING), seen)).toBeCloseTo(100 / Math.E, 0)
  expect(seenIn(slow(10 * SPACING), seen)).toBeCloseTo(100 / Math.E, 0)
})

test('blocks that are dated to one moment, or ever earlier, show ten times what they would in a spacing, no more', () => {
  expect(seenIn(BURST.map(() => 0))).toBe(10 * METER_BLOCKS)
  expect(seenIn([0, ...BURST].map((_, i) => (i % 2 ? -3 * SPACING : SPACING)))).toBe(10 * METER_BLOCKS)
})

test('blocks dated late only move time from one measurement into another', () => {
  const gaps = Array.from({ length: 2 * METER_BLOCKS }, () => 1000)
  expect(seenIn(gaps)).toBe(10)
  for (let at = 0; at + 1 < gaps.length; at++) {
    const late = gaps.with(at, 1000 + 15_000).with(at + 1, 1000 - 15_000)
    // except for what decays
    expect(seenIn(late)).toBeGreaterThan(9.9)
  }
})
