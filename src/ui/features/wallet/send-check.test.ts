import { expect, test } from 'vitest'
import { formatAddress } from '#chain/address.ts'
import { MAX_MEMO_BYTES } from '#chain/limits.ts'
import { checkSend, type SendDraft } from './send-check.ts'

const to = formatAddress(new Uint8Array(32).fill(7))
const payer = { address: formatAddress(new Uint8Array(32).fill(1)), spendable: 5_000_000n }
const draft = (change: Partial<SendDraft>): SendDraft => ({
  to,
  amount: '1',
  fee: '0.001',
  memo: '',
  ...change,
})
const check = (change: Partial<SendDraft>, from: typeof payer | undefined = payer) =>
  checkSend(draft(change), from, 'TAB')
const errorsOf = (change: Partial<SendDraft>) => {
  const result = check(change)
  return result.status === 'blocked' ? result.errors : {}
}

test('a good draft is a payment', () => {
  expect(check({ to: ` ${to.toUpperCase()} `, memo: 'lunch' })).toEqual({
    status: 'ready',
    payment: { from: payer.address, to, amount: 1_000_000n, fee: 1_000n, memo: 'lunch' },
  })
})

test('an address that anybody can spend from is not a recipient, and burn is one', () => {
  expect(errorsOf({ to: formatAddress(new Uint8Array(32)) }).to).toMatch(
    /^It is the zero address, which anybody/,
  )
  expect(check({ to: ' Burn ' })).toMatchObject({ status: 'ready', payment: { to: 'burn' } })
})

test('a memo with half of a character is reported', () => {
  expect(errorsOf({ memo: 'a\ud83d' }).memo).toMatch(/half of a character/)
  expect(check({ memo: '\ufeffa\u{1f600}' })).toMatchObject({
    status: 'ready',
    payment: { memo: '\ufeffa\u{1f600}' },
  })
})

test('an empty field is a reason on the button, not an error under the field', () => {
  expect(check({ to: '' })).toEqual({
    status: 'blocked',
    reason: 'Enter the recipient’s address',
    errors: {},
  })
  expect(check({ amount: ' ' })).toEqual({ status: 'blocked', reason: 'Enter an amount', errors: {} })
})

test('a typing mistake in the address is caught and named', () => {
  const typo = to.slice(0, 20) + (to[20] === 'q' ? 'p' : 'q') + to.slice(21)
  expect(errorsOf({ to: typo }).to).toMatch(/^Its checksum does not match/)
  expect(errorsOf({ to: 'bc1qxyz' }).to).toMatch(/begins with "tab1"/)
})

test.each([
  ['1.1234567', /7 decimals/],
  ['0', /Zero cannot be sent/],
  ['-1', /sign/],
  ['1,5', /after a point/],
  ['six', /not a plain number/],
  ['6', /More than this address has: 5 TAB/],
  ['5', /at most 4\.999 besides the fee/],
])('amount %s is refused in words', (amount, words) => {
  expect(errorsOf({ amount }).amount).toMatch(words)
})

test('a number that is being typed is not scolded', () => {
  expect(check({ amount: '1.' }).status).toBe('ready')
})

test('all that there is, fee included, can be sent', () => {
  expect(check({ amount: '4.999' }).status).toBe('ready')
  expect(check({ amount: '4.999001' }).status).toBe('blocked')
})

test('the memo is counted in bytes, and the bound is met exactly', () => {
  expect(check({ memo: 'x'.repeat(MAX_MEMO_BYTES) }).status).toBe('ready')
  expect(errorsOf({ memo: 'x'.repeat(MAX_MEMO_BYTES + 1) }).memo).toMatch(/by 1 byte;/)
  expect(check({ memo: 'ü'.repeat(MAX_MEMO_BYTES / 2) }).status).toBe('ready')
  expect(check({ memo: 'ü'.repeat(MAX_MEMO_BYTES / 2 + 1) }).status).toBe('blocked')
})

test('without a wallet nothing can be sent, and an empty address says so', () => {
  expect(checkSend(draft({}), undefined, 'TAB')).toMatchObject({
    status: 'blocked',
    reason: expect.stringMatching(/wallet/),
  })
  expect(checkSend(draft({}), { ...payer, spendable: 0n }, 'TAB')).toMatchObject({
    errors: { amount: expect.stringMatching(/nothing to spend/) },
  })
})
