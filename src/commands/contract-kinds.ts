import type { ContractStep } from '#api/calls/contracts.ts'
import { parseAmount } from '#chain/amount.ts'
import { MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { hexToBytes } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { type Kind, text } from './kinds.ts'
import { MAX_ARGUMENT_DEPTH, MAX_LIST } from './limits.ts'

/** A contract's source, which may be longer than other values. The node limits its bytes. */
export const source: Kind<string> = { ...text, maxLength: MAX_SOURCE_BYTES }

/**
 * Calls of a rehearsal: a list as JSON on the line or as input, of `{ "method", "args", "from", "amount" }`;
 * the amount in coins.
 */
export const stepList: Kind<ContractStep[]> = {
  label: 'steps',
  maxLength: MAX_SOURCE_BYTES,
  parse(word, field) {
    const value = parsed(word)
    return typeof value === 'object' && value !== null ? readSteps(value, field) : noSteps(field)
  },
  read: readSteps,
}

const noSteps = (field: string) =>
  fail('VALUE_BAD', `${field}: give a list of calls, such as [{ "method": "vote", "args": [0] }]`)

function readSteps(value: object, field: string): Result<ContractStep[], Failure> {
  if (!Array.isArray(value)) return noSteps(field)
  if (value.length > MAX_LIST) return fail('VALUE_BAD', `${field}: more than ${MAX_LIST} are not read`)
  const steps: ContractStep[] = []
  for (const [i, item] of value.entries()) {
    const step = readStep(item, `${field}[${i}]`)
    if (!step.ok) return step
    steps.push(step.value)
  }
  return ok(steps)
}

function readStep(item: unknown, field: string): Result<ContractStep, Failure> {
  const { method, from, args, amount } = (item ?? {}) as Readonly<Record<string, unknown>>
  if (typeof method !== 'string') return fail('VALUE_BAD', `${field}.method: give the method's name`)
  if (from !== undefined && typeof from !== 'string') {
    return fail('VALUE_BAD', `${field}.from: give an address, or the name of one of yours`)
  }
  const list = args === undefined ? ok(undefined) : readList(args, `${field}.args`)
  if (!list.ok) return list
  const coins = amount === undefined ? ok(undefined) : parseAmount(String(amount), `${field}.amount`)
  if (!coins.ok) return coins
  return ok({
    method,
    ...(from === undefined ? {} : { from }),
    ...(list.value === undefined ? {} : { args: list.value }),
    ...(coins.value === undefined ? {} : { amount: coins.value }),
  })
}

/** Indexed values of an event, in order: a JSON list of texts, where null matches any. */
export const indexedList: Kind<(string | null)[]> = {
  label: 'values',
  parse(word, field) {
    const value = parsed(word)
    return typeof value === 'object' && value !== null
      ? readIndexed(value, field)
      : readIndexed([word], field)
  },
  read: readIndexed,
}

function readIndexed(value: object, field: string): Result<(string | null)[], Failure> {
  const isText = (item: unknown) => item === null || typeof item === 'string'
  if (Array.isArray(value) && value.every(isText)) return ok(value)
  return fail('VALUE_BAD', `${field}: give a list of texts, where null matches any, such as ["tab1…", null]`)
}

const BIGINT = /^-?\d+n$/
const BYTES = /^0x(?:[0-9a-f]{2})*$/i
/** Digits of a bigint, more than any amount has; a longer one is slow to read. */
const MAX_DIGITS = 1000

class Unreadable extends Error {}

/**
 * The arguments of a contract: words of the line, or a list as input. A word is `30n` (a bigint), `0x00ff`
 * (bytes), JSON, or otherwise text; values of `input` keep their types. Both accept `{"$bigint": "30"}` and
 * `{"$bytes": "00ff"}`, which JSON lacks.
 */
export const argumentList: Kind<unknown[]> = {
  label: 'value…',
  parse: (word, field) => read([word], field, readWord),
  words: (words, field) => read(words, field, readWord),
  read: readList,
}

function readList(value: unknown, field: string): Result<unknown[], Failure> {
  if (!Array.isArray(value)) return fail('VALUE_BAD', `${field}: it is not a list; write [ ]`)
  return read(value, field, (item, path) => readJson(item, path, MAX_ARGUMENT_DEPTH))
}

function read<T>(
  items: readonly T[],
  field: string,
  readItem: (item: T, path: string) => unknown,
): Result<unknown[], Failure> {
  if (items.length > MAX_LIST) return fail('VALUE_BAD', `${field}: more than ${MAX_LIST} are not read`)
  try {
    return ok(items.map((item, i) => readItem(item, `${field}: ${i + 1}`)))
  } catch (error) {
    if (error instanceof Unreadable) return fail('VALUE_BAD', error.message)
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

/** The same value with its bigints and bytes. The node refuses whatever cannot be an argument. */
function readJson(value: unknown, path: string, levels: number): unknown {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Unreadable(
      `${path}: ${value} is not a safe integer; write a whole number followed by n, like 30n`,
    )
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (levels === 0) throw new Unreadable(`${path}: more than ${MAX_ARGUMENT_DEPTH} nested levels; flatten it`)
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
  throw new Unreadable(`${path}: it is not a whole number of at most ${MAX_DIGITS} digits`)
}

function readBytes(hex: unknown, path: string): Uint8Array {
  if (typeof hex === 'string' && BYTES.test(`0x${hex}`)) return hexToBytes(hex)
  throw new Unreadable(`${path}: it is not hexadecimal; write two digits for each byte`)
}
