import { describe, expect, test } from 'vitest'
import type { AddressRow } from '#storage/rows.ts'
import { addedRow, addressOfSeed, findRow, freeName, nextIndex } from './address-rows.ts'
import { MAX_ADDRESSES, MAX_NAME_CHARACTERS } from './limits.ts'

const addressOf = (n: number) => addressOfSeed(new Uint8Array(32).fill(n))
const rows: AddressRow[] = [
  { address: addressOf(1), name: 'main', position: 0, index: 0 },
  {
    address: addressOf(2),
    name: 'Größe',
    position: 1,
    sealed: { iv: new Uint8Array(), data: new Uint8Array() },
  },
  { address: addressOf(3), name: 'savings', position: 2, index: 4 },
]

describe('names', () => {
  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['x'.repeat(MAX_NAME_CHARACTERS + 1), 'characters'],
    ['two words', 'letters, digits'],
    ['-flag', 'letters, digits'],
    ['a\u0000b', 'letters, digits'],
    ['"quoted"', 'letters, digits'],
    ['tab1abc', 'like an address'],
    ['TAB1', 'like an address'],
    ['Burn', 'where coins are destroyed'],
    ['tabc1abc', 'begins with "tabc1" like an address'],
  ])('%j is refused', (name, message) => {
    expect(freeName(rows, name)).toMatchObject({
      ok: false,
      error: { code: 'NAME_BAD', message: expect.stringContaining(message) },
    })
  })

  test.each(['a', '2nd', 'müller.büro_2-x', '名前', 'x'.repeat(MAX_NAME_CHARACTERS)])(
    '%s is a name',
    name => {
      expect(freeName(rows, name)).toEqual({ ok: true, value: name })
    },
  )

  test.each(['main', 'MAIN', ' main ', 'GRÖSSE'.replace('SS', 'ß'), 'Gro\u0308ße'])(
    '%j is the name of an address already',
    name => {
      expect(freeName(rows, name)).toMatchObject({ ok: false, error: { code: 'NAME_TAKEN' } })
    },
  )
})

describe('finding', () => {
  test('by name in any case, by address in either case', () => {
    expect(findRow(rows, 'Savings')).toEqual({ ok: true, value: rows[2] })
    expect(findRow(rows, addressOf(1))).toEqual({ ok: true, value: rows[0] })
    expect(findRow(rows, ` ${addressOf(1).toUpperCase()} `)).toEqual({ ok: true, value: rows[0] })
  })

  test('the error for an unknown name lists some known names', () => {
    expect(findRow(rows, 'x')).toMatchObject({
      error: { code: 'NAME_UNKNOWN', message: "no address called 'x'; yours are: main, Größe, savings" },
    })
    const many = Array.from({ length: 300 }, (_, i) => ({
      address: addressOf(i),
      name: `n${i}`,
      position: i,
    }))
    const found = findRow(many, 'x')
    expect(found.ok ? '' : found.error.message).toMatch(/n7, …$/)
  })

  test('a mistyped address and a foreign one are told apart', () => {
    const typo = `${addressOf(1).slice(0, -1)}${addressOf(1).endsWith('q') ? 'p' : 'q'}`
    expect(findRow(rows, typo)).toMatchObject({ error: { code: 'ADDRESS_BAD' } })
    expect(findRow(rows, addressOf(9))).toMatchObject({ error: { code: 'ADDRESS_UNKNOWN' } })
  })
})

describe('adding', () => {
  test('is added at the end; the next index is above all derived ones', () => {
    expect(nextIndex(rows)).toBe(5)
    expect(nextIndex([])).toBe(0)
    expect(addedRow(rows, 'new', { address: addressOf(7), index: 5 })).toEqual({
      ok: true,
      value: { address: addressOf(7), name: 'new', position: 3, index: 5 },
    })
  })

  test('the error for a key that is already here names its address', () => {
    expect(addedRow(rows, 'again', { address: addressOf(2) })).toMatchObject({
      error: { code: 'ADDRESS_KNOWN', message: expect.stringContaining('Größe') },
    })
  })

  test('a wallet holds a limited number of addresses', () => {
    const full = Array.from({ length: MAX_ADDRESSES }, (_, i) => ({
      address: `a${i}`,
      name: `n${i}`,
      position: i,
      index: i,
    }))
    expect(addedRow(full, 'more', { address: addressOf(1) })).toMatchObject({
      error: { code: 'ADDRESSES_TOO_MANY' },
    })
    expect(addedRow(full.slice(1), 'more', { address: addressOf(1) }).ok).toBe(true)
  })
})
