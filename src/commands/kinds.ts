import { parseAmount } from '#chain/amount.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_HEIGHT } from './limits.ts'

/** Parses the text of an argument or option. `label` stands for the value in a usage line. */
export interface Kind<T> {
  readonly label: string
  /** `field` is the argument's name in messages. */
  parse(text: string, field: string): Result<T, Failure>
  /** Reads a list or record of `input`; a kind without it accepts neither. */
  read?(value: object, field: string): Result<T, Failure>
  /** Reads the remaining words of a line; a kind without it reads them joined by spaces. */
  words?(words: readonly string[], field: string): Result<T, Failure>
  /** The most characters that it reads, if more than a line has. */
  readonly maxLength?: number
  /** All possible values, if they are few; for completion. */
  readonly choices?: readonly string[]
  /**
   * The value is a key, a phrase or a password, which is neither stored nor suggested. The terminal asks for
   * a new one twice.
   */
  readonly secret?: 'known' | 'new'
}

/** Any text, even empty. The node checks names and memos. */
export const text: Kind<string> = { label: 'text', parse: value => ok(value) }

/** A key, a phrase or a password. */
export const secret: Kind<string> = { ...text, secret: 'known' }

/** A new password. */
export const newSecret: Kind<string> = { ...text, secret: 'new' }

/** Coins with up to 6 decimals, "12.5", as base units. */
export const coins: Kind<bigint> = { label: 'coins', parse: parseAmount }

/** The value of a flag: `--keep` is true, `--keep=false` false. */
export const truth: Kind<boolean> = {
  label: 'true|false',
  choices: ['true', 'false'],
  parse(value, field) {
    if (value === 'true') return ok(true)
    if (value === 'false') return ok(false)
    return fail('VALUE_BAD', `${field}: "${value}" is neither true nor false; leave the value out for true`)
  },
}

/** A whole number from `min` to `max`, in plain digits. */
export function integer(min: number, max: number): Kind<number> {
  return {
    label: 'n',
    parse(value, field) {
      const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN
      if (number >= min && number <= max) return ok(number)
      return fail('VALUE_BAD', `${field}: "${value}" is not a whole number from ${min} to ${max}`)
    },
  }
}

/** Milliseconds. */
export const milliseconds: Kind<number> = { ...integer(0, Number.MAX_SAFE_INTEGER), label: 'ms' }

/** A whole number without a sign that may exceed a `number`. */
export const count: Kind<bigint> = {
  label: 'n',
  parse(value, field) {
    if (/^\d{1,30}$/.test(value)) return ok(BigInt(value))
    return fail('VALUE_BAD', `${field}: "${value.slice(0, 40)}" is not a whole number of at most 30 digits`)
  },
}

/** A block height. */
export const height = integer(0, MAX_HEIGHT)

const HEX_ID = /^[0-9a-f]{64}$/i

/** The id of a transaction: 64 hexadecimal digits, in lower case. */
export const id: Kind<string> = {
  label: 'id',
  parse(value, field) {
    if (HEX_ID.test(value)) return ok(value.toLowerCase())
    return fail(
      'VALUE_BAD',
      `${field}: an id is 64 hexadecimal digits, this has ${value.length} characters; copy it again`,
    )
  },
}

/** A block by height or id. */
export const heightOrId: Kind<string> = {
  label: 'height|id',
  parse(value, field) {
    if (HEX_ID.test(value)) return ok(value.toLowerCase())
    if (height.parse(value, field).ok) return ok(String(Number(value)))
    return fail(
      'VALUE_BAD',
      `${field}: "${value}" is neither a height, like 42, nor an id of 64 hexadecimal digits`,
    )
  },
}
