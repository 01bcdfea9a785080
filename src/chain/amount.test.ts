import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Amount, formatAmount, MAX_AMOUNT, parseAmount, toAmount } from './amount.ts'

test.each([
  ['0', 0n],
  ['12.5', 12_500_000n],
  [' 1 ', 1_000_000n],
  ['0.000001', 1n],
  ['007.10', 7_100_000n],
  ['9223372036854.775807', MAX_AMOUNT],
])('%j is read as %s base units', (text, units) => {
  expect(parseAmount(text, 'amount')).toEqual({ ok: true, value: units })
})

test.each([
  ['', 'empty'],
  ['  ', 'empty'],
  ['-1', 'sign'],
  ['+1', 'sign'],
  ['1e3', 'not a plain number'],
  ['0x10', 'not a plain number'],
  ['1,5', 'write the decimals after a point: 1.5'],
  ['1 000', 'not a plain number'],
  ['.5', 'not a plain number'],
  ['5.', 'not a plain number'],
  ['NaN', 'not a plain number'],
  ['１', 'not a plain number'],
  ['0.0000001', '7 decimals; a coin has 6, so leave out the last 1'],
  ['9223372036854.775808', 'at most 9223372036854.775807'],
  ['9'.repeat(100_000), 'at most 9223372036854.775807'],
])('%j is refused with field, reason and remedy', (text, problem) => {
  const parsed = parseAmount(text, 'fee')
  expect(parsed).toMatchObject({ ok: false, error: { code: 'AMOUNT_BAD' } })
  expect(parsed.ok ? '' : parsed.error.message).toMatch(/^fee: /)
  expect(parsed.ok ? '' : parsed.error.message).toContain(problem)
})

test('what is formatted is read back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: MAX_AMOUNT }), units => {
      expect(parseAmount(formatAmount(units), 'amount')).toEqual({ ok: true, value: units })
    }),
  )
})

test.each([
  [0n, '0'],
  [1n, '0.000001'],
  [12_500_000n, '12.5'],
  [100_000_000n, '100'],
  [-1_500_000n, '-1.5'],
])('%s base units are written as %j', (units, text) => {
  expect(formatAmount(units)).toBe(text)
})

test('an amount is never negative and never above the maximum', () => {
  expect(toAmount(MAX_AMOUNT)).toEqual({ ok: true, value: MAX_AMOUNT as Amount })
  expect(toAmount(0n).ok).toBe(true)
  expect(toAmount(-1n).ok).toBe(false)
  expect(toAmount(MAX_AMOUNT + 1n).ok).toBe(false)
})
