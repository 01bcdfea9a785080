import { expect, test } from 'vitest'
import { expectedBlockMs, expectedHashes, expectedWords, parseTarget } from './expected-time.ts'

test('the easiest target takes one hash, each halving twice as many', () => {
  expect(expectedHashes(2n ** 256n - 1n)).toBe(1)
  expect(expectedHashes(2n ** 255n - 1n)).toBe(2)
  expect(expectedHashes(2n ** 236n - 1n)).toBe(2 ** 20)
})

test('time follows the rate, and an unknown rate gives no time', () => {
  expect(expectedBlockMs(2n ** 236n - 1n, 2 ** 20)).toBe(1000)
  expect(expectedBlockMs(2n ** 236n - 1n, 0)).toBe(undefined)
})

test('a target is read as hexadecimal or not at all', () => {
  expect(parseTarget('00ff')).toBe(255n)
  expect(parseTarget('0xff')).toBe(255n)
  expect(parseTarget('zz')).toBe(undefined)
  expect(parseTarget(undefined)).toBe(undefined)
})

test('an expected time is rounded, not cut', () => {
  expect(expectedWords(300)).toBe('under a second')
  expect(expectedWords(1900)).toBe('about 2 s')
  expect(expectedWords(59_900)).toBe('about 1 min')
  expect(expectedWords(170_000)).toBe('about 3 min')
  expect(expectedWords(36 * 3_600_000)).toBe('about 2 days')
})
