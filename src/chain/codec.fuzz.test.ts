import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesEqual } from '#lib/bytes.ts'
import { ODD_TEXTS } from '#testing/odd-texts.ts'
import { type CborValue, decode, encode } from './codec.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...Object.values(ODD_TEXTS)),
)

const { value } = fc.letrec<{ value: CborValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n - 1n }),
    text,
    fc.uint8Array({ maxLength: 80 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

test('encoded values decode unchanged, and have the same bytes as in the library', () => {
  fc.assert(
    fc.property(value, original => {
      const bytes = encode(original)
      expect(decode(bytes)).toEqual({ ok: true, value: original })
      expect(bytesEqual(dagCbor.encode(original), bytes)).toBe(true)
    }),
  )
})

test('whatever bytes are accepted are the only ones of their value', () => {
  const mutated = fc.tuple(value, fc.nat(), fc.nat({ max: 255 }), fc.constantFrom('set', 'insert', 'cut'))
  fc.assert(
    fc.property(mutated, ([original, at, byte, how]) => {
      const bytes = encode(original)
      const i = at % bytes.length
      const changed = Uint8Array.from([
        ...bytes.subarray(0, i),
        ...(how === 'cut' ? [] : [byte]),
        ...bytes.subarray(how === 'insert' ? i : i + 1),
      ])
      const decoded = decode(changed)
      if (decoded.ok) expect(encode(decoded.value)).toEqual(changed)
    }),
    { numRuns: 2000 },
  )
})

test('random bytes never throw, and are accepted only where the library agrees that they are canonical', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      const decoded = decode(bytes)
      if (decoded.ok) expect(bytesEqual(dagCbor.encode(dagCbor.decode(bytes)), bytes)).toBe(true)
    }),
    { numRuns: 5000 },
  )
})
