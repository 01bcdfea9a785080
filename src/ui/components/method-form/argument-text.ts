import { t } from '@lingui/core/macro'
import { parseParty } from '#chain/address.ts'
import { parseAmount } from '#chain/amount.ts'
import { argumentList } from '#commands/contract-kinds.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { withoutName } from '#lib/without-name.ts'
import { ARGUMENT_MAX_CHARACTERS } from '../../limits.ts'

/**
 * The possible readings of a typed argument. `coins` is a bigint of base units; `nothing` is null; `absent`
 * leaves the argument out.
 */
export type Reading =
  | 'absent'
  | 'nothing'
  | 'truth'
  | 'number'
  | 'bigint'
  | 'coins'
  | 'bytes'
  | 'list'
  | 'object'
  | 'text'

/**
 * All readings of a text. The first is that of a command (commands/contract-kinds.ts); an empty
 * field leaves the argument out.
 */
export function readingsOf(typed: string): readonly [Reading, ...Reading[]] {
  const text = typed.trim()
  if (text === '') return ['absent', 'text', 'nothing']
  if (/^-?\d+$/.test(text)) return wholeNumber(text)
  const first = firstReading(typed)
  if (/^\d+\.\d+$/.test(text)) return [first, 'coins', 'text']
  return first === 'text' ? ['text'] : [first, 'text']
}

function wholeNumber(digits: string): readonly [Reading, ...Reading[]] {
  const others: Reading[] = digits.startsWith('-') ? ['bigint', 'text'] : ['bigint', 'coins', 'text']
  // JSON does not allow a leading zero in a number.
  return firstReading(digits) === 'number' ? ['number', ...others] : ['text', ...others.slice(0, -1)]
}

/** The reading of a command; text that a command refuses keeps the reading that it resembles. */
function firstReading(typed: string): Reading {
  const read = argumentList.words?.([typed], FIELD)
  if (read?.ok) return readingOfValue(read.value[0])
  const text = typed.trim()
  if (text.startsWith('[')) return 'list'
  return text.startsWith('{') ? 'object' : 'number'
}

function readingOfValue(value: unknown): Reading {
  if (value === null) return 'nothing'
  if (value instanceof Uint8Array) return 'bytes'
  if (Array.isArray(value)) return 'list'
  switch (typeof value) {
    case 'boolean':
      return 'truth'
    case 'number':
      return 'number'
    case 'bigint':
      return 'bigint'
    case 'object':
      return 'object'
    default:
      return 'text'
  }
}

/**
 * The value of a text under one of its readings, or its error. An absent argument is not in the list of
 * arguments.
 */
export function readArgument(
  typed: string,
  reading: Reading,
): Result<{ readonly given: false } | { readonly given: true; readonly value: unknown }, Failure> {
  if (typed.length > ARGUMENT_MAX_CHARACTERS) {
    const characters = typed.length
    const most = ARGUMENT_MAX_CHARACTERS
    return fail(
      'VALUE_BAD',
      t`It has ${characters} characters; a contract takes at most ${most} in one value`,
    )
  }
  const text = typed.trim()
  switch (reading) {
    case 'absent':
      return ok({ given: false })
    case 'nothing':
      return given(null)
    case 'text':
      // Quotes as in "abc" make a word text in a command.
      return readingsOf(typed)[0] === 'text' ? command(typed) : given(typed)
    case 'bigint':
      return command(text.endsWith('n') || !/^-?\d+$/.test(text) ? text : `${text}n`)
    case 'coins': {
      const units = parseAmount(text, 'value')
      return units.ok ? given(units.value) : fail('VALUE_BAD', plainMessage(units.error.message))
    }
    default:
      return command(text)
  }
}

const FIELD = 'value'

function command(word: string): ReturnType<typeof readArgument> {
  const read = argumentList.words?.([word], FIELD)
  if (!read) return given(word)
  return read.ok ? given(read.value[0]) : fail(read.error.code, plainMessage(read.error.message))
}

const given = (value: unknown) => ok({ given: true, value } as const)

/** Without the name of a list that the field does not know: `value: 1: it is …` → `It is …`. */
function plainMessage(message: string): string {
  const rest = message.replace(/^value(: 1)?(: )?/, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** A field's hint about the reading of its text. `fallback` is the default in the code. */
export function readingWords(reading: Reading, typed: string, fallback?: string): string {
  switch (reading) {
    case 'absent':
      return fallback === undefined ? t`left out` : t`left out: ${fallback}`
    case 'nothing':
      return t`nothing (null)`
    case 'truth':
      return t`yes or no`
    case 'coins':
      return t`coins (bigint of base units)`
    case 'text':
      return typed === '' ? t`empty text` : t`text`
    case 'number':
      return t`number`
    case 'bytes':
      return t`bytes`
    case 'list':
      return t`list`
    case 'object':
      return t`object`
    case 'bigint':
      return 'bigint'
  }
}

/**
 * A hint for text that is probably not meant as text: a list or object that is not valid JSON, or a mistyped
 * address.
 */
export function readingHint(reading: Reading, typed: string): string | undefined {
  if (reading !== 'text') return undefined
  const text = typed.trim()
  if (text.startsWith('[')) return t`For a list write JSON, like ${LIST_EXAMPLE}`
  if (text.startsWith('{')) return t`For an object write JSON, like ${OBJECT_EXAMPLE}`
  if (/^tabc?1[a-z0-9]{20}/i.test(text)) return addressHint(text)
  return undefined
}

const LIST_EXAMPLE = '["sea", "hills"]'
const OBJECT_EXAMPLE = '{"by": 2}'

function addressHint(text: string): string | undefined {
  const party = parseParty(text)
  if (party.ok) return undefined
  const fault = withoutName(party.error.message, 'address')
  return t`If it is an address: ${fault}`
}
