import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8Length } from './bytes.ts'
import { utf8FromText } from './utf8.ts'

test('the length of a text in UTF-8 is that of its encoding', () => {
  for (const text of [
    '',
    'a',
    '\u007f\u0080',
    '\u07ff\u0800',
    '\ud7ff\ue000',
    '\uffff\u{10000}',
    '\u{10ffff}',
  ]) {
    expect(utf8Length(text)).toBe(utf8FromText(text).length)
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(utf8Length(text)).toBe(utf8FromText(text).length)
    }),
  )
})
