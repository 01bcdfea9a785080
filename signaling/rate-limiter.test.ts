import { expect, test } from 'vitest'
import { RateLimiter } from './rate-limiter.ts'

test('keys are limited each by itself, and their number is bounded: the least recently used one is forgotten', () => {
  const limiter = new RateLimiter({ burst: 1, perSecond: 0 }, 2, { now: () => 0 })
  expect([limiter.take('a'), limiter.take('b'), limiter.take('a')]).toEqual([true, true, false])
  expect(limiter.take('c')).toBe(true)
  expect(limiter.keys).toBe(2)
  expect([limiter.take('a'), limiter.take('b')]).toEqual([false, true])
})
