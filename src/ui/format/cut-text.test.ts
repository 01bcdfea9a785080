import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

test('short text stays, long text is cut between characters', () => {
  expect(cutText('abc', 3)).toBe('abc')
  expect(cutText('abcd', 3)).toBe('abc…')
  expect(cutText('ab😀', 3)).toBe('ab…')
})
