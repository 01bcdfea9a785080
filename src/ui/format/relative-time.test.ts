import { expect, test } from 'vitest'
import { durationText, exactDuration, relativeTime } from './relative-time.ts'

test('the largest whole unit is used, rounded down', () => {
  const now = 1_000_000_000
  expect(relativeTime(now, now)).toBe('just now')
  expect(relativeTime(now, now - 2_999)).toBe('just now')
  expect(relativeTime(now, now - 3_000)).toBe('3 s ago')
  expect(relativeTime(now, now - 59_999)).toBe('59 s ago')
  expect(relativeTime(now, now - 60_000)).toBe('1 min ago')
  expect(relativeTime(now, now - 3_600_000)).toBe('1 h ago')
  expect(relativeTime(now, now - 26 * 3_600_000)).toBe('1 day ago')
  expect(durationText(49 * 3_600_000)).toBe('2 days')
})

test('a clock slightly ahead is now, one far ahead is said', () => {
  expect(relativeTime(1000, 5000)).toBe('just now')
  expect(relativeTime(0, 90_000)).toBe('in 1 min')
})

test('a chosen length of time loses nothing', () => {
  const words = [500, 1_500, 10_000, 60_000, 90_000, 600_000, 3_600_000, 86_400_000].map(exactDuration)
  expect(words.join(', ').replaceAll('\u00a0', ' ')).toBe(
    '500 ms, 1.5 s, 10 s, 60 s, 90 s, 10 min, 60 min, 24 h',
  )
})
