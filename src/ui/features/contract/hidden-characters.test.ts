import { expect, test } from 'vitest'
import { hidesCharacters } from './hidden-characters.ts'

test('what turns or hides text is seen, what only is not English is not', () => {
  expect(hidesCharacters("const a = 'x\u202e'")).toBe(true)
  expect(hidesCharacters('a\u200bb')).toBe(true)
  expect(hidesCharacters('// façade, שלום, 世界, 😀\n\tconst a = 1')).toBe(false)
})
