import { expect, test } from 'vitest'
import { textWidth } from './cell-width.ts'

test.each([
  ['', 0],
  ['plain text', 10],
  ['né', 2],
  ['ne\u0301', 2],
  ['名前', 4],
  ['한국', 4],
  ['\u1112\u1161\u11ab', 2],
  ['ｆｕｌｌ', 8],
  ['🎉', 2],
  ['❤', 1],
  ['a\u200db', 2],
  ['𠀀', 2],
  ['\u001b\u0085', 0],
])('%j takes %i cells', (text, cells) => {
  expect(textWidth(text)).toBe(cells)
})
