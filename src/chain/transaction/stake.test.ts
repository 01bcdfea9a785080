import { describe, expect, test } from 'vitest'
import { MAX_AMOUNT } from '../amount.ts'
import type { CborValue } from '../codec.ts'
import { stake, unstake } from './stake.ts'

describe.each([
  ['stake', stake],
  ['unstake', unstake],
])('%s', (name, kind) => {
  const codeOf = (value: CborValue) => {
    const decoded = kind.decode(value)
    return decoded.ok ? 'accepted' : decoded.error.code
  }

  test('moves from one base unit to as much as there can be', () => {
    expect(codeOf([1n])).toBe('accepted')
    expect(codeOf([MAX_AMOUNT])).toBe('accepted')
    expect(codeOf([MAX_AMOUNT + 1n])).toBe('TX_SCHEMA')
    expect(codeOf([-1n])).toBe('TX_SCHEMA')
    expect(codeOf([0n])).toBe('TX_AMOUNT_ZERO')
  })

  test('says so by its own name', () => {
    expect(kind.decode([0n])).toMatchObject({ error: { message: `${name} must move at least 0.000001` } })
  })

  test('of something else than an amount it is not', () => {
    for (const value of ['1', null, new Uint8Array(8), [1n]]) expect(codeOf([value])).toBe('TX_SCHEMA')
  })
})
