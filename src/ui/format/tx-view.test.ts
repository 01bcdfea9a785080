import { expect, test } from 'vitest'
import type { PendingRow, TxRow } from '#storage/rows.ts'
import { namedId } from '#testing/test-id.ts'
import { confirmedTx, unconfirmedTx } from '#views/tx.ts'
import { effectOn, mergedHistory } from './tx-view.ts'

const APPLIED: TxRow['receipt'] = {
  status: 'applied',
  fee: 1n,
  gas: 0n,
  code: '',
  message: '',
  result: undefined,
  events: [],
  changes: [],
}
const FAILED: TxRow['receipt'] = { ...APPLIED, status: 'failed', code: 'STAKE_TOO_SMALL' }

const row = (change: Partial<TxRow>): TxRow => ({
  id: namedId('a'),
  blockId: namedId('b'),
  height: 5,
  index: 0,
  kind: 'transfer',
  sender: 'me',
  to: 'you',
  amount: 10n,
  fee: 1n,
  nonce: 0,
  memo: '',
  detail: {},
  timestamp: 100,
  receipt: APPLIED,
  parties: ['me', 'you'],
  ...change,
})
const pending = (change: Partial<PendingRow>): PendingRow => ({
  id: namedId('p'),
  bytes: new Uint8Array(),
  kind: 'transfer',
  sender: 'me',
  to: 'you',
  amount: 10n,
  fee: 1n,
  nonce: 1,
  memo: '',
  detail: {},
  addedAt: 200,
  status: 'pending',
  ...change,
})

test('a transaction is final from the final height down, and failed whatever its height', () => {
  expect(confirmedTx(row({ height: 5 }), 4).status).toBe('confirmed')
  expect(confirmedTx(row({ height: 5 }), 5).status).toBe('final')
  const failed = confirmedTx(row({ receipt: FAILED }), 9)
  expect(failed).toMatchObject({ status: 'failed', reason: 'STAKE_TOO_SMALL' })
})

test('history: waiting first, no transaction twice, dropped ones by their time', () => {
  const history = mergedHistory(
    [
      pending({ id: namedId('twice') }),
      pending({ id: namedId('waits'), addedAt: 50 }),
      pending({ id: namedId('gone'), status: 'dropped', addedAt: 150, reason: 'expired' }),
    ],
    [
      row({ id: namedId('new'), height: 7, timestamp: 300 }),
      row({ id: namedId('twice'), height: 6, timestamp: 100 }),
    ],
    0,
  )
  expect(history.map(tx => tx.id)).toEqual(['waits', 'new', 'gone', 'twice'])
  expect(history[2]).toMatchObject({ status: 'dropped', reason: 'expired' })
})

test('the effect counts fees, own change and failures', () => {
  const own = new Set(['me', 'also me'])
  expect(effectOn(unconfirmedTx(pending({})), own)).toBe(-11n)
  expect(effectOn(unconfirmedTx(pending({ sender: 'you', to: 'me' })), own)).toBe(10n)
  expect(effectOn(unconfirmedTx(pending({ to: 'also me' })), own)).toBe(-1n)
  const failed = row({ receipt: FAILED })
  expect(effectOn(confirmedTx(failed, 0), own)).toBe(-1n)
})

test('a stake leaves the balance, an unstake comes back later, and what moves no coins costs its fee', () => {
  const own = new Set(['me'])
  const effectOf = (kind: string, amount: bigint) =>
    effectOn(unconfirmedTx(pending({ kind, amount, to: 'nobody' })), own)
  expect(effectOf('stake', 10n)).toBe(-11n)
  expect(effectOf('invoke', 10n)).toBe(-11n)
  expect(effectOf('unstake', 10n)).toBe(-1n)
  expect(effectOf('authority', 0n)).toBe(-1n)
})

test('the return value of code is shown in hex, also if there is none', () => {
  const resultOf = (result: Uint8Array | undefined) =>
    confirmedTx(row({ receipt: { ...APPLIED, result } }), 0).receipt?.result
  expect(resultOf(Uint8Array.of(2, 255))).toBe('02ff')
  expect(resultOf(undefined)).toBe(null)
})

test('the changes of a receipt are shown in hex', () => {
  const changes = [
    ['00ab', Uint8Array.of(1, 255)],
    ['00cd', undefined],
  ] as const
  const tx = confirmedTx(row({ receipt: { ...APPLIED, changes } }), 0)
  expect(tx.receipt?.changes).toEqual([
    { key: '00ab', value: '01ff' },
    { key: '00cd', value: null },
  ])
})
