import { expect, test } from 'vitest'
import { resetAllowed } from './reset-words.ts'

test('each reset takes its own words, and nothing less', () => {
  expect(resetAllowed('chain', ' Reset ')).toBe(true)
  expect(resetAllowed('chain', '')).toBe(false)
  expect(resetAllowed('keys', 'reset')).toBe(false)
  expect(resetAllowed('keys', 'delete my keys')).toBe(true)
})
