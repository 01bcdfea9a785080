import { expect, test } from 'vitest'
import { undoWords } from './undo-words.ts'

test.each([
  [0, 'less than a second'],
  [999, 'less than a second'],
  [1_000, 'about 1 second'],
  [1_999, 'about 2 seconds'],
  [90_000, 'about 90 seconds'],
  [150_000, 'about 3 minutes'],
  [3_600_000, 'about 60 minutes'],
  [8 * 3_600_000, 'about 8 hours'],
  [40 * 86_400_000, 'about 40 days'],
])('%d ms of work', (ms, words) => {
  expect(undoWords(ms)).toBe(`the whole network ${words}`)
})
