import { expect, test } from 'vitest'
import { filterOf, isFiltering, NO_FILTER, placesOffered, withEvent, withIndexed } from './event-filter.ts'

const rows = [
  { name: 'transfer', indexed: ['a', 'b'] },
  { name: 'mint', indexed: ['a', 'b', 'c', 'd', 'e'] },
]

test('nothing typed is everything', () => {
  expect(isFiltering(NO_FILTER)).toBe(false)
  expect(filterOf(NO_FILTER)).toEqual({})
  expect(placesOffered(NO_FILTER, rows)).toBe(0)
})

test('a value at a place leaves the others open', () => {
  const filter = withIndexed(withEvent(NO_FILTER, 'transfer'), 1, 'b')
  expect(filterOf(filter)).toEqual({ event: 'transfer', indexed: [null, 'b'] })
  expect(filterOf(withIndexed(filter, 0, 'a'))).toEqual({ event: 'transfer', indexed: ['a', 'b'] })
  expect(filterOf(withIndexed(filter, 1, ''))).toEqual({ event: 'transfer', indexed: [null, null] })
})

test('another event forgets the values, the same keeps them', () => {
  const filter = withIndexed(withEvent(NO_FILTER, 'transfer'), 0, 'a')
  expect(withEvent(filter, 'transfer')).toBe(filter)
  expect(withEvent(filter, 'mint')).toEqual({ event: 'mint', indexed: [] })
})

test('as many places are offered as events of that name have, four at most', () => {
  expect(placesOffered(withEvent(NO_FILTER, 'transfer'), rows)).toBe(2)
  expect(placesOffered(withEvent(NO_FILTER, 'mint'), rows)).toBe(4)
  expect(placesOffered(withEvent(NO_FILTER, 'tra'), rows)).toBe(0)
  expect(placesOffered(withIndexed(withEvent(NO_FILTER, 'transfer'), 0, 'x'), [])).toBe(1)
})
