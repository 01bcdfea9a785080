import { expect, test } from 'vitest'
import { allBesidesFee, typedCoins } from './typed-coins.ts'

test.each([
  ['12.5', 12_500_000n],
  [' 0 ', 0n],
  ['1.', 1_000_000n],
])('%j is an amount', (text, value) => expect(typedCoins(text)).toEqual({ ok: true, value }))

test.each([
  ['', /^It is empty/],
  ['-1', /^It has a sign/],
  ['1,5', /^Write the decimals after a point/],
  ['much', /^"much" is not a plain number/],
])('%j is not an amount, in words that do not repeat the name of the field', (text, words) => {
  expect(typedCoins(text)).toMatchObject({ ok: false, error: expect.stringMatching(words) })
})

test('all but the fee leaves room for the fee, and is not offered where nothing is left', () => {
  expect(allBesidesFee(5_000_000n, '0.001')).toBe('4.999')
  expect(allBesidesFee(5_000_000n, '1.')).toBe('4')
  expect(allBesidesFee(1_000n, '0.001')).toBe(undefined)
  expect(allBesidesFee(5_000_000n, 'x')).toBe(undefined)
})
