import { expect, test } from 'vitest'
import { liveOf, shownValue } from './use-live.ts'

test('nothing yet is loading; nothing there is empty', () => {
  expect(liveOf(undefined, 'a')).toEqual({ status: 'loading' })
  expect(liveOf({ key: 'a', value: undefined }, 'a')).toEqual({ status: 'empty' })
  expect(liveOf({ key: 'a', value: [] }, 'a')).toEqual({ status: 'empty' })
  expect(liveOf({ key: 'a', value: 0 }, 'a')).toEqual({ status: 'ready', value: 0 })
})

test('the answer to another question is stale, never shown as the answer', () => {
  expect(liveOf({ key: 'page 1', value: [1] }, 'page 2')).toMatchObject({ status: 'stale', value: [1] })
  expect(liveOf({ key: 'page 1', value: [] }, 'page 2')).toEqual({ status: 'loading' })
})

test('a failure keeps the last good rows and says why', () => {
  expect(liveOf({ key: 'a', value: [1], error: 'closed' }, 'a')).toEqual({
    status: 'stale',
    value: [1],
    reason: 'closed',
  })
  expect(liveOf({ key: 'a', value: undefined, error: 'closed' }, 'a')).toEqual({
    status: 'error',
    message: 'closed',
  })
})

test('a value is whatever can be shown', () => {
  expect(shownValue({ status: 'stale', value: 1, reason: '' })).toBe(1)
  expect(shownValue({ status: 'loading' })).toBe(undefined)
})
