import { type Failure, fail, type Result } from '#lib/result.ts'
import type { Kind } from './kinds.ts'
import { MAX_LINE_LENGTH } from './limits.ts'

const TEXTS = ['string', 'number', 'bigint', 'boolean']

/**
 * Reads a value of the line or of `input` by a kind. Numbers, bigints and booleans are read as text; a list
 * or record only by a kind that accepts one.
 */
export function readValue<T>(kind: Kind<T>, value: unknown, field: string): Result<T, Failure> {
  if (typeof value === 'object' && value !== null && kind.read) return kind.read(value, field)
  if (!TEXTS.includes(typeof value)) {
    return fail('VALUE_BAD', `${field}: a value is text, a number, true or false, not ${typeof value}`)
  }

  const text = String(value)
  const { maxLength = MAX_LINE_LENGTH } = kind
  if (text.length <= maxLength) return kind.parse(text, field)
  return fail('VALUE_BAD', `${field}: it has ${text.length} characters, at most ${maxLength} are read`)
}
