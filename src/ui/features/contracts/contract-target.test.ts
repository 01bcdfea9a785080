import { expect, test } from 'vitest'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import { contractTarget } from './contract-target.ts'

const bytes = new Uint8Array(32).fill(7)

test('nothing, a name or a whole address', () => {
  expect(contractTarget(' ')).toEqual({ type: 'all' })
  expect(contractTarget(' Token ')).toEqual({ type: 'name', name: 'Token' })
  const address = formatContractAddress(bytes)
  expect(contractTarget(address.toUpperCase())).toEqual({ type: 'address', address })
  expect(contractTarget(formatAddress(bytes)).type).toBe('address')
})

test('an address with a mistake says which', () => {
  const broken = contractTarget(`${formatContractAddress(bytes).slice(0, -1)}b`)
  expect(broken).toMatchObject({ type: 'wrong', message: expect.stringMatching(/never occurs/) })
})
