import { expect, test } from 'vitest'
import { readGasLimit } from './gas-limit.ts'

test('a limit is a whole number that a block has', () => {
  expect(readGasLimit('5 000 000', 10_000_000n)).toEqual({ ok: true, value: 5_000_000n })
  const message = (typed: string) => {
    const read = readGasLimit(typed, 10_000_000n)
    return read.ok ? undefined : read.error.message
  }
  expect(message('1.5')).toMatch(/^"1\.5" is not a whole number/)
  expect(message('')).toMatch(/not a whole number/)
  expect(message('10000001')).toMatch(/^A block has 10.000.000 gas/)
})
