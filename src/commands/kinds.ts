import { parseAmount } from '#chain/amount.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_HEIGHT } from './limits.ts'

/** How the text of one argument or option becomes a value. `label` stands for the value in a usage line. */
export interface Kind<T> {
  readonly label: string
  /** `field` is how the message names the argument. */
  parse(text: string, field: string): Result<T, Failure>
  /**
   * How a list or record that a script gives beside the line becomes one; a kind without it takes neither.
   */
  read?(value: object, field: string): Result<T, Failure>
  /** How the words that are left of a line become one value; a kind without it gets them joined by spaces. */
  words?(words: readonly string[], field: string): Result<T, Failure>
  /** Characters that it reads, if that is more than a line has. */
  readonly maxLength?: number
  /** All that it can be, where that is a few words; for completion. */
  readonly choices?: readonly string[]
  /**
   * It must be kept nowhere and offered by nobody: keys, phrases, passwords. A new one is asked for twice
   * where people type.
   */
  readonly secret?: 'known' | 'new'
}

/** Any text, empty too. The node says which names and memos it takes. */
export const text: Kind<string> = { label: 'text', parse: value => ok(value) }

/** A key, a phrase or a password. */
export const secret: Kind<string> = { ...text, secret: 'known' }

/** A password that is chosen now. */
export const newSecret: Kind<string> = { ...text, secret: 'new' }

/** Coins with up to 6 decimals, "12.5", as base units. */
export const coins: Kind<bigint> = { label: 'coins', parse: parseAmount }

/** What a flag holds: `--keep` is true, `--keep=false` false. */
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

/** Thousandths of a second. */
export const milliseconds: Kind<number> = { ...integer(0, Number.MAX_SAFE_INTEGER), label: 'ms' }

/** A whole number without a sign that may be larger than any `number`. */
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
