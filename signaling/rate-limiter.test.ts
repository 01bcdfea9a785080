import { expect, test } from 'vitest'
import { RateLimiter, TokenBucket } from './rate-limiter.ts'

test('a bucket allows its burst, then its rate, and never saves up more than the burst', () => {
  let now = 0
  const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, () => now)
  expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, true, false])
  now = 500
  expect([bucket.take(), bucket.take()]).toEqual([true, false])
  now = 3_600_000
  expect([bucket.take(3), bucket.take()]).toEqual([true, false])
})

test('a clock that goes back does not take units away', () => {
  let now = 1000
  const bucket = new TokenBucket({ burst: 2, perSecond: 1 }, () => now)
  now = 0
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false])
})

test('each key is limited by itself, and the number of keys is bounded: the least recently used is forgotten', () => {
  const limiter = new RateLimiter({ burst: 1, perSecond: 0 }, 2, () => 0)
  expect([limiter.take('a'), limiter.take('b'), limiter.take('a')]).toEqual([true, true, false])
  expect(limiter.take('c')).toBe(true)
  expect(limiter.keys).toBe(2)
  expect([limiter.take('a'), limiter.take('b')]).toEqual([false, true])
})
