import * as dagCbor from '@ipld/dag-cbor'
import { expect, test } from 'vitest'
import { BugError } from '#lib/assert.ts'
import { bytesToHex, concatBytes, hexToBytes } from '#lib/bytes.ts'
import { BROKEN_TEXTS, ODD_TEXTS } from '#testing/odd-texts.ts'
import { type CborValue, decode, encode } from './codec.ts'
import { MAX_ENCODED_DEPTH, MAX_ENCODED_ITEMS } from './limits.ts'

const codeOf = (hex: string) => {
  const result = decode(hexToBytes(hex))
  return result.ok ? 'accepted' : result.error.code
}

test.each([
  ['unsigned', '00', 0n],
  ['one byte', '1818', 24n],
  ['eight bytes', '1b7fffffffffffffff', 2n ** 63n - 1n],
  ['negative', '20', -1n],
  ['bytes', '43010203', new Uint8Array([1, 2, 3])],
  ['text', '63e282ac', '€'],
  ['list', '8301f5f6', [1n, true, null]],
  ['map with sorted keys', 'a2616101616202', { a: 1n, b: 2n }],
])('decodes %s and encodes it again', (_name, hex, value) => {
  const decoded = decode(hexToBytes(hex))
  expect(decoded).toEqual({ ok: true, value })
  expect(bytesToHex(encode(value))).toBe(hex)
})

test.each(Object.entries(ODD_TEXTS))('a text is decoded unchanged: %s', (_name, odd) => {
  for (const each of [odd, odd.repeat(50), { [odd]: odd }]) {
    const bytes = encode(each)
    expect(decode(bytes)).toEqual({ ok: true, value: each })
    // encoders of other programs for the same value; decoding by them drops U+FEFF
    expect(bytes).toEqual(new Uint8Array(dagCbor.encode(each)))
  }
})

test.each(Object.entries(BROKEN_TEXTS))(
  'a text without UTF-8 is never written as another one: %s',
  (_name, broken) => {
    for (const each of [broken, `${'x'.repeat(200)}${broken}`, { [broken]: 1 }]) {
      expect(() => encode(each)).toThrow(BugError)
    }
  },
)

test.each<[string, unknown]>([
  ['half of one', 0.5],
  ['2^53', 2 ** 53],
  ['not a number', Number.NaN],
  ['2^64', 2n ** 64n],
  ['-2^64 - 1', -(2n ** 64n) - 1n],
  ['undefined', [undefined]],
  ['a symbol', Symbol('a')],
  ['a function', () => 1],
])('has no encoding of %s', (_name, value) => {
  expect(() => encode(value as CborValue)).toThrow(BugError)
})

test('a safe integer number and the same bigint have the same bytes', () => {
  expect(encode([5, 2 ** 40])).toEqual(encode([5n, 2n ** 40n]))
})

test.each([
  ['unsorted keys', 'a2616202616101', 'ENCODING_NOT_CANONICAL'],
  ['keys sorted by alphabet instead of by length', 'a262616101616202', 'ENCODING_NOT_CANONICAL'],
  ['half float', 'f93c00', 'ENCODING_NOT_CANONICAL'],
  ['1.0', 'fb3ff0000000000000', 'ENCODING_NOT_CANONICAL'],
  ['1.5, which no shorter form has', 'fb3ff8000000000000', 'ENCODING_NOT_CANONICAL'],
  ['-0.0', 'fb8000000000000000', 'ENCODING_NOT_CANONICAL'],
  ['2^60 as a float', 'fb43b0000000000000', 'ENCODING_NOT_CANONICAL'],
  ['NaN', 'f97e00', 'ENCODING_NOT_CANONICAL'],
  ['undefined', 'f7', 'ENCODING_NOT_CANONICAL'],
  ['undefined in a list', '81f7', 'ENCODING_NOT_CANONICAL'],
  ['an unknown simple value', 'f820', 'ENCODING_NOT_CANONICAL'],
  ['indefinite list', '9f01ff', 'ENCODING_NOT_CANONICAL'],
  ['indefinite bytes', '5f4101ff', 'ENCODING_NOT_CANONICAL'],
  ['indefinite map', 'bf616101ff', 'ENCODING_NOT_CANONICAL'],
  ['a break without a beginning', 'ff', 'ENCODING_NOT_CANONICAL'],
  ['a trailing byte', '0100', 'ENCODING_NOT_CANONICAL'],
  ['two values', '8101f6', 'ENCODING_NOT_CANONICAL'],
])('refuses %s', (_name, hex, code) => {
  expect(codeOf(hex)).toBe(code)
})

