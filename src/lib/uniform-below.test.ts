import { expect, test } from 'vitest'
import { BugError } from './assert.ts'
import { uniformBelow } from './uniform-below.ts'

const MAX_WORD = 2 ** 32 - 1

/** A source that gives the words in order. */
const source = (...words: number[]) => {
  const left = [...words]
  return () => left.shift() ?? 0
}

test('a single choice needs no randomness', () => {
  expect(uniformBelow(1, source(MAX_WORD, MAX_WORD))).toBe(0)
})

test('the draw is 53 bits, modulo the range', () => {
  expect(uniformBelow(10, source(0, 27))).toBe(7)
  expect(uniformBelow(2 ** 53 - 1, source(1, 5))).toBe(2 ** 32 + 5)
})

test('a draw that would favour small numbers is rejected', () => {
  // The highest of 2^53 draws: 2^53 is not a multiple of 3, so that it would be one draw too many.
  expect(uniformBelow(3, source(MAX_WORD, MAX_WORD, 0, 1))).toBe(1)
})

test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('there is no integer below %s', below => {
  expect(() => uniformBelow(below, source(0, 0))).toThrow(BugError)
})
