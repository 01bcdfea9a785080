import { expect, test } from 'vitest'
import type { UnixMs } from '#lib/clock.ts'
import { ABSENCE_MS } from './limits.ts'
import { paceOf } from './pace.ts'

const HOUR = 3_600_000
const NOW = (1_000 * HOUR) as UnixMs
const DEPTH = 1_000

/** This many blocks after finality last rose, this many of which wait. */
const pace = (stalled: number, waiting: number, sinceTipMs = 0, finalityDepth = DEPTH, isBacked = false) =>
  paceOf(
    {
      height: 5_000,
      timestamp: (NOW - sinceTipMs) as UnixMs,
      final: 5_000 - waiting,
      advancedAt: 5_000 - stalled,
    },
    finalityDepth,
    NOW,
    () => isBacked,
  )

test('while finality rises, all blocks are made, however many wait', () => {
  expect(pace(1, 900)).toEqual({ status: 'any' })
  expect(pace(250, 250)).toEqual({ status: 'any' })
})

test('all are made too when a majority is back', () => {
  expect(pace(900, 900, 0, DEPTH, true)).toEqual({ status: 'any' })
})

test('without progress only payments, and one block an hour without any', () => {
  expect(pace(251, 251)).toMatchObject({ status: 'payments', until: NOW + HOUR })
  expect(pace(251, 251, HOUR - 1)).toMatchObject({ status: 'payments', until: NOW + 1 })
  expect(pace(251, 251, HOUR)).toEqual({ status: 'any' })
})

test('near the end of what may wait one block an hour, and the reason says how many wait', () => {
  expect(pace(751, 750)).toMatchObject({ status: 'payments' })
  expect(pace(751, 751)).toMatchObject({ status: 'wait', reason: expect.stringContaining('751') })
})

test('what is left lasts until those who are absent do not count any more', () => {
  for (const depth of [4, 40, 512, 10_000]) {
    const quarter = Math.floor(depth / 4)
    const slow = pace(depth, 3 * quarter + 1, 0, depth)
    if (slow.status !== 'wait') throw new Error('it is slow')
    expect((slow.until - NOW) * quarter).toBeGreaterThanOrEqual(ABSENCE_MS)
  }
})
