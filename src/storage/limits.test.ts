import { expect, test } from 'vitest'
import { ROWS_PER_ANSWER, rowsWithin } from './limits.ts'

test.each([
  [20, 20],
  [2.9, 2],
  [0, 0],
  [-1, 0],
  [Number.NaN, 0],
  [ROWS_PER_ANSWER + 1, ROWS_PER_ANSWER],
  [Number.POSITIVE_INFINITY, ROWS_PER_ANSWER],
])('a request for %s rows returns at most %s', (limit, rows) => {
  expect(rowsWithin(limit)).toBe(rows)
})
