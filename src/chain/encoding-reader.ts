import { compareBytes } from '#lib/bytes.ts'
import { ok, type Result } from '#lib/result.ts'
import { textFromUtf8 } from '#lib/utf8.ts'
import type { CborValue } from './cbor-value.ts'
import { MAJOR } from './encoding-scan.ts'
import { type Violation, violation } from './rules.ts'

class Unreadable extends Error {
  constructor(readonly failure: ReturnType<typeof violation>) {
    super()
  }
}

const refuse = (...reason: Parameters<typeof violation>): never => {
  throw new Unreadable(violation(...reason))
}

/**
 * Reads the value of bytes whose structure {@link scanEncoding} accepted. It still rejects text that is not
 * UTF-8 and keys of maps that are out of order or repeated, so that what it accepts is the only encoding of
 * its value.
 */
export function readEncoding(bytes: Uint8Array): Result<CborValue, Violation> {
  try {
    return ok(
      readItem({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 }),
    )
  } catch (thrown) {
    if (thrown instanceof Unreadable) return thrown.failure
    throw thrown
  }
}

interface Source {
  readonly bytes: Uint8Array
  readonly view: DataView
  offset: number
}

function readItem(source: Source): CborValue {
  const head = source.bytes[source.offset] as number
  const major = head >> 5
  if (major === MAJOR.simple) {
    source.offset++
    return SIMPLE[(head & 31) - FIRST_SIMPLE] as boolean | null
  }

  const argument = readArgument(source)
  switch (major) {
    case MAJOR.unsigned:
      return BigInt(argument)
    case MAJOR.negative:
      return -1n - BigInt(argument)
    case MAJOR.bytes:
      return take(source, Number(argument)).slice()
    case MAJOR.text:
      return readText(source, Number(argument))
    case MAJOR.array:
      return readList(source, Number(argument))
    default:
      return readMap(source, Number(argument))
  }
}

/** The simple values, from number 20 on. */
const SIMPLE = [false, true, null]
const FIRST_SIMPLE = 20

function readArgument(source: Source): number | bigint {
  const { view, offset } = source
  const info = view.getUint8(offset) & 31
  source.offset += info < 24 ? 1 : 1 + (1 << (info - 24))
  if (info < 24) return info
  if (info === 24) return view.getUint8(offset + 1)
  if (info === 25) return view.getUint16(offset + 1)
  return info === 26 ? view.getUint32(offset + 1) : view.getBigUint64(offset + 1)
}

function take(source: Source, length: number): Uint8Array {
  source.offset += length
  return source.bytes.subarray(source.offset - length, source.offset)
}

function readText(source: Source, length: number): string {
  const at = source.offset
  return (
    textFromUtf8(take(source, length)) ?? refuse('ENCODING_MALFORMED', `the text at byte ${at} is not UTF-8`)
  )
}

function readList(source: Source, length: number): CborValue[] {
  const items: CborValue[] = []
  for (let i = 0; i < length; i++) items.push(readItem(source))
  return items
}

/** Keys are texts, ordered by length, and by bytes where the lengths are equal. */
function readMap(source: Source, size: number): CborValue {
  const entries: [string, CborValue][] = []
  let last: Uint8Array | undefined
  for (let i = 0; i < size; i++) {
    const at = source.offset
    const major = (source.bytes[at] as number) >> 5
    if (major !== MAJOR.text) refuse('ENCODING_MALFORMED', `the key at byte ${at} is not a text`)
    const length = Number(readArgument(source))
    const key = source.bytes.subarray(source.offset, source.offset + length)
    const order = last === undefined ? -1 : compareKeys(last, key)
    if (order === 0) refuse('ENCODING_MALFORMED', `the key at byte ${at} occurs twice`)
    if (order > 0) refuse('ENCODING_NOT_CANONICAL', `the key at byte ${at} is not in order`)
    last = key
    entries.push([readText(source, length), readItem(source)])
  }
  return Object.fromEntries(entries)
}

/** The order of a map's keys, given as UTF-8. */
export const compareKeys = (a: Uint8Array, b: Uint8Array): number => a.length - b.length || compareBytes(a, b)
