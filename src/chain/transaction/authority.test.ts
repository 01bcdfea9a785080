import { expect, test } from 'vitest'
import { testAccount } from '#testing/chain-builder.ts'
import type { CborValue } from '../codec.ts'
import { authority } from './authority.ts'

const { address } = testAccount(1)
const codeOf = (value: CborValue) => {
  const decoded = authority.decode(value)
  return decoded.ok ? decoded.value.action : decoded.error.code
}

test.each([
  [0n, 'add'],
  [1n, 'remove'],
  [2n, 'admin'],
  [3n, 'TX_SCHEMA'],
  [-1n, 'TX_SCHEMA'],
  [2n ** 53n, 'TX_SCHEMA'],
  ['add', 'TX_SCHEMA'],
])('action %s is %s', (action, meaning) => {
  expect(codeOf([action, address])).toBe(meaning)
})

test('a message names the field', () => {
  expect(authority.decode([3n, address])).toMatchObject({
    error: { message: 'action: 3 is unknown; expected 0, 1 or 2' },
  })
})

test.each([
  ['a short one', address.slice(1)],
  ['a long one', new Uint8Array(33)],
  ['text', 'tab1'],
  ['nothing', null],
])('an address is 32 bytes, not %s', (_name, value) => {
  expect(codeOf([0n, value])).toBe('TX_SCHEMA')
})
