import { expect, test } from 'vitest'
import { encode } from '../codec.ts'
import { emptyState, stateFromEntries } from '../state/state.ts'
import { decodeJournal, encodeJournal, journalOf, undoBlock } from './journal.ts'

const before = stateFromEntries([['aa', Uint8Array.of(1)]])

test('a journal holds each key once, with the value before', () => {
  const journal = journalOf(before, ['aa', 'bb', 'aa'])
  expect(journal).toEqual([
    ['aa', Uint8Array.of(1)],
    ['bb', undefined],
  ])
  expect(decodeJournal(encodeJournal(journal))).toEqual({ ok: true, value: journal })
})

test('undoing restores what was there and deletes what was not', () => {
  const after = before.set('aa', undefined).set('bb', Uint8Array.of(2))
  expect(undoBlock(after, journalOf(before, ['aa', 'bb'])).root()).toBe(before.root())
  expect(undoBlock(emptyState(), []).root()).toBe(emptyState().root())
})

test.each([
  ['bytes cut short', encodeJournal(journalOf(before, ['aa'])).subarray(0, 3)],
  ['no list', encode(1)],
  ['an entry without a key', encode([[null, null]])],
  ['a value of another kind', encode([[Uint8Array.of(1), 'text']])],
])('a damaged journal is told, not used: %s', (_name, bytes) => {
  expect(decodeJournal(bytes)).toMatchObject({ ok: false, error: { code: 'ENCODING_MALFORMED' } })
})
