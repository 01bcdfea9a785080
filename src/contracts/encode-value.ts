import { bytesFromBigint } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { MAX_VALUE_BYTES, MAX_VALUE_DEPTH } from './limits.ts'

/** The first byte of each value; the numbers are rules. Counts are 4 bytes, big-endian. */
export const VALUE_TAGS = {
  null: 0,
  false: 1,
  true: 2,
  /** 8 bytes: a float, which is a safe integer and not -0. */
  integer: 3,
  /** Count, sign (1: negative), magnitude, big-endian without leading zeros. */
  bigint: 4,
  /** Count, UTF-8. */
  string: 5,
  bytes: 6,
  array: 7,
  /** Count, then the name (as a string) and the value of each field, by UTF-16 order of the names. */
  object: 8,
} as const

export type ValueError = Failure<
  'VALUE_REFUSED' | 'VALUE_TOO_LARGE' | 'VALUE_TOO_DEEP' | 'VALUE_NOT_CANONICAL'
>

class Refusal extends Error {
  constructor(readonly failure: ValueError) {
    super(failure.message)
  }
}

function refuse(code: ValueError['code'], message: string): never {
  throw new Refusal({ code, message })
}

export interface ValueLimits {
  readonly maxBytes: number
  readonly maxDepth: number
}

export const VALUE_LIMITS: ValueLimits = { maxBytes: MAX_VALUE_BYTES, maxDepth: MAX_VALUE_DEPTH }

/**
 * Encodes a value with the same bytes as the contract's side (prelude/codec.js). Anything that is not a value
 * is rejected with its path.
 */
export function encodeValue(value: unknown, limits = VALUE_LIMITS): Result<Uint8Array, ValueError> {
  const parts: Uint8Array[] = []
  let length = 0
  const write = (part: Uint8Array) => {
    length += part.length
    if (length > limits.maxBytes) {
      refuse('VALUE_TOO_LARGE', `the value takes more than ${limits.maxBytes} bytes; pass less`)
    }
    parts.push(part)
  }
  try {
    writeValue(value, 'value', limits.maxDepth, write)
  } catch (thrown) {
    if (thrown instanceof Refusal) return fail(thrown.failure.code, thrown.failure.message)
    throw thrown
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return ok(bytes)
}

type Write = (part: Uint8Array) => void

const head = (tag: number, count: number) => {
  const bytes = new Uint8Array(5)
  bytes[0] = tag
  new DataView(bytes.buffer).setUint32(1, count)
  return bytes
}

function writeValue(value: unknown, path: string, levels: number, write: Write): void {
  if (value === null) write(Uint8Array.of(VALUE_TAGS.null))
  else if (typeof value === 'boolean') write(Uint8Array.of(value ? VALUE_TAGS.true : VALUE_TAGS.false))
  else if (typeof value === 'number') writeInteger(value, path, write)
  else if (typeof value === 'bigint') writeBigint(value, write)
  else if (typeof value === 'string') writeText(value, path, write)
  else if (value instanceof Uint8Array) {
    write(head(VALUE_TAGS.bytes, value.length))
    write(value.slice())
  } else if (typeof value === 'object') {
    if (levels < 0) refuse('VALUE_TOO_DEEP', `${path}: the value has too many levels; flatten it`)
    writeContainer(value, path, levels, write)
  } else refuse('VALUE_REFUSED', `${path}: ${typeof value} cannot be stored or passed`)
}

function writeInteger(value: number, path: string, write: Write): void {
  if (!Number.isSafeInteger(value))
    refuse('VALUE_REFUSED', `${path}: ${value} is not a safe integer; use a bigint`)
  const bytes = new Uint8Array(9)
  bytes[0] = VALUE_TAGS.integer
  new DataView(bytes.buffer).setFloat64(1, value === 0 ? 0 : value)
  write(bytes)
}

function writeBigint(value: bigint, write: Write): void {
  const magnitude = value < 0n ? -value : value
  const length = value === 0n ? 0 : Math.ceil(magnitude.toString(16).length / 2)
  write(head(VALUE_TAGS.bigint, length))
  write(Uint8Array.of(value < 0n ? 1 : 0))
  if (length > 0) write(bytesFromBigint(magnitude, length))
}

function writeText(text: string, path: string, write: Write): void {
  if (!text.isWellFormed()) refuse('VALUE_REFUSED', `${path}: the text contains half of a surrogate pair`)
  const utf8 = utf8FromText(text)
  write(head(VALUE_TAGS.string, utf8.length))
  write(utf8)
}

function writeContainer(value: object, path: string, levels: number, write: Write): void {
  if (Array.isArray(value)) {
    write(head(VALUE_TAGS.array, value.length))
    for (let index = 0; index < value.length; index++) {
      writeValue(value[index], `${path}[${index}]`, levels - 1, write)
    }
    return
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    refuse('VALUE_REFUSED', `${path}: an object of a class cannot be stored or passed`)
  }
  // By UTF-16, as `<` compares; every name is unique.
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
  write(head(VALUE_TAGS.object, names.length))
  for (const name of names) {
    if (name === '__proto__')
      refuse('VALUE_REFUSED', `${path}: a field named __proto__ cannot be stored or passed`)
    writeText(name, `${path}.${name}`, write)
    writeValue((value as Record<string, unknown>)[name], `${path}.${name}`, levels - 1, write)
  }
}
