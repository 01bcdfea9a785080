import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { helpFor } from '#commands/help.ts'
import { COMMANDS } from '#commands/registry.ts'
import { MAX_HISTORY_LINES } from '../limits.ts'
import { commandWords, complete } from './completion.ts'
import { isKept, readHistory, writeHistory } from './history.ts'

const words = commandWords(helpFor(COMMANDS, ''))

test('the page’s own help gives every command with its options', () => {
  expect(words.map(({ name }) => name)).toEqual(COMMANDS.map(({ name }) => name))
  for (const [i, { options }] of COMMANDS.entries())
    expect(words[i]?.options).toEqual(Object.keys(options).map(name => `--${name}`))
  expect(commandWords(undefined)).toEqual([])
})

test.each([
  ['sta', ['status ', 'stake ', 'stakes '], 'sta'],
  ['  mine st', ['mine start ', 'mine stop '], 'mine st'],
  ['ex', ['exit '], 'ex'],
  ['send main 1 x --m', ['--memo '], '--m'],
  ['mine start --', ['--threads ', '--keep '], '--'],
  ['send main ', [], 'send main '],
  ['nothing like it', [], 'nothing like it'],
])('%j continues with %j', (line, rest, replaced) => {
  expect(complete(words, line)).toEqual([rest, replaced])
})

test('the history is private to its user, bounded, and without secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabchain-history-'))
  const file = join(folder, 'history')
  expect(readHistory(file)).toEqual([])
  const lines = ['wallet restore "a b c"', 'status', 'Address  Import old "-----BEGIN"', 'address list', '']
  writeHistory(file, [...lines, ...Array.from({ length: MAX_HISTORY_LINES }, (_, i) => `block ${i}`)])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readHistory(file).slice(0, 3)).toEqual(['status', 'address list', 'block 0'])
  expect(readHistory(file)).toHaveLength(MAX_HISTORY_LINES)
  expect(isKept('send main 1 x')).toBe(true)
  rmSync(folder, { recursive: true })
})
