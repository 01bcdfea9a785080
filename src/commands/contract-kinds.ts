import { MAX_SOURCE_BYTES } from '../chain/limits.ts'
import { hexToBytes } from '../lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '../lib/result.ts'
import { type Kind, text } from './kinds.ts'
import { MAX_ARGUMENT_DEPTH, MAX_LIST } from './limits.ts'

/** A contract's source, which is longer than other values. Its characters are at most its bytes, which the node counts. */
export const source: Kind<string> = { ...text, maxLength: MAX_SOURCE_BYTES }

const BIGINT = /^-?\d+n$/
const BYTES = /^0x(?:[0-9a-f]{2})*$/i
/** Digits of a bigint, more than any amount has; a longer one is slow to read. */
const MAX_DIGITS = 1000

class Unreadable extends Error {}

/**
 * The arguments of a contract: words of the line, or a list beside it. A word is `30n` (a bigint), `0x00ff` (bytes), JSON, or else text; values
 * beside the line stay what they are. In both, what JSON lacks is `{"$bigint": "30"}` and `{"$bytes": "00ff"}`.
 */
export const argumentList: Kind<unknown[]> = {
  label: 'value…',
  parse: (word, field) => read([word], field, readWord),
  words: (words, field) => read(words, field, readWord),
  read: (value, field) =>
    Array.isArray(value)
      ? read(value, field, (item, path) => readJson(item, path, MAX_ARGUMENT_DEPTH))
      : fail('BAD_VALUE', `${field}: it is no list; write [ ]`),
}

function read<T>(
  items: readonly T[],
  field: string,
  readItem: (item: T, path: string) => unknown,
): Result<unknown[], Failure> {
  if (items.length > MAX_LIST) return fail('BAD_VALUE', `${field}: more than ${MAX_LIST} are not read`)
  try {
    return ok(items.map((item, i) => readItem(item, `${field}: ${i + 1}`)))
  } catch (error) {
    if (error instanceof Unreadable) return fail('BAD_VALUE', error.message)
    throw error
  }
}

function readWord(word: string, path: string): unknown {
  if (BIGINT.test(word)) return readBigint(word.slice(0, -1), path)
  if (BYTES.test(word)) return hexToBytes(word.slice(2))
  return readJson(parsed(word), path, MAX_ARGUMENT_DEPTH)
}

function parsed(word: string): unknown {
  try {
    return JSON.parse(word) as unknown
  } catch {
    return word
  }
}

/** The same value with its bigints and bytes. What cannot be an argument is left for the node to refuse. */
function readJson(value: unknown, path: string, levels: number): unknown {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Unreadable(
      `${path}: ${value} is no safe integer; write a whole number with n behind it, like 30n`,
    )
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (levels === 0)
    throw new Unreadable(`${path}: more than ${MAX_ARGUMENT_DEPTH} levels within one another; flatten it`)
  if (Array.isArray(value)) return value.map((item, i) => readJson(item, `${path}[${i}]`, levels - 1))

  const fields = Object.entries(value)
  const [name, inner] = fields.length === 1 ? (fields[0] ?? []) : []
  if (name === '$bigint') return readBigint(inner, `${path}.$bigint`)
  if (name === '$bytes') return readBytes(inner, `${path}.$bytes`)
  return Object.fromEntries(fields.map(([key, item]) => [key, readJson(item, `${path}.${key}`, levels - 1)]))
}

function readBigint(digits: unknown, path: string): bigint {
  if (typeof digits === 'string' && /^-?\d+$/.test(digits) && digits.length <= MAX_DIGITS)
    return BigInt(digits)
  throw new Unreadable(`${path}: it is no whole number of at most ${MAX_DIGITS} digits`)
}

function readBytes(hex: unknown, path: string): Uint8Array {
  if (typeof hex === 'string' && BYTES.test(`0x${hex}`)) return hexToBytes(hex)
  throw new Unreadable(`${path}: it is not hexadecimal, two digits for each byte`)
}