test.each([
  ['23 in two bytes', '1817'],
  ['1 in three bytes', '190001'],
  ['1 in five bytes', '1a00000001'],
  ['1 in nine bytes', '1b0000000000000001'],
  ['-1 in two bytes', '3800'],
  ['a long-form length of bytes', '580101'],
  ['a long-form length of text', '780161'],
  ['a long-form length of a list', '980101'],
  ['a long-form length of a map', 'b801616101'],
])('refuses %s', (_name, hex) => {
  expect(codeOf(hex)).toBe('ENCODING_NOT_CANONICAL')
})

test.each([
  ['nothing', ''],
  ['a list that ends early', '8201'],
  ['bytes that end early', '4201'],
  ['a head that ends early', '1b00'],
  ['a list of 2^60', '9b1000000000000000'],
  ['bytes of 2^63', '5b8000000000000000'],
  ['a map of 2^62', 'bb4000000000000000'],
  ['a map with half an entry', 'a16161'],
  ['a map with a key that is not a text', 'a10101'],
  ['a key given twice', 'a2616101616102'],
  ['a tag', 'c101'],
  ['a CID', `d82a5825000171122${'0'.repeat(65)}`],
  ['a reserved length', '1c'],
  ['bad UTF-8', '62c328'],
  ['half of a character', '62e282'],
  ['an encoded lone surrogate', '63eda080'],
  ['overlong UTF-8', '62c080'],
  ['a character above U+10FFFF', '64f4908080'],
])('refuses %s', (_name, hex) => {
  expect(codeOf(hex)).toBe('ENCODING_MALFORMED')
})

test('the key __proto__ is a key like any other', () => {
  const bytes = hexToBytes('a1695f5f70726f746f5f5f05')
  const decoded = decode(bytes)
  expect(decoded.ok && Object.entries(decoded.value as object)).toEqual([['__proto__', 5n]])
  expect(decoded.ok && encode(decoded.value)).toEqual(bytes)
})

test('nests as deep as allowed, and not one level deeper', () => {
  const nested = (depth: number) => concatBytes(new Uint8Array(depth).fill(0x81), Uint8Array.of(0))
  expect(decode(nested(MAX_ENCODED_DEPTH)).ok).toBe(true)
  expect(decode(nested(MAX_ENCODED_DEPTH + 1))).toMatchObject({ error: { code: 'ENCODING_TOO_DEEP' } })
})

test('a hundred thousand nested lists or maps do not overflow the stack', () => {
  expect(decode(new Uint8Array(100_000).fill(0x81))).toMatchObject({ error: { code: 'ENCODING_TOO_DEEP' } })
  expect(codeOf('a16161'.repeat(5000))).toBe('ENCODING_TOO_DEEP')
})

test('takes as many bytes as allowed, and not one more', () => {
  const bytes = encode(new Uint8Array(1000))
  expect(decode(bytes, { maxBytes: bytes.length, maxDepth: 1 }).ok).toBe(true)
  expect(decode(bytes, { maxBytes: bytes.length - 1, maxDepth: 1 })).toMatchObject({
    error: { code: 'ENCODING_TOO_LARGE' },
  })
})

test('takes as many items as allowed, however they lie, and not one more', () => {
  const empty = (count: number) => encode(Array.from({ length: count }, () => []))
  expect(decode(empty(MAX_ENCODED_ITEMS - 1)).ok).toBe(true)
  expect(decode(empty(MAX_ENCODED_ITEMS))).toMatchObject({ error: { code: 'ENCODING_TOO_LARGE' } })
  const pairs = encode(Array.from({ length: 5 }, (_, i) => ({ a: i })))
  const limits = { maxBytes: 100, maxDepth: 2 }
  expect(decode(pairs, { ...limits, maxItems: 16 }).ok).toBe(true)
  expect(decode(pairs, { ...limits, maxItems: 15 })).toMatchObject({ error: { code: 'ENCODING_TOO_LARGE' } })
})

test('these bytes are frozen', () => {
  const value = [1, 2n ** 53n, -25, 'tab', new Uint8Array(24), true, false, null, [], { aa: 2, b: 1 }]
  expect(bytesToHex(encode(value))).toBe(
    `8a011b00200000000000003818637461625818${'00'.repeat(24)}f5f4f680a261620162616102`,
  )
})

test('an encoding has a buffer of its own', () => {
  const bytes = encode([1, 2, 3])
  expect(bytes.constructor).toBe(Uint8Array)
  expect(bytes.buffer.byteLength).toBe(bytes.length)
})
