import { expect, test } from 'vitest'
import { LinkCodes, linkCode } from './link-codes.ts'

test('codes are collected in any order, each once', () => {
  const codes = new LinkCodes()
  for (const number of [3, 1, 3, 2]) codes.add(linkCode('ABCD', number, 3, 'XYZ'[number - 1] ?? ''))
  expect([codes.held, codes.count, codes.isComplete]).toEqual([3, 3, true])
  expect(codes.parts()).toEqual(['X', 'Y', 'Z'])
})

test('what was collected is collected again from its text', () => {
  const [codes, again] = [new LinkCodes(), new LinkCodes()]
  for (const number of [2, 1]) codes.add(linkCode('ABCD', number, 2, 'AA'))
  for (const line of codes.text().split('\n')) again.add(line)
  expect(again.parts()).toEqual(codes.parts())
})

test('a code of another message starts anew', () => {
  const codes = new LinkCodes()
  codes.add(linkCode('ABCD', 1, 2, 'AA'))
  codes.add(linkCode('BCDE', 2, 2, 'BB'))
  expect([codes.parts(), codes.isComplete]).toEqual([['BB'], false])
})

test.each([
  'https://example.org',
  '',
  'TABCHAIN:ABCD:0/2:AA',
  'TABCHAIN:ABCD:3/2:AA',
  'TABCHAIN:ABCD:1/0:AA',
  'TABCHAIN:ABCD:1/2:',
  `TABCHAIN:ABCD:1/2:${'A'.repeat(513)}`,
  'tabchain:abcd:1/2:aa',
])('"%s" is not a code', text => {
  const codes = new LinkCodes()
  expect([codes.add(text), codes.count]).toEqual([false, 0])
})
