import { expect, test } from 'vitest'
import { EVENT_DIRECTION } from '#api/events.ts'
import { eventDetail, eventWords } from './event-words.ts'

test('plain data becomes pairs on one line', () => {
  expect(eventDetail({ peerId: 'abc', score: -5, list: [1, 2], gone: null })).toBe(
    'peerId: abc, score: -5, list: [1,2], gone: null',
  )
  expect(eventDetail({})).toBe('')
})

test('a value that a peer made long does not fill the screen', () => {
  expect(eventDetail({ message: 'x'.repeat(10_000) }).length).toBeLessThan(80)
  expect(eventWords('peer-banned', { reason: 'x'.repeat(10_000) }).detail?.length).toBeLessThan(210)
})

test('an event is a sentence, and a broken rule is named', () => {
  expect(eventWords('mined', { id: 'ab', height: 1234, transactions: 1 })).toEqual({
    text: 'This tab made block #1\u00a0234, with 1 transaction',
  })
  const data = { peerId: 'abc', penalty: 20, score: -20, code: 'RATE', message: 'too many requests' }
  expect(eventWords('peer-penalised', data)).toEqual({
    text: 'abc broke a rule and lost 20 of its score, now -20',
    detail: 'too many requests (RATE)',
  })
})

test.each(Object.keys(EVENT_DIRECTION))('%s has words of its own, also without its data', type => {
  expect(eventWords(type, {}).text).not.toBe(type)
})

test('an unknown type shows what it carries', () => {
  expect(eventWords('toString', { a: 1 })).toEqual({ text: 'toString', detail: 'a: 1' })
})
