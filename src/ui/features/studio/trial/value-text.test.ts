import { expect, test } from 'vitest'
import type { ContractValue } from '#api/contract-results.ts'
import { VALUE_TEXT_CHARACTERS } from '../../../limits.ts'
import { argumentsText, valueText } from './value-text.ts'

test.each<[ContractValue, string]>([
  [null, 'null'],
  [true, 'true'],
  [7, '7'],
  [30n, '30n'],
  ['say "sea"', '"say \\"sea\\""'],
  [Uint8Array.of(0, 255), '0x00ff'],
  [[], '[]'],
  [{}, '{}'],
  [
    { option: 'sea', votes: [1, null], 'two words': { by: 2n } },
    '{ option: "sea", votes: [1, null], "two words": { by: 2n } }',
  ],
])('%o', (value, text) => expect(valueText(value)).toBe(text))

test('arguments stand between commas, and what is long is cut', () => {
  expect(argumentsText(['Where to?', ['sea', 'hills'], 5n])).toBe('"Where to?", ["sea", "hills"], 5n')
  expect(valueText('x'.repeat(5_000))).toHaveLength(VALUE_TEXT_CHARACTERS + 1)
})
