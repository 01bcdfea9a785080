import { expect, test } from 'vitest'
import { suggest } from './suggest.ts'

test.each([
  ['sned', 'send'],
  ['statu', 'status'],
  ['statuss', 'status'],
  ['stat', 'status'],
  ['status', 'status'],
  ['st', undefined],
  ['', undefined],
])('%s', (typed, near) => {
  expect(suggest(typed, ['send', 'status', 'mempool'])).toBe(near)
})

test('a long word costs no more than a long name', () => {
  expect(suggest('send'.repeat(100_000), ['send'])).toBe(undefined)
})

test('the nearest of several', () => {
  expect(suggest('blocks', ['block', 'blocks'])).toBe('blocks')
})
