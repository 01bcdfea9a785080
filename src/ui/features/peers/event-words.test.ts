import { expect, test } from 'vitest'
import { eventDetail } from './event-words.ts'

test('plain data becomes pairs on one line', () => {
  expect(eventDetail({ peerId: 'abc', score: -5, list: [1, 2], gone: null })).toBe(
    'peerId: abc, score: -5, list: [1,2], gone: null',
  )
  expect(eventDetail({})).toBe('')
})

test('a value that a peer made long does not fill the screen', () => {
  expect(eventDetail({ message: 'x'.repeat(10_000) }).length).toBeLessThan(80)
})
