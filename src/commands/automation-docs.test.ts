import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EVENT_DIRECTION, type EventType } from '#api/events.ts'
import { MAX_CALLS_IN_FLIGHT } from '#api/limits.ts'
import { MAX_LINE_LENGTH, MAX_LIST, MAX_WORDS } from './limits.ts'
import { COMMANDS } from './registry.ts'

const EVENT_TYPES = Object.keys(EVENT_DIRECTION) as EventType[]

const types = readFileSync(new URL('../../public/tabchain.d.ts', import.meta.url), 'utf8')
const page = readFileSync(new URL('../../docs/automation.md', import.meta.url), 'utf8')

test.each(COMMANDS)('docs/automation.md has the command $name with its options', ({ name, options }) => {
  const row = page
    .split('\n')
    .find(line => line.startsWith('|') && (line.includes(`\`${name}\``) || line.includes(`\`${name} `)))
  expect(row).toBeDefined()
  for (const option of Object.keys(options)) expect(row).toContain(`--${option}`)
})

test.each(EVENT_TYPES)('docs/automation.md has the event %s', type => {
  expect(page).toContain(`\`${type}\``)
})

test.each(COMMANDS)('public/tabchain.d.ts has what $name resolves to', ({ name }) => {
  expect(types).toMatch(new RegExp(`^  '?${name}'?: `, 'm'))
})

test.each(EVENT_TYPES)('public/tabchain.d.ts has the event %s', type => {
  expect(types).toMatch(new RegExp(`^  '?${type}'?: `, 'm'))
})

test('docs/automation.md tells the bounds', () => {
  const plain = page.replaceAll(/(?<=\d) (?=\d{3})/g, '')
  expect(plain).toContain(
    `at most ${MAX_LIST} entries, a line at most ${MAX_LINE_LENGTH} characters and ${MAX_WORDS} words`,
  )
  expect(plain).toContain(`more than ${MAX_CALLS_IN_FLIGHT} commands`)
})
