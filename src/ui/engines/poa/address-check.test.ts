import { expect, test } from 'vitest'
import { formatAddress } from '#chain/address.ts'
import { addressProblem, addressText } from './address-check.ts'

const address = formatAddress(new Uint8Array(32).fill(3))

test('an address may be new and in either case, and an empty field is not an error', () => {
  expect(addressProblem(address, [])).toBe(undefined)
  expect(addressProblem(` ${address.toUpperCase()} `, [])).toBe(undefined)
  expect(addressProblem('', [])).toBe(undefined)
  expect(addressText(` ${address.toUpperCase()} `)).toBe(address)
})

test('a typing error and a known authority are reported', () => {
  expect(addressProblem('tab1qqq', [])).toMatch(/^A part is missing/)
  expect(addressProblem(formatAddress(new Uint8Array(32)), [])).toMatch(/anybody can sign for/)
  expect(addressProblem(address.toUpperCase(), [address])).toMatch(/already/)
})
