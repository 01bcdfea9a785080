import { expect, test } from 'vitest'
import { valueText } from './value-text.ts'

const text = (value: unknown, bounds = { characters: 40, entries: 3 }) => valueText(value, bounds)

test('a value is written as in a source', () => {
  expect(
    [null, true, -7, 30n, 'a "b"\n', Uint8Array.of(0, 255), [], {}, [1, [2n]], { a: { b: null } }].map(
      value => text(value),
    ),
  ).toEqual([
    'null',
    'true',
    '-7',
    '30n',
    '"a \\"b\\"\\n"',
    '0x00ff',
    '[]',
    '{}',
    '[1, [2n]]',
    '{ a: { b: null } }',
  ])
})

test('`…` replaces what exceeds the bounds', () => {
  expect(text([1, 2, 3, 4])).toBe('[1, 2, 3, …]')
  expect(text({ a: 1, b: 2, c: 3, d: 4 })).toBe('{ a: 1, b: 2, c: 3, … }')
  expect(text(new Uint8Array(90), { characters: 4, entries: 3 })).toBe('0x00…')
  expect(text({ ab: '😀'.repeat(90) })).toHaveLength(40)
  expect(text({ ab: '😀'.repeat(90) }).isWellFormed()).toBe(true)
  expect(text([['x'.repeat(900)]]).length).toBeLessThanOrEqual(41)
})
