import { expect, test } from 'vitest'
import { formatAddress } from '#chain/address.ts'
import { isWide, tableColumns, typedValue } from './value-kind.ts'

test.each([
  [null, 'null'],
  [false, 'truth'],
  [5, 'number'],
  [5n, 'bigint'],
  ['', 'text'],
  [new Uint8Array(2), 'bytes'],
  [[], 'list'],
  [{}, 'object'],
])('%o is of type %s', (value, type) => expect(typedValue(value).type).toBe(type))

test('objects of few fields are a table, whatever fields each has', () => {
  expect(
    tableColumns(
      [
        { a: 1, b: 2 },
        { b: 3, c: 4 },
      ],
      3,
    ),
  ).toEqual(['a', 'b', 'c'])
  expect(
    tableColumns(
      [
        { a: 1, b: 2 },
        { b: 3, c: 4 },
      ],
      2,
    ),
  ).toBeUndefined()
  expect(tableColumns([{ a: 1 }, 2], 3)).toBeUndefined()
  expect(tableColumns([{}, {}], 3)).toBeUndefined()
  expect(tableColumns([], 3)).toBeUndefined()
})

test('what does not fit beside a name on a phone is wide', () => {
  expect([[1], { a: 1 }, 'x'.repeat(40), new Uint8Array(32)].every(isWide)).toBe(true)
  const address = formatAddress(new Uint8Array(32))
  expect([[], {}, 'sea', 5n, null, true, address, new Uint8Array(4)].some(isWide)).toBe(false)
})
