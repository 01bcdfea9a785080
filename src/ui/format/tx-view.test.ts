import { expect, test } from 'vitest'
import type { PendingRow, TxRow } from '../../storage/rows.ts'
import { effectOn, mergedHistory, txFromPending, txFromRow } from './tx-view.ts'

const row = (change: Partial<TxRow>): TxRow => ({
  id: 'a',
  blockId: 'b',
  height: 5,
  index: 0,
  kind: 'transfer',
  sender: 'me',
  to: 'you',
  amount: 10n,
  fee: 1n,
  nonce: 0,
  memo: '',
  timestamp: 100,
  receipt: { status: 'applied', fee: 1n, gas: 0n, code: '' },
  parties: ['me', 'you'],
  ...change,
})
const pending = (change: Partial<PendingRow>): PendingRow => ({
  id: 'p',
  bytes: new Uint8Array(),
  kind: 'transfer',
  sender: 'me',
  to: 'you',
  amount: 10n,
  fee: 1n,
  nonce: 1,
  memo: '',
  addedAt: 200,
  status: 'pending',
  ...change,
})

test('a transaction is final from the final height down, and failed whatever its height', () => {
  expect(txFromRow(row({ height: 5 }), 4).status).toBe('confirmed')
  expect(txFromRow(row({ height: 5 }), 5).status).toBe('final')
  const failed = txFromRow(row({ receipt: { status: 'failed', fee: 1n, gas: 0n, code: 'TX_BALANCE' } }), 9)
  expect(failed).toMatchObject({ status: 'failed', reason: 'TX_BALANCE' })
})

test('history: waiting first, no transaction twice, dropped ones by their time', () => {
  const history = mergedHistory(
    [
      pending({ id: 'twice' }),
      pending({ id: 'waits', addedAt: 50 }),
      pending({ id: 'gone', status: 'dropped', addedAt: 150, reason: 'expired' }),
    ],
    [row({ id: 'new', height: 7, timestamp: 300 }), row({ id: 'twice', height: 6, timestamp: 100 })],
    0,
  )
  expect(history.map(tx => tx.id)).toEqual(['waits', 'new', 'gone', 'twice'])
  expect(history[2]).toMatchObject({ status: 'dropped', reason: 'expired' })
})

test('the effect counts fees, own change and failures', () => {
  const own = new Set(['me', 'also me'])
  expect(effectOn(txFromPending(pending({})), own)).toBe(-11n)
  expect(effectOn(txFromPending(pending({ sender: 'you', to: 'me' })), own)).toBe(10n)
  expect(effectOn(txFromPending(pending({ to: 'also me' })), own)).toBe(-1n)
  const failed = row({ receipt: { status: 'failed', fee: 1n, gas: 0n, code: 'TX_BALANCE' } })
  expect(effectOn(txFromRow(failed, 0), own)).toBe(-1n)
})
