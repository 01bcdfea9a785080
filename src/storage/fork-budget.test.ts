import { expect, test } from 'vitest'
import { GENESIS_BOUNDS } from '#chain/limits.ts'
import { forksBeyondBudget } from './fork-budget.ts'
import { FORK_BLOCK_LEAST_BYTES, FORK_BYTES_KEPT } from './limits.ts'

const rows = (count: number, sizeBytes: number) =>
  Array.from({ length: count }, (_, i) => ({ id: String(i), sizeBytes }))

test('there is room for as many ordinary blocks as may wait to be final', () => {
  const [, most] = GENESIS_BOUNDS.finalityDepth
  expect(forksBeyondBudget(rows(most, 30_000))).toEqual([])
  expect(forksBeyondBudget(rows(0, 0))).toEqual([])
})

test('neither many small blocks nor a few large ones exceed the budget, and the last of the list are dropped', () => {
  const small = FORK_BYTES_KEPT / FORK_BLOCK_LEAST_BYTES
  expect(forksBeyondBudget(rows(small, 300))).toEqual([])
  expect(forksBeyondBudget(rows(small + 2, 300))).toEqual([String(small), String(small + 1)])
  expect(forksBeyondBudget(rows(65, 8 * 1024 * 1024))).toEqual(['64'])
})
