import type { UnixMs } from '#lib/clock.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { type Address, addressFromBytes } from './address.ts'
import { type Amount, MAX_AMOUNT } from './amount.ts'
import type { CborValue } from './codec.ts'
import { hashFromBytes } from './hash.ts'
import type { Hash, Height } from './ids.ts'
import { type RuleCode, type Violation, violation } from './rules.ts'

/**
 * Reads one decoded value as a typed one, or returns the reason why it is not one. Readers compose: a decoder
 * is a {@link tuple} of named readers that lists the fields in wire order. They check shape and bounds, and
 * know no rule.
 */
export type Reader<T> = (value: CborValue) => Result<T, string>

type ReadBy<R> = R extends Reader<infer T> ? T : never

/** Reads with `reader`; a value that does not conform breaks the rule `code`. */
export function conform<T>(value: CborValue, reader: Reader<T>, code: RuleCode): Result<T, Violation> {
  const read = reader(value)
  return read.ok ? read : violation(code, read.error)
}

/** An array with exactly these fields in this order, as an object. */
export function tuple<Fields extends Record<string, Reader<unknown>>>(
  fields: Fields,
): Reader<{ readonly [Name in keyof Fields]: ReadBy<Fields[Name]> }> {
  type Read = { [Name in keyof Fields]: ReadBy<Fields[Name]> }
  const entries = Object.entries(fields)

  return value => {
    if (!Array.isArray(value) || value.length !== entries.length) {
      return err(
        `expected ${entries.length} fields (${Object.keys(fields).join(', ')}), got ${describe(value)}`,
      )
    }
    const read: Record<string, unknown> = {}
    for (const [i, [name, reader]] of entries.entries()) {
      const field = reader(value[i])
      if (!field.ok) return err(`${name}: ${field.error}`)
      read[name] = field.value
    }
    return ok(read as Read)
  }
}

/** An array of at most `max` items. */
export function list<T>(item: Reader<T>, max: number): Reader<T[]> {
  return value => {
    if (!Array.isArray(value)) return err(`expected a list, got ${describe(value)}`)
    if (value.length > max) return err(`there are ${value.length} items, but at most ${max} are allowed`)
    const items: T[] = []
    for (const [i, entry] of value.entries()) {
      const read = item(entry)
      if (!read.ok) return err(`${i}: ${read.error}`)
      items.push(read.value)
    }
    return ok(items)
  }
}

/** Any value, for a field that another reader reads once its kind is known. */
export const anything: Reader<CborValue> = ok

export const boolean: Reader<boolean> = value =>
  typeof value === 'boolean' ? ok(value) : err(`expected true or false, got ${describe(value)}`)

/** `null` on the wire is `undefined` here. */
export const nullable =
  <T>(reader: Reader<T>): Reader<T | undefined> =>
  value =>
    value === null ? ok(undefined) : reader(value)

/** A byte string of any length, which the size of the encoding bounds. */
export const anyBytes: Reader<Uint8Array> = value =>
  value instanceof Uint8Array ? ok(value) : err(`expected bytes, got ${describe(value)}`)

/** A byte string of at most this length. */
export const bytesUpTo =
  (max: number): Reader<Uint8Array> =>
  value =>
    value instanceof Uint8Array && value.length <= max
      ? ok(value)
      : err(`expected at most ${max} bytes, got ${describe(value)}`)

/** A byte string of exactly this length. */
export const bytes =
  (length: number): Reader<Uint8Array> =>
  value =>
    value instanceof Uint8Array && value.length === length
      ? ok(value)
      : err(`expected ${length} bytes, got ${describe(value)}`)

const bytes32 = bytes(32)

/** A hash-like id: `hash<TxId>()`. */
export const hash =
  <Id extends Hash>(): Reader<Id> =>
  value => {
    const read = bytes32(value)
    return read.ok ? ok(hashFromBytes<Id>(read.value)) : read
  }

export const address: Reader<Address> = value => {
  const read = bytes32(value)
  return read.ok ? ok(addressFromBytes(read.value)) : read
}

/** A non-negative integer that a `number` holds exactly. */
export const safeInteger: Reader<number> = value =>
  typeof value === 'bigint' && value >= 0n && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? ok(Number(value))
    : err(`expected an integer from 0 to 2^53 - 1, got ${describe(value)}`)

export const timestamp = safeInteger as Reader<UnixMs>
export const height = safeInteger as Reader<Height>

/** A non-negative integer of up to 64 bits. */
export const unsigned: Reader<bigint> = value =>
  typeof value === 'bigint' && value >= 0n && value < 2n ** 64n
    ? ok(value)
    : err(`expected an integer from 0 to 2^64 - 1, got ${describe(value)}`)

/** Base units, 0 to {@link MAX_AMOUNT}. */
export const amount: Reader<Amount> = value =>
  typeof value === 'bigint' && value >= 0n && value <= MAX_AMOUNT
    ? ok(value as Amount)
    : err(`expected an amount from 0 to 2^63 - 1 base units, got ${describe(value)}`)

/** Well-formed text of at most `maxBytes` in UTF-8. */
export const text =
  (maxBytes: number): Reader<string> =>
  value => {
    if (typeof value !== 'string') return err(`expected text, got ${describe(value)}`)
    if (!value.isWellFormed()) return err('the text has half of a character (a lone surrogate); leave it out')
    const size = utf8FromText(value).length
    return size <= maxBytes
      ? ok(value)
      : err(`the text has ${size} bytes, but at most ${maxBytes} are allowed`)
  }

/** Describes a value briefly, for an error message. */
function describe(value: CborValue | undefined): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (Array.isArray(value)) return `${value.length} fields`
  if (typeof value === 'string') return `text of ${value.length} characters`
  if (typeof value === 'object' && value !== null) return 'a map'
  return String(value)
}
