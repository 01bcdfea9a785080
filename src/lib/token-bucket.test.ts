import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { TokenBucket } from './token-bucket.ts'

test('a bucket lets a burst through, then its rate, and never saves up more than the burst', async () => {
  const clock = createFakeClock()
  const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, clock)
  const take = (count: number) => Array.from({ length: count }, () => bucket.take()).filter(Boolean).length
  expect(take(5)).toBe(3)
  await clock.advance(1_000)
  expect(take(5)).toBe(2)
  await clock.advance(60_000)
  expect([bucket.take(3), bucket.take()]).toEqual([true, false])
})

test('a clock that goes back does not take units away', () => {
  const clock = { time: 1000, now: () => clock.time }
  const bucket = new TokenBucket({ burst: 2, perSecond: 1 }, clock)
  clock.time = 0
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false])
})
