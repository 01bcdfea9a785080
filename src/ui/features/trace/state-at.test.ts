import { expect, test } from 'vitest'
import type { ContractTraceResult } from '#api/trace-result.ts'
import { placesOf, stateAt } from './state-at.ts'
import { placeWords, traceNote } from './trace-words.ts'

const step = (index: number, contract: string, changes: [string, string | null, string | null][] = []) => ({
  ...{ index, contract, line: index + 1, stack: [], locals: [] },
  changes: changes.map(([name, before, now]) => ({ name, before, now })),
})

const TRACE: ContractTraceResult = {
  ...{
    ok: true,
    value: null,
    contract: 'a',
    source: '',
    method: 'run',
    onState: 'before',
    total: 9,
    skipped: 6,
  },
  ...{ before: { n: 1n, gone: 'x', still: [true] }, after: {}, others: [] },
  steps: [
    step(0, 'a'),
    step(7, 'b', [['own', null, '1']]),
    step(8, 'a', [
      ['n', '1n', '2n'],
      ['new', null, '0'],
    ]),
  ],
  ending: [{ name: 'gone', before: '"x"', now: null }],
}

const rows = (place: number) =>
  stateAt(TRACE, place).map(
    ({ name, before, now, isNew }) => `${name}: ${before} → ${now}${isNew ? ' !' : ''}`,
  )

test('the state of a place is what it was at first and every change up to there, of the contract that runs', () => {
  expect(placesOf(TRACE)).toBe(4)
  expect(rows(0)).toEqual(['n: 1n → 1n', 'gone: "x" → "x"', 'still: [true] → [true]'])
  expect(rows(1)).toEqual(['own: null → 1 !'])
  expect(rows(2)).toEqual(['n: 1n → 2n !', 'gone: "x" → "x"', 'still: [true] → [true]', 'new: null → 0 !'])
  expect(rows(3)).toEqual(['n: 1n → 2n', 'gone: "x" → null !', 'still: [true] → [true]', 'new: null → 0'])
})

test('a failed call ends with the statement that failed', () => {
  expect(placesOf({ ...TRACE, ok: false })).toBe(3)
})

test('a place in words', () => {
  expect(placeWords(TRACE, 0)).toBe('Step 1 of 9, line 1')
  expect(placeWords(TRACE, 1)).toBe('Step 8 of 9, line 8 (6 steps before it are not kept)')
  expect(placeWords(TRACE, 3)).toBe('After all 9 steps')
})

test('what a reader has to know of all of it', () => {
  expect(traceNote(TRACE)).toBeUndefined()
  expect(traceNote({ ...TRACE, steps: [] })).toMatch(/No statement ran/)
  expect(traceNote({ ...TRACE, stopped: 'STEPS' })).toMatch(/still running after 9 steps/)
  expect(traceNote({ ...TRACE, onState: 'tip' })).toMatch(/on the present state/)
  expect(traceNote({ ...TRACE, stopped: 'GAS' })).toMatch(/gas was used up/)
})
