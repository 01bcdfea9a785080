import { expect, test } from 'vitest'
import { shuffled } from './random.ts'

test('a shuffle keeps every item', () => {
  const random = { bytes: () => new Uint8Array(), below: (n: number) => n - 1 }
  expect(shuffled([1, 2, 3], random).sort()).toEqual([1, 2, 3])
})
