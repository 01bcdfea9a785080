import { expect, test } from 'vitest'
import { checkAdd } from './add-check.ts'
import { parseGigabytes } from './parse-gigabytes.ts'

const draft = { note: '', fee: '0.001', record: true }
const payer = { address: 'tab1', spendable: 2_000n }

test('what is paid for is ready', () => {
  expect(checkAdd({ ...draft, note: 'mine' }, payer, 2, 'TST')).toEqual({
    status: 'ready',
    choice: { from: 'tab1', note: 'mine', fee: 1_000n, record: true },
  })
})

test('without a record nothing is paid', () => {
  const choice = { from: 'tab1', note: '', fee: 0n, record: false }
  expect(checkAdd({ ...draft, record: false }, { ...payer, spendable: 0n }, 3, 'TST')).toEqual({
    status: 'ready',
    choice,
  })
  expect(checkAdd(draft, { ...payer, spendable: 0n }, 0, 'TST')).toEqual({ status: 'ready', choice })
})

test.each([
  [draft, 3, /does not pay the fees/],
  [{ ...draft, fee: 'much' }, 1, /fee is not valid/],
  [{ ...draft, note: 'x'.repeat(300) }, 1, /note is not valid/],
])('%o for %i files is blocked', (wrong, records, reason) => {
  expect(checkAdd(wrong, payer, records, 'TST')).toMatchObject({
    status: 'blocked',
    reason: expect.stringMatching(reason),
  })
  expect(checkAdd(wrong, undefined, records, 'TST')).toMatchObject({ status: 'blocked' })
})

test('a note that is too long shows its excess', () => {
  expect(checkAdd({ ...draft, note: 'x'.repeat(300) }, payer, 1, 'TST')).toMatchObject({
    errors: { note: 'Too long by 44 bytes; shorten it' },
  })
})

test('gigabytes as people write them', () => {
  expect(parseGigabytes('0,5')).toBe(500_000_000)
  expect(parseGigabytes(' 4 ')).toBe(4_000_000_000)
  for (const wrong of ['', '-1', '1e9', 'all', '1000000']) expect(parseGigabytes(wrong)).toBe(undefined)
})
