import { expect, test } from 'vitest'
import { createBackoff, FIRST_DELAY_MS, MAX_DELAY_MS, RUN_WELL_MS } from './backoff.ts'

test('waits double up to the cap', () => {
  const backoff = createBackoff(() => 0)
  const waits = Array.from({ length: 40 }, () => backoff.next(0))
  expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8].map(times => times * FIRST_DELAY_MS))
  expect(Math.max(...waits)).toBe(MAX_DELAY_MS)
  expect(waits.at(-1)).toBe(MAX_DELAY_MS)
})

test('a run that went well resets them, a short one does not', () => {
  const backoff = createBackoff(() => 0)
  for (let i = 0; i < 5; i++) backoff.next(0)
  expect(backoff.next(RUN_WELL_MS - 1)).toBe(32 * FIRST_DELAY_MS)
  expect(backoff.next(RUN_WELL_MS)).toBe(FIRST_DELAY_MS)
  expect(backoff.next(0)).toBe(2 * FIRST_DELAY_MS)
})

test('each is shortened by up to a quarter', () => {
  expect(createBackoff(() => 1).next(0)).toBe(0.75 * FIRST_DELAY_MS)
})
