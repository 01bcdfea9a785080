import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Backing, backedSpans, highestMeeting } from './backing.ts'

const one = (): bigint => 1n
const highestBacked = (votes: readonly Backing[], weightOf: (voter: string) => bigint, total: bigint) =>
  highestMeeting([{ above: 0, spans: backedSpans(votes, weightOf, total) }])
const back = (voter: string, from: number, to: number): Backing => ({ voter, from, to })

test('the highest block that more than half stand behind', () => {
  const votes = [back('a', 1, 5), back('b', 1, 3), back('c', 4, 9)]
  expect(highestBacked(votes, one, 3n)).toBe(5)
  expect(highestBacked(votes.slice(0, 2), one, 3n)).toBe(3)
  expect(highestBacked(votes.slice(0, 1), one, 3n)).toBe(0)
  expect(highestBacked([], one, 0n)).toBe(0)
})

test('half is not more than half', () => {
  const votes = [back('a', 1, 5), back('b', 1, 5)]
  expect(highestBacked(votes, one, 4n)).toBe(0)
  expect(highestBacked(votes, one, 3n)).toBe(5)
})

test('a voter counts once, whatever it repeats', () => {
  const votes = [back('a', 1, 5), back('a', 2, 6), back('a', 6, 6), back('b', 1, 2)]
  expect(highestBacked(votes, one, 3n)).toBe(2)
})

test('what stands behind nothing does not count', () => {
  expect(highestBacked([back('a', 6, 5), back('b', 1, 5)], one, 2n)).toBe(0)
})

test('it equals the result of counting at each height', () => {
  const backing = fc.record({
    voter: fc.constantFrom('a', 'b', 'c', 'd'),
    from: fc.integer({ min: 1, max: 12 }),
    to: fc.integer({ min: 1, max: 12 }),
  })
  const weights: Record<string, bigint> = { a: 1n, b: 2n, c: 3n, d: 0n }
  const weightOf = (voter: string) => weights[voter] ?? 0n
  fc.assert(
    fc.property(fc.array(backing, { maxLength: 12 }), fc.bigInt({ min: 1n, max: 8n }), (votes, total) => {
      const counted = (height: number) =>
        [...new Set(votes.filter(({ from, to }) => from <= height && height <= to).map(({ voter }) => voter))]
          .map(weightOf)
          .reduce((sum, weight) => sum + weight, 0n)
      const heights = Array.from({ length: 12 }, (_, i) => 12 - i)
      expect(highestBacked(votes, weightOf, total)).toBe(
        heights.find(height => 2n * counted(height) > total) ?? 0,
      )
    }),
  )
})

test('what is above a change needs both electorates, what is below it the first alone', () => {
  const first = (...spans: [number, number][]) => ({
    above: 0,
    spans: spans.map(([from, to]) => ({ from, to })),
  })
  const later = (above: number, ...spans: [number, number][]) => ({ ...first(...spans), above })
  expect(highestMeeting([first([1, 9]), later(5)])).toBe(5)
  expect(highestMeeting([first([1, 9]), later(5, [6, 7])])).toBe(7)
  expect(highestMeeting([first([8, 9], [1, 6]), later(5, [7, 9])])).toBe(9)
  expect(highestMeeting([first([8, 9], [1, 6]), later(3, [7, 9], [4, 4]), later(6)])).toBe(4)
  expect(highestMeeting([first(), later(5, [6, 7])])).toBe(0)
})
