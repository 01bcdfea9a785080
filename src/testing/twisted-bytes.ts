import fc from 'fast-check'
import { type CborValue, decode, encode } from '#chain/codec.ts'

/**
 * Input that a stranger may send instead of valid bytes: noise, any encoded value, or valid bytes with a byte
 * or a field changed.
 */

const scalar: fc.Arbitrary<CborValue> = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  fc.constantFrom(0n, 1n, 2n ** 53n, 2n ** 63n - 1n),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.uint8Array({ maxLength: 80 }),
  fc.constantFrom(32, 64, 80).chain(length => fc.uint8Array({ minLength: length, maxLength: length })),
  fc.boolean(),
  fc.constant(null),
)

const anyValue: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>(tie => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalar, fc.array(tie('value'), { maxLength: 10 })),
})).value

/** Bytes like each of these, and bytes unlike any. */
export function twistedBytes(good: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const sample = fc.constantFrom(...good)
  return fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    anyValue.map(value => encodedOr(value, new Uint8Array())),
    fc.tuple(sample, fc.nat(), fc.nat({ max: 255 })).map(([bytes, at, byte]) => withByte(bytes, at, byte)),
    fc.tuple(sample, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % (bytes.length + 1))),
    fc.tuple(sample, fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 3 }), anyValue).map(withField),
    sample,
  )
}

function withByte(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = bytes.slice()
  copy[at % Math.max(1, copy.length)] = byte
  return copy
}

/** The bytes with another value at a position within their lists. */
function withField([bytes, path, value]: [Uint8Array, readonly number[], CborValue]): Uint8Array {
  const decoded = decode(bytes)
  return decoded.ok ? encodedOr(replaced(decoded.value, path, value), bytes) : bytes
}

function replaced(within: CborValue, path: readonly number[], value: CborValue): CborValue {
  const [first, ...rest] = path
  if (first === undefined || !Array.isArray(within) || within.length === 0) return value
  const at = first % within.length
  return within.map((item: CborValue, i) => (i === at ? replaced(item, rest, value) : item))
}

/** Some texts have no encoding. */
function encodedOr(value: CborValue, otherwise: Uint8Array): Uint8Array {
  try {
    return encode(value)
  } catch {
    return otherwise
  }
}
