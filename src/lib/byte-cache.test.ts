import { expect, test } from 'vitest'
import { ByteCache } from './byte-cache.ts'

test('a kept value is found until later ones need its bytes', () => {
  const cache = new ByteCache<string, number>(10)
  cache.keep('a', 1, 4)
  cache.keep('b', 2, 6)
  expect([cache.get('a'), cache.get('b'), cache.bytes]).toEqual([1, 2, 10])
  cache.keep('c', 3, 1)
  expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.bytes]).toEqual([undefined, 2, 3, 7])
})

test('a value as large as the cache replaces all others, and a larger one is not kept', () => {
  const cache = new ByteCache<string, number>(10)
  for (const key of ['a', 'b', 'c']) cache.keep(key, 0, 3)
  cache.keep('whole', 1, 10)
  expect([cache.get('c'), cache.get('whole'), cache.bytes]).toEqual([undefined, 1, 10])
  cache.keep('more', 1, 11)
  expect([cache.get('whole'), cache.get('more'), cache.bytes]).toEqual([1, undefined, 10])
})

test('a value that is kept again is counted once, and a dropped one is not counted', () => {
  const cache = new ByteCache<string, number>(10)
  cache.keep('a', 1, 9)
  cache.keep('a', 2, 5)
  expect([cache.get('a'), cache.bytes]).toEqual([2, 5])
  cache.forget('a')
  cache.forget('nothing')
  expect([cache.get('a'), cache.bytes]).toEqual([undefined, 0])
})
