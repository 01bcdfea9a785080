import { describe, expect, test } from 'vitest'
import type { CborValue } from '../codec.ts'
import { MAX_FILE_NAME_BYTES, MAX_MEDIA_TYPE_BYTES, MAX_MEMO_BYTES } from '../limits.ts'
import { checkFile, file } from './file.ts'
import type { FilePayload } from './transaction.ts'

const cidOf = (...prefix: number[]) => Uint8Array.of(...prefix, ...new Uint8Array(32).fill(5))
const CID = cidOf(1, 0x55, 0x12, 0x20)
const fields: CborValue[] = [CID, 'cat.png', 12_345n, 'image/png', 'asleep']

const codeOf = (value: CborValue) => {
  const decoded = file.decode(value)
  return decoded.ok ? 'accepted' : decoded.error.code
}
const withField = (index: number, value: CborValue) => codeOf(fields.with(index, value))

test('a record is a CID, a name, a size, a media type and a note', () => {
  expect(file.decode(fields)).toEqual({
    ok: true,
    value: {
      kind: 'file',
      cid: CID,
      name: 'cat.png',
      sizeBytes: 12_345,
      mediaType: 'image/png',
      note: 'asleep',
    },
  })
})

describe('the CID', () => {
  test.each([
    ['version 1, raw, SHA2-256', CID, 'accepted'],
    ['version 1, dag-pb, SHA2-256', cidOf(1, 0x70, 0x12, 0x20), 'accepted'],
    ['version 1, dag-cbor', cidOf(1, 0x71, 0x12, 0x20), 'TX_FILE'],
    ['version 2', cidOf(2, 0x55, 0x12, 0x20), 'TX_FILE'],
    ['another hash', cidOf(1, 0x55, 0x1b, 0x20), 'TX_FILE'],
    ['another length of hash', cidOf(1, 0x55, 0x12, 0x1f), 'TX_FILE'],
    ['a byte less', CID.slice(1), 'TX_SCHEMA'],
    ['a byte more', new Uint8Array(37), 'TX_SCHEMA'],
    ['version 0, which has 34 bytes', Uint8Array.of(0x12, 0x20, ...new Uint8Array(32)), 'TX_SCHEMA'],
    ['text', 'bafkreigh2akiscaildc', 'TX_SCHEMA'],
  ])('%s', (_name, cid, code) => {
    expect(withField(0, cid)).toBe(code)
  })
})

describe('the name', () => {
  test.each([
    'cat.png',
    'a',
    '.profile',
    '...',
    'a..b',
    ' with spaces ',
    'Übung 3 (neu).pdf',
    '猫の写真.jpg',
    '👩‍🚀.png',
    'نامه‌ها.txt',
    'C:',
    '%2e%2e',
  ])('%j is fine', name => {
    expect(withField(1, name)).toBe('accepted')
  })

  test.each([
    '',
    ' ',
    '\u00a0\u2003\u3000',
    '\u200c\u200d',
    '.',
    '..',
    'a/b',
    '/',
    '../cat.png',
    'a\\b',
    'a\u0000b',
    'a\nb',
    'a\u001fb',
    'a\u007fb',
    'a\u0085b',
    'a\u009fb',
    'a\u00adb',
    'a\u061cb',
    'a\u180eb',
    'a\u200bb',
    'a\u200eb',
    'a\u200fb',
    'a\u2028b',
    'a\u2029b',
    'exe\u202egnp.',
    'a\u2060b',
    'a\u2066b',
    'a\u206fb',
    '\ufeffa',
    'a\ufffab',
    'a\u{e0001}b',
    'a\u{e0041}b',
  ])('%j is refused, and the message says what to do', name => {
    expect(file.decode(fields.with(1, name))).toMatchObject({
      error: { code: 'TX_FILE', message: expect.stringMatching(/^name: give a plain name/) },
    })
  })

  test('is as long as file systems allow, and not a byte longer', () => {
    expect(withField(1, 'x'.repeat(MAX_FILE_NAME_BYTES))).toBe('accepted')
    expect(withField(1, `${'é'.repeat(127)}x`)).toBe('accepted')
    expect(withField(1, 'é'.repeat(128))).toBe('TX_SCHEMA')
    expect(withField(1, 'x'.repeat(MAX_FILE_NAME_BYTES + 1))).toBe('TX_SCHEMA')
  })

  test('is whole characters', () => {
    expect(withField(1, 'a\ud800b')).toBe('TX_SCHEMA')
  })
})

describe('the media type', () => {
  test.each(['', 'image/png', 'text/x-c++', 'application/vnd.api+json', 'a/b', '1/2'])('%j is fine', type => {
    expect(withField(3, type)).toBe('accepted')
  })

  test.each([
    'image',
    'image/',
    '/png',
    'Image/PNG',
    'image/png; charset=x',
    'image/p/g',
    ' image/png',
    'ima ge/png',
    '.a/b',
    'image/png\n',
    'ímage/png',
  ])('%j is refused', type => {
    expect(file.decode(fields.with(3, type))).toMatchObject({
      error: { code: 'TX_FILE', message: expect.stringMatching(/^mediaType: write a type such as/) },
    })
  })

  test('is as long as it may be, and not a byte longer', () => {
    expect(withField(3, `a/${'b'.repeat(MAX_MEDIA_TYPE_BYTES - 2)}`)).toBe('accepted')
    expect(withField(3, `a/${'b'.repeat(MAX_MEDIA_TYPE_BYTES - 1)}`)).toBe('TX_SCHEMA')
  })
})

test('the size is a number that is exact', () => {
  expect(withField(2, 0n)).toBe('accepted')
  expect(withField(2, BigInt(Number.MAX_SAFE_INTEGER))).toBe('accepted')
  expect(withField(2, BigInt(Number.MAX_SAFE_INTEGER) + 1n)).toBe('TX_SCHEMA')
  expect(withField(2, -1n)).toBe('TX_SCHEMA')
})

test('the note is as long as a memo, and not a byte longer', () => {
  expect(withField(4, '')).toBe('accepted')
  expect(withField(4, 'x'.repeat(MAX_MEMO_BYTES))).toBe('accepted')
  expect(withField(4, 'x'.repeat(MAX_MEMO_BYTES + 1))).toBe('TX_SCHEMA')
})

test('a sender gets the same message before sending', () => {
  const payload: FilePayload = { kind: 'file', cid: CID, name: 'a/b', sizeBytes: 1, mediaType: '', note: '' }
  expect(checkFile({ ...payload, name: 'b' })).toEqual({ ok: true, value: { ...payload, name: 'b' } })
  expect(checkFile(payload)).toMatchObject({ error: { code: 'TX_FILE' } })
})
