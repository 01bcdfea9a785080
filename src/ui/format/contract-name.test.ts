import { expect, test } from 'vitest'
import { contractFits, contractTitle } from './contract-name.ts'

const token = { name: 'Token', address: 'tabc1qq' }

test('a contract is found by a part of its name or the beginning of its address', () => {
  expect(['tok', ' KEN ', '', 'tabc1q', 'TABC1Q'].every(typed => contractFits(token, typed))).toBe(true)
  expect(['poll', 'qq', 'tab1'].some(typed => contractFits(token, typed))).toBe(false)
})

test('one without a name is called so', () => {
  expect(contractTitle('Token')).toBe('Token')
  expect(contractTitle('')).toMatch(/without a name/)
})
