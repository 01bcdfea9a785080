import type { Command, Parameter } from '#commands/define-command.ts'
import { commandOf } from './command-of.ts'
import { MAX_COMPLETIONS } from './limits.ts'
import { quoted, type TypedWord, typedWords } from './words.ts'

/** The completion at the cursor: all candidates, and the text up to where they differ. */
export interface Completion {
  /** Sorted, without duplicates, and at most `MAX_COMPLETIONS`. */
  readonly candidates: readonly string[]
  /** Whether there are more candidates than are listed. */
  readonly more: boolean
  /**
   * The text up to the cursor, extended by what all candidates share; a blank follows if there is only one.
   */
  readonly text: string
}

/**
 * Values that the node knows for an argument or option, by the command, its name, and the arguments before
 * it.
 */
export type ValueSource = (wanted: {
  readonly command: string
  readonly parameter: string
  readonly before: readonly string[]
  readonly prefix: string
}) => Promise<readonly string[]>

/**
 * Completes the last word of `text`, which ends at the cursor. The node is asked through `values` only for
 * values that it knows.
 */
export async function complete(
  commands: readonly Command[],
  text: string,
  values: ValueSource,
): Promise<Completion> {
  const words = typedWords(text)
  const word = words.at(-1) as TypedWord
  const found = await candidates(
    commands,
    words.slice(0, -1).map(each => each.text),
    word,
    values,
  )
  const fitting = [...new Set(found)].filter(each => begins(each, word.text)).sort(byName)
  return {
    candidates: fitting.slice(0, MAX_COMPLETIONS),
    more: fitting.length > MAX_COMPLETIONS,
    text: extended(text, word, fitting),
  }
}

const begins = (candidate: string, prefix: string) => candidate.toLowerCase().startsWith(prefix.toLowerCase())
const byName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

/** The text with the word replaced by what all candidates begin with. */
function extended(text: string, word: TypedWord, fitting: readonly string[]): string {
  const [first] = fitting
  if (first === undefined) return text
  if (fitting.length === 1) return `${text.slice(0, word.start)}${quoted(first, word.quote)} `
  const shared = sharedStart(fitting)
  if (shared.length <= word.text.length || /[\s'"\\]/.test(shared)) return text
  return `${text.slice(0, word.start)}${word.quote}${shared}`
}

function sharedStart([first = '', ...others]: readonly string[]): string {
  let length = first.length
  for (const other of others) {
    while (!begins(other, first.slice(0, length))) length--
  }
  return first.slice(0, length)
}

/** Commands whose arguments are another command's line. */
const PREFIXES = ['watch']

async function candidates(
  commands: readonly Command[],
  before: readonly string[],
  word: TypedWord,
  values: ValueSource,
): Promise<readonly string[]> {
  const names = commands.map(({ name }) => name)
  const [first = ''] = before
  if (PREFIXES.includes(first.toLowerCase()) && before.length > 0) {
    const rest = before.slice(1)
    if (word.text.startsWith('-') && rest.length === 0) return ['--every']
    if (rest.at(-1) === '--every') return []
    const inner = rest[0] === '--every' ? rest.slice(2) : rest
    return candidates(
      commands.filter(({ name }) => !PREFIXES.includes(name)),
      inner,
      word,
      values,
    )
  }
  if (first.toLowerCase() === 'help') return nextWords(names, before.slice(1))

  const command = commandOf(commands, before)
  const group = nextWords(names, before)
  if (!command) return group
  const words = before.slice(command.name.split(' ').length)
  return [...(words.length === 0 ? group : []), ...(await valuesOf(command, words, word.text, values))]
}

/** The words that follow `before` in the names of commands. */
function nextWords(names: readonly string[], before: readonly string[]): string[] {
  const start = before.map(each => `${each.toLowerCase()} `).join('')
  return names
    .filter(name => name.startsWith(start))
    .map(name => name.slice(start.length).split(' ')[0] as string)
}

async function valuesOf(
  command: Command,
  words: readonly string[],
  prefix: string,
  values: ValueSource,
): Promise<readonly string[]> {
  const { positional, options, open } = splitWords(command, words)
  if (open === undefined && prefix.startsWith('-')) {
    const equals = /^--([a-zA-Z]+)=/.exec(prefix)
    if (!equals) return optionNames(command, options)
    const [start, name = ''] = equals
    const found = await candidatesOf(command, name, positional, prefix.slice(start.length), values)
    return found.map(each => `${start}${each}`)
  }
  const name = open ?? argumentAt(command, positional.length)
  return name === undefined ? [] : candidatesOf(command, name, positional, prefix, values)
}

/** The arguments before the word, the options on the line, and the option whose value the word is. */
function splitWords(command: Command, words: readonly string[]) {
  const positional: string[] = []
  const options: string[] = []
  let open: string | undefined
  for (const word of words) {
    const name = /^--([a-zA-Z]+)(=?)/.exec(word)
    if (open !== undefined) open = undefined
    else if (name) {
      const [, option = '', equals] = name
      options.push(option)
      const parameter = parameterOf(command, option)
      if (!equals && parameter && parameter.need !== 'flag') open = option
    } else positional.push(word)
  }
  return { positional, options, open }
}

function optionNames(command: Command, used: readonly string[]): string[] {
  return [...Object.keys(command.options), 'json']
    .filter(name => !used.includes(name))
    .map(name => `--${name}`)
}

function argumentAt(command: Command, index: number): string | undefined {
  const all = Object.entries(command.arguments)
  const last = all.at(-1)
  return all[index]?.[0] ?? (last?.[1].need === 'rest' ? last[0] : undefined)
}

function parameterOf({ arguments: args, options }: Command, name: string): Parameter | undefined {
  return Object.hasOwn(options, name) ? options[name] : Object.hasOwn(args, name) ? args[name] : undefined
}

async function candidatesOf(
  command: Command,
  parameter: string,
  before: readonly string[],
  prefix: string,
  values: ValueSource,
): Promise<readonly string[]> {
  const { kind } = parameterOf(command, parameter) ?? {}
  if (!kind || kind.secret) return []
  return kind.choices ?? values({ command: command.name, parameter, before, prefix })
}
