import { expect, test } from 'vitest'
import { wrapWords } from './wrap.ts'

test('prose is wrapped at blanks', () => {
  expect(wrapWords('pays coins to 名前 and others', 10)).toEqual(['pays coins', 'to 名前', 'and others'])
  expect(wrapWords('a verylongword b', 6)).toEqual(['a', 'verylongword', 'b'])
  expect(wrapWords('', 6)).toEqual([''])
})
