import { expect, test } from 'vitest'
import type { ReceiptResult, TxResult } from '#api/results.ts'
import { txNote } from './tx-note.ts'

const note = (change: Partial<TxResult>) =>
  txNote({ kind: 'transfer', status: 'confirmed', memo: 'lunch', detail: {}, amount: 5_000_000n, ...change })

test('a payment adds its memo, a file its size, an unstake the returned coins', () => {
  expect(note({})).toBe('lunch')
  expect(note({ kind: 'file', memo: 'a.png', detail: { sizeBytes: '1500' } })).toBe('1.5\u00a0kB')
  expect(note({ kind: 'unstake', memo: '' })).toBe('5 returned later')
  expect(note({ kind: 'authority', memo: 'add' })).toBe('')
})

test('a failed transaction shows the reason instead', () => {
  expect(note({ status: 'failed', reason: 'AUTHORITY_LAST' })).toMatch(/last authority/)
  const receipt = { message: 'not yours (line 7)' } as ReceiptResult
  expect(note({ kind: 'invoke', status: 'failed', reason: 'CODE_THREW', receipt })).toBe('not yours (line 7)')
  const silent = { message: '' } as ReceiptResult
  expect(note({ kind: 'invoke', status: 'failed', reason: 'CONTRACT_UNKNOWN', receipt: silent })).toMatch(
    /no contract/,
  )
  expect(note({ status: 'dropped', reason: 'it expired' })).toBe('it expired')
  expect(note({ status: 'pending', reason: 'there are no coins' })).toBe('there are no coins')
})
