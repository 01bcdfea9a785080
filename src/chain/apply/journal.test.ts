import { expect, test } from 'vitest'
import { encode } from '../codec.ts'
import { emptyState, stateFromEntries } from '../state/state.ts'
import type { StateChange } from '../state/state-draft.ts'
import { decodeJournal, encodeJournal, journalOf, undoBlock } from './journal.ts'

const before = stateFromEntries([['aa', Uint8Array.of(1)]])
const changes: StateChange[] = [
  ['aa', undefined],
  ['bb', Uint8Array.of(2)],
]

test('a journal holds each key that changed, with the value before', () => {
  const journal = journalOf(before, changes)
  expect(journal).toEqual([
    ['aa', Uint8Array.of(1)],
    ['bb', undefined],
  ])
  expect(decodeJournal(encodeJournal(journal))).toEqual({ ok: true, value: journal })
})

test('undoing restores previous values and deletes new entries', () => {
  const after = before.with(changes)
  expect(after.root()).not.toBe(before.root())
  expect(undoBlock(after, journalOf(before, changes)).root()).toBe(before.root())
  expect(undoBlock(emptyState(), []).root()).toBe(emptyState().root())
})

test.each([
  ['bytes cut short', encodeJournal(journalOf(before, changes)).subarray(0, 3)],
  ['not a list', encode(1)],
  ['an entry without a key', encode([[null, null]])],
  ['a value of another kind', encode([[Uint8Array.of(1), 'text']])],
])('a damaged journal is reported, not used: %s', (_name, bytes) => {
  expect(decodeJournal(bytes)).toMatchObject({ ok: false, error: { code: 'ENCODING_MALFORMED' } })
})
