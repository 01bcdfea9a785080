import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hexToBytes } from '#lib/bytes.ts'
import {
  formatAddress,
  formatContractAddress,
  parseAddress,
  parseContractAddress,
  parseParty,
  readCanonicalAddress,
} from './address.ts'

const GOOD = formatAddress(hexToBytes('00'.repeat(31).concat('01')))

const messageOf = (text: string) => {
  const parsed = parseAddress(text)
  return parsed.ok ? 'accepted' : parsed.error.message
}

test('this address is frozen', () => {
  expect(GOOD).toBe('tab1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqsgtxt3n')
})

test('text and bytes name the same account', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), bytes => {
      expect(parseAddress(formatAddress(bytes))).toEqual({ ok: true, value: bytes })
    }),
  )
})

test('space around it and capital letters are fine', () => {
  expect(parseAddress(` ${GOOD}\n`).ok).toBe(true)
  expect(parseAddress(GOOD.toUpperCase()).ok).toBe(true)
})

test('one or two wrong characters are always caught', () => {
  const letter = fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7l')
  const place = fc.integer({ min: 4, max: GOOD.length - 1 })
  fc.assert(
    fc.property(place, letter, place, letter, (i, a, j, b) => {
      const characters = [...GOOD]
      characters[i] = a
      characters[j] = b
      const typo = characters.join('')
      fc.pre(typo !== GOOD)
      expect(messageOf(typo)).toContain('checksum')
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['', 'empty'],
  ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'begins with "bc1q"'],
  [GOOD.replace('tab1', 'tabc1'), 'it is the address of a contract'],
  [GOOD.replace('tab1', 'tabd1'), 'begins with "tabd"'],
  [GOOD.slice(0, -1), 'a part is missing: it has 61 characters'],
  [`${GOOD}q`, 'too long: it has 63 characters'],
  [GOOD.replace('tab1q', 'tab1Q'), 'mixes upper and lower case'],
  [GOOD.replace('tab1q', 'tab1b'), 'character 5, "b"'],
  [GOOD.replace('tab1q', 'tab1😀'), 'character 5, "😀"'],
])('%j is refused with what is wrong', (text, problem) => {
  expect(messageOf(text)).toContain(problem)
})

describe('a contract’s address', () => {
  const CONTRACT = formatContractAddress(hexToBytes('00'.repeat(31).concat('01')))

  test('is the same bytes under another prefix, and frozen', () => {
    expect(CONTRACT).toBe('tabc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqsvx909c')
    expect(parseContractAddress(CONTRACT)).toEqual(parseAddress(GOOD))
  })

  test('and a person’s are not taken for each other', () => {
    expect(parseAddress(CONTRACT)).toMatchObject({ error: { message: expect.stringContaining('call') } })
    expect(parseContractAddress(GOOD)).toMatchObject({
      error: { message: expect.stringContaining('a contract’s address begins with "tabc1"') },
    })
    // the checksum covers the prefix
    expect(parseContractAddress(GOOD.replace('tab1', 'tabc1'))).toMatchObject({
      error: { message: expect.stringContaining('checksum') },
    })
  })

  test('where both are accepted, the result says which one it is', () => {
    expect(parseParty(` ${CONTRACT.toUpperCase()}`)).toMatchObject({ value: { isContract: true } })
    expect(parseParty(GOOD)).toMatchObject({ value: { isContract: false } })
    expect(parseParty(CONTRACT.slice(0, -1))).toMatchObject({
      error: { message: expect.stringContaining('has 62 characters, an address has 63') },
    })
  })
})

test('the older checksum of bech32 is refused', () => {
  // the same 32 bytes with bech32 instead of bech32m
  expect(messageOf('tab1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqsahk853')).toContain('checksum')
})

test('code hands over an address in its one form', () => {
  const contract = formatContractAddress(new Uint8Array(32).fill(7))
  expect(readCanonicalAddress(GOOD)).toEqual(hexToBytes('00'.repeat(31).concat('01')))
  expect(readCanonicalAddress(contract)).toEqual(new Uint8Array(32).fill(7))
  const others = [
    ...['', 'tab1', 'abc\u{1f600}', 'abc\ud83d', '\ua7dc', GOOD.toUpperCase(), ` ${GOOD}`, `${GOOD}\n`],
    // The checksum of one prefix does not fit the other.
    ...[GOOD.replace('tab1', 'tabc1'), contract.replace('tabc1', 'tab1'), GOOD.replace('qqqs', 'qqqp')],
    ...[GOOD.replace('1q', '1K'), `${GOOD}q`, GOOD.slice(0, -1)],
  ]
  expect(others.filter(text => readCanonicalAddress(text) !== undefined)).toEqual([])
})
