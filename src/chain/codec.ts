import { decode as decodeDagCbor, encode as encodeDagCbor } from '@ipld/dag-cbor'
import { bytesEqual } from '../lib/bytes.ts'
import { ok, type Result } from '../lib/result.ts'
import { scanEncoding } from './encoding-scan.ts'
import { MAX_ENCODED_BYTES, MAX_ENCODED_DEPTH } from './limits.ts'
import { type Violation, violation } from './rules.ts'

/**
 * What the protocol's encoding can say. Integers are decoded as `bigint`, always; {@link encode} also takes safe integer `number`s,
 * which have the same bytes. There are no floats, no `undefined` and no tags (so no CIDs).
 */
export type CborValue =
  | bigint
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | { readonly [key: string]: CborValue }

export interface CodecLimits {
  readonly maxBytes: number
  /** Arrays and maps within one another. */
  readonly maxDepth: number
}

const DEFAULT_LIMITS: CodecLimits = { maxBytes: MAX_ENCODED_BYTES, maxDepth: MAX_ENCODED_DEPTH }

/**
 * The canonical DAG-CBOR bytes of a value, in a buffer of their own (the library gives views of a larger one, which cloning would
 * copy whole). It is given our own data: what has no encoding is a bug and throws.
 */
export function encode(value: CborValue): Uint8Array {
  return new Uint8Array(encodeDagCbor(value))
}

/**
 * The value of canonical bytes, in the order that keeps the cost of garbage small: size, structure and depth, decoding, and then
 * encoding again, which must give the same bytes. So two byte strings never mean the same value. It does not know schemas
 * (schema.ts).
 */
export function decode(
  bytes: Uint8Array,
  limits: CodecLimits = DEFAULT_LIMITS,
): Result<CborValue, Violation> {
  if (bytes.length > limits.maxBytes) {
    return violation('ENCODING_TOO_LARGE', `${bytes.length} bytes, at most ${limits.maxBytes} are allowed`)
  }

  const scanned = scanEncoding(bytes, limits.maxDepth)
  if (!scanned.ok) return scanned

  const decoded = decodeLibrary(bytes)
  if (!decoded.ok) return decoded

  if (!bytesEqual(encodeDagCbor(decoded.value), bytes)) {
    return violation('ENCODING_NOT_CANONICAL', 'the same value has another, canonical encoding')
  }
  return ok(withBigints(decoded.value))
}

/** The value of bytes that came out of {@link encode} in this node and were kept: only that they decode is looked at. */
export function decodeOwn(bytes: Uint8Array): Result<CborValue, Violation> {
  const decoded = decodeLibrary(bytes)
  return decoded.ok ? ok(withBigints(decoded.value)) : decoded
}

/** The library throws on most malformed input; the depth that it recurses to is bounded by the scan before. */
function decodeLibrary(bytes: Uint8Array): Result<CborValue, Violation> {
  try {
    return ok(decodeDagCbor<CborValue>(bytes))
  } catch (cause) {
    return violation('ENCODING_MALFORMED', cause instanceof Error ? cause.message : String(cause))
  }
}

/** The library gives small integers as `number`; here every integer is a `bigint`, so that no reader works for small values only. */
function withBigints(value: CborValue): CborValue {
  if (typeof value === 'number') return BigInt(value)
  if (Array.isArray(value)) return value.map(withBigints)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withBigints(item)]))
}
