import type { Result } from '#lib/result.ts'
import type { CborValue } from './cbor-value.ts'
import { readEncoding } from './encoding-reader.ts'
import { scanEncoding } from './encoding-scan.ts'
import { EncodingWriter } from './encoding-writer.ts'
import { MAX_ENCODED_BYTES, MAX_ENCODED_DEPTH, MAX_ENCODED_ITEMS } from './limits.ts'
import { type Violation, violation } from './rules.ts'

export type { CborValue }

export interface CodecLimits {
  readonly maxBytes: number
  /** Arrays and maps within one another. */
  readonly maxDepth: number
  /** Items in all, {@link MAX_ENCODED_ITEMS} unless given. */
  readonly maxItems?: number
}

const DEFAULT_LIMITS: CodecLimits = { maxBytes: MAX_ENCODED_BYTES, maxDepth: MAX_ENCODED_DEPTH }

/**
 * The canonical DAG-CBOR bytes of a value, in a buffer of their own. It is given our own data: what has no encoding is a bug and throws, such as
 * half of a surrogate pair.
 */
export function encode(value: CborValue): Uint8Array {
  const writer = new EncodingWriter()
  writer.put(value)
  return writer.finish()
}

/**
 * The value of canonical bytes, in the order that keeps the cost of garbage small: size, structure and depth, and then the value. No two
 * byte strings mean the same value, and a text comes back with every character that it had. It does not know schemas (schema.ts).
 */
export function decode(
  bytes: Uint8Array,
  limits: CodecLimits = DEFAULT_LIMITS,
): Result<CborValue, Violation> {
  if (bytes.length > limits.maxBytes) {
    return violation('ENCODING_TOO_LARGE', `${bytes.length} bytes, at most ${limits.maxBytes} are allowed`)
  }
  const scanned = scanEncoding(bytes, limits.maxDepth, limits.maxItems ?? MAX_ENCODED_ITEMS)
  return scanned.ok ? readEncoding(bytes) : scanned
}

/** The value of bytes that came out of {@link encode} in this node and were kept: only that they decode is looked at. */
export const decodeOwn = (bytes: Uint8Array): Result<CborValue, Violation> => readEncoding(bytes)
