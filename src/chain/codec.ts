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
  /** Nested arrays and maps. */
  readonly maxDepth: number
  /** All items, at most {@link MAX_ENCODED_ITEMS} by default. */
  readonly maxItems?: number
}

const DEFAULT_LIMITS: CodecLimits = { maxBytes: MAX_ENCODED_BYTES, maxDepth: MAX_ENCODED_DEPTH }

/**
 * The canonical DAG-CBOR bytes of a value, in a buffer of their own. The value is our own data: one without
 * an encoding, such as half of a surrogate pair, is a bug, and this throws.
 */
export function encode(value: CborValue): Uint8Array {
  const writer = new EncodingWriter()
  writer.put(value)
  return writer.finish()
}

/**
 * Decodes canonical bytes. The order of the checks keeps garbage cheap: size, structure and depth, and then
 * the value. No two byte strings decode to the same value, and a text keeps every character. It does not know
 * schemas (schema.ts).
 */
export function decode(
  bytes: Uint8Array,
  limits: CodecLimits = DEFAULT_LIMITS,
): Result<CborValue, Violation> {
  if (bytes.length > limits.maxBytes) {
    return violation(
      'ENCODING_TOO_LARGE',
      `there are ${bytes.length} bytes, but at most ${limits.maxBytes} are allowed`,
    )
  }
  const scanned = scanEncoding(bytes, limits.maxDepth, limits.maxItems ?? MAX_ENCODED_ITEMS)
  return scanned.ok ? readEncoding(bytes) : scanned
}

/** Decodes bytes that this node encoded and kept; it only checks that they decode. */
export const decodeOwn = (bytes: Uint8Array): Result<CborValue, Violation> => readEncoding(bytes)
