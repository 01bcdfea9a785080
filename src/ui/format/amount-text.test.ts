import { expect, test } from 'vitest'
import { amountText, signedAmountText } from './amount-text.ts'

test('amounts are grouped, and lose trailing zeros but no digit', () => {
  expect(amountText(0n)).toBe('0')
  expect(amountText(1n)).toBe('0.000001')
  expect(amountText(12_500_000n)).toBe('12.5')
  expect(amountText(1_234_567_000_000n)).toBe('1\u00a0234\u00a0567')
  expect(amountText(2n ** 63n - 1n)).toBe('9\u00a0223\u00a0372\u00a0036\u00a0854.775807')
})

test('signs: minus as a minus, plus only where asked, zero without', () => {
  expect(amountText(-1_500_000n)).toBe('\u22121.5')
  expect(signedAmountText(1_500_000n)).toBe('+1.5')
  expect(signedAmountText(-1n)).toBe('\u22120.000001')
  expect(signedAmountText(0n)).toBe('0')
})
