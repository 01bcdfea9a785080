import { expect, test } from 'vitest'
import type { UnixMs } from '#lib/clock.ts'
import { createSlots } from './slots.ts'

const start = 1_000_000
const slots = createSlots({ timestamp: start as UnixMs }, { spacingMs: 500, epochSlots: 4 })
const slotAt = (time: number) => slots.slotAt(time as UnixMs)

test('a slot is its first millisecond and all before the next', () => {
  expect([start, start + 499, start + 500, start + 999].map(slotAt)).toEqual([0, 0, 1, 1])
  expect(slots.startOf(0)).toBe(start)
  expect(slots.startOf(7)).toBe(start + 3500)
  for (const slot of [0, 1, 7, 1_000_000]) expect(slots.slotAt(slots.startOf(slot))).toBe(slot)
})

test('there are no slots before genesis', () => {
  expect(slotAt(start - 1)).toBe(-1)
})

test('an epoch is a fixed number of slots', () => {
  expect([0, 3, 4, 7, 8].map(slots.epochOf)).toEqual([0, 0, 1, 1, 2])
  expect(slots.startOfEpoch(2)).toBe(slots.startOf(8))
  expect(slots.epochAt((start + 4 * 500 - 1) as UnixMs)).toBe(0)
  expect(slots.epochAt((start + 4 * 500) as UnixMs)).toBe(1)
})
