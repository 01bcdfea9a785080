import type { Command } from './define-command.ts'
import { COMMANDS } from './registry.ts'

export interface Completion {
  /** Where in the line the word that is completed begins; a candidate replaces the text from here to the cursor. */
  readonly from: number
  readonly candidates: readonly string[]
}

/** What may follow at `cursor`: names of commands and options. It knows no values: no addresses, ids or peers. */
export function complete(line: string, cursor: number): Completion {
  const before = line.slice(0, cursor)
  const from = before.search(/\S*$/)
  const word = before.slice(from)
  const words = before.slice(0, from).split(/\s+/).filter(Boolean)

  const named = COMMANDS.find(
    ({ name }) => name === words.slice(0, name.split(' ').length).join(' ').toLowerCase(),
  )
  const candidates = named && word.startsWith('-') ? optionsLeft(named, words) : nextWords(words)
  return { from, candidates: candidates.filter(candidate => candidate.startsWith(word.toLowerCase())) }
}

function optionsLeft(command: Command, words: readonly string[]): string[] {
  return [...Object.keys(command.options), 'json']
    .map(name => `--${name}`)
    .filter(name => !words.some(word => word === name || word.startsWith(`${name}=`)))
}

/** The words that go on from `words` in a command's name; after `help`, from the rest of them. */
function nextWords(words: readonly string[]): string[] {
  const typed = words[0]?.toLowerCase() === 'help' ? words.slice(1) : words
  const continuing = COMMANDS.map(({ name }) => name.split(' ')).filter(name =>
    typed.every((word, i) => word.toLowerCase() === name[i]),
  )
  const next = continuing.flatMap(name => name.slice(typed.length, typed.length + 1))
  return [...new Set(next)].toSorted()
}
