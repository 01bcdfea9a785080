import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Command, Parameter } from './define-command.ts'
import { readValue } from './read-value.ts'
import { suggest } from './suggest.ts'
import type { Token } from './tokenize.ts'
import { usageOf } from './usage.ts'

export interface Bound {
  readonly values: Readonly<Record<string, unknown>>
  /** `--json` shows the result as JSON instead of text. Every command has it. */
  readonly json: boolean
}

/** `-5` and `-.5` are values, `-f` and `--fee` are options. */
const OPTION = /^-+[a-z]/i

/**
 * Reads the words after a command's name, and the values of `input` by name, into that command's arguments
 * and options. The line need not repeat values of `input`. Every failure names the argument and shows the
 * usage.
 */
export function bindValues(
  command: Command,
  tokens: readonly Token[],
  input: object,
): Result<Bound, Failure> {
  const bound = bind(command, tokens, input)
  if (bound.ok) return bound
  return fail(bound.error.code, `${bound.error.message}\nusage: ${usageOf(command)}`)
}

function bind(command: Command, tokens: readonly Token[], input: object): Result<Bound, Failure> {
  const beside = readInput(command, input)
  if (!beside.ok) return beside
  const words = splitWords(command, tokens)
  if (!words.ok) return words

  const supplied = beside.value
  for (const [name, value] of words.value.options) {
    if (supplied.has(name))
      return fail('VALUE_BAD', `--${name}: it is given on the line and as input; give it once`)
    supplied.set(name, { value, field: `--${name}` })
  }
  const left = placeArguments(command, words.value.positional, supplied)
  if (!left.ok) return left

  const values: Record<string, unknown> = {}
  for (const [name, { value, field, words }] of supplied) {
    const parameter = parameterOf(command, name)
    if (!parameter) continue
    const { kind } = parameter
    const read = words && kind.words ? kind.words(words, field) : readValue(kind, value, field)
    if (!read.ok) return read
    values[name] = read.value
  }
  return ok({ values, json: words.value.json })
}

/** A given value, and its name in messages. */
interface Supplied {
  readonly value: unknown
  readonly field: string
  /** All remaining words of the line, for the last argument. */
  readonly words?: readonly string[]
}

function parameterOf(command: Command, name: string): Parameter | undefined {
  if (Object.hasOwn(command.arguments, name)) return command.arguments[name]
  return Object.hasOwn(command.options, name) ? command.options[name] : undefined
}

/** The values of `input`. Null and undefined mean not given. */
function readInput(command: Command, input: object): Result<Map<string, Supplied>, Failure> {
  const supplied = new Map<string, Supplied>()
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue
    if (!parameterOf(command, name)) {
      const known = [...Object.keys(command.arguments), ...Object.keys(command.options)]
      return fail('OPTION_UNKNOWN', `${name}: ${command.name} has no such input${hint(suggest(name, known))}`)
    }
    supplied.set(name, { value, field: name })
  }
  return ok(supplied)
}

interface Words {
  readonly positional: readonly string[]
  readonly options: ReadonlyMap<string, string>
  readonly json: boolean
}

/** Options by name, the rest in order. After `--` nothing is an option. */
function splitWords(command: Command, tokens: readonly Token[]): Result<Words, Failure> {
  const positional: string[] = []
  const options = new Map<string, string>()
  let json = false

  for (let at = 0; at < tokens.length; at++) {
    const { text, literal } = tokens[at] as Token
    if (!literal && text === '--') {
      positional.push(...tokens.slice(at + 1).map(token => token.text))
      break
    }
    if (literal || !OPTION.test(text)) {
      positional.push(text)
      continue
    }
    if (text === '--json') {
      json = true
      continue
    }

    const named = readOption(command, text)
    if (!named.ok) return named
    const { name, parameter } = named.value
    if (options.has(name)) return fail('VALUE_BAD', `--${name}: it is given twice; give it once`)

    const next = tokens[at + 1]
    const value = named.value.value ?? (parameter.need === 'flag' ? 'true' : valueAfter(next))
    if (value === undefined)
      return fail('ARGUMENT_MISSING', `--${name}: it needs a value: ${parameter.summary}`)
    if (named.value.value === undefined && parameter.need !== 'flag') at++
    options.set(name, value)
  }
  return ok({ positional, options, json })
}

/** The value of an option is the next word, unless that is an option itself. */
function valueAfter(next: Token | undefined): string | undefined {
  if (!next) return undefined
  return next.literal || !OPTION.test(next.text) ? next.text : undefined
}

/** `--name` or `--name=value`. */
function readOption(
  command: Command,
  text: string,
): Result<{ name: string; parameter: Parameter; value: string | undefined }, Failure> {
  const [, dashes = '', name = '', value] = /^(-+)([^=]*)(?:=([\s\S]*))?$/.exec(text) ?? []
  const parameter = Object.hasOwn(command.options, name) ? command.options[name] : undefined
  if (parameter && dashes === '--') return ok({ name, parameter, value })

  const near = suggest(name, [...Object.keys(command.options), 'json'])
  return fail(
    'OPTION_UNKNOWN',
    `${dashes}${name}: ${command.name} has no such option${hint(near && `--${near}`)}`,
  )
}

/** Assigns the words of the line to the arguments in order, except those that `input` has. */
function placeArguments(
  command: Command,
  positional: readonly string[],
  supplied: Map<string, Supplied>,
): Result<void, Failure> {
  let used = 0
  for (const [name, parameter] of Object.entries(command.arguments)) {
    if (supplied.has(name)) continue
    if (used < positional.length) {
      const words = positional.slice(used, parameter.need === 'rest' ? undefined : used + 1)
      const value = words.join(' ')
      supplied.set(name, parameter.need === 'rest' ? { value, field: name, words } : { value, field: name })
      used += words.length
    } else if (parameter.need === 'required') {
      return fail('ARGUMENT_MISSING', `${name}: it is missing; give ${parameter.summary}`)
    }
  }
  if (used === positional.length) return ok(undefined)
  return fail(
    'ARGUMENTS_TOO_MANY',
    `"${positional[used]}": ${command.name} takes no more arguments; quote text that has spaces`,
  )
}

const hint = (near: string | undefined) => (near ? `; did you mean ${near}?` : '')
