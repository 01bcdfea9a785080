import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MAX_CALLS_IN_FLIGHT } from '#api/limits.ts'
import { MAX_LINE_LENGTH, MAX_LIST, MAX_WORDS } from './limits.ts'

const page = readFileSync(new URL('../../docs/automation.md', import.meta.url), 'utf8')

test('docs/automation.md states the limits', () => {
  const plain = page.replaceAll(/(?<=\d) (?=\d{3})/g, '')
  expect(plain).toContain(
    `at most ${MAX_LIST} entries, a line at most ${MAX_LINE_LENGTH} characters and ${MAX_WORDS} words`,
  )
  expect(plain).toContain(`limit of ${MAX_CALLS_IN_FLIGHT} waiting calls`)
})
