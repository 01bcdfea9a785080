import { bytesEqual, bytesToHex } from '#lib/bytes.ts'
import { fail, ok, type Result } from '#lib/result.ts'
import { textFromUtf8 } from '#lib/utf8.ts'
import { encodeValue, VALUE_LIMITS, VALUE_TAGS, type ValueError } from './encode-value.ts'
import type { Value } from './value.ts'

class Malformed extends Error {}

/**
 * Decodes canonical bytes. It is safe for bytes from anywhere: size, depth and structure are bounded, and
 * encoding the value again must give the same bytes, so that no two byte strings decode to the same value.
 */
export function decodeValue(bytes: Uint8Array, limits = VALUE_LIMITS): Result<Value, ValueError> {
  if (bytes.length > limits.maxBytes) {
    return fail('VALUE_TOO_LARGE', `there are ${bytes.length} bytes; at most ${limits.maxBytes} are allowed`)
  }
  try {
    const source = createSource(bytes)
    const value = takeValue(source, limits.maxDepth)
    const again = encodeValue(value, limits)
    if (!again.ok) return again
    return bytesEqual(again.value, bytes)
      ? ok(value)
      : fail('VALUE_NOT_CANONICAL', 'the same value has another, canonical encoding')
  } catch (thrown) {
    if (thrown instanceof Malformed) return fail('VALUE_REFUSED', `this is not a value: ${thrown.message}`)
    throw thrown
  }
}

interface Source {
  take(count: number): Uint8Array
  count(): number
}

function createSource(bytes: Uint8Array): Source {
  let offset = 0
  const take = (count: number) => {
    if (offset + count > bytes.length) throw new Malformed(`it ends before byte ${offset + count}`)
    offset += count
    return bytes.subarray(offset - count, offset)
  }
  const count = () => {
    const four = take(4)
    return new DataView(four.buffer, four.byteOffset).getUint32(0)
  }
  return { take, count }
}

function takeValue(source: Source, levels: number): Value {
  if (levels < -1) throw new Malformed('there are too many levels')
  const [tag] = source.take(1)
  switch (tag) {
    case VALUE_TAGS.null:
      return null
    case VALUE_TAGS.false:
      return false
    case VALUE_TAGS.true:
      return true
    case VALUE_TAGS.integer: {
      const eight = source.take(8)
      return new DataView(eight.buffer, eight.byteOffset).getFloat64(0)
    }
    case VALUE_TAGS.bigint:
      return takeBigint(source)
    case VALUE_TAGS.string:
      return takeText(source)
    case VALUE_TAGS.bytes:
      return source.take(source.count()).slice()
    case VALUE_TAGS.array:
      return takeArray(source, levels)
    case VALUE_TAGS.object:
      return takeObject(source, levels)
    default:
      throw new Malformed(`the kind ${tag} is unknown`)
  }
}

function takeText(source: Source): string {
  const text = textFromUtf8(source.take(source.count()))
  if (text === undefined) throw new Malformed('a text is not UTF-8')
  return text
}

function takeBigint(source: Source): bigint {
  const count = source.count()
  const [sign] = source.take(1)
  const magnitude = BigInt(`0x0${bytesToHex(source.take(count))}`)
  return sign === 1 ? -magnitude : magnitude
}

function takeArray(source: Source, levels: number): Value[] {
  const values: Value[] = []
  for (let left = source.count(); left > 0; left--) values.push(takeValue(source, levels - 1))
  return values
}

function takeObject(source: Source, levels: number): Value {
  const fields: [string, Value][] = []
  for (let left = source.count(); left > 0; left--) {
    if (source.take(1)[0] !== VALUE_TAGS.string) throw new Malformed('a field has no name')
    fields.push([takeText(source), takeValue(source, levels - 1)])
  }
  return Object.fromEntries(fields)
}
