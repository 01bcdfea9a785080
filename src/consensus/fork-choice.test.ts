import { expect, test } from 'vitest'
import { isHeavier } from './fork-choice.ts'

test('strictly more weight wins; of equal weight the first seen stays', () => {
  const weighing = (totalWeight: bigint) => ({ totalWeight })
  expect(isHeavier(weighing(11n), weighing(10n))).toBe(true)
  expect(isHeavier(weighing(10n), weighing(10n))).toBe(false)
  expect(isHeavier(weighing(9n), weighing(10n))).toBe(false)
  expect(isHeavier(weighing(2n ** 256n + 1n), weighing(2n ** 256n))).toBe(true)
})
