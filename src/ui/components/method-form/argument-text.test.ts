import { describe, expect, test } from 'vitest'
import { formatAddress } from '#chain/address.ts'
import { argumentList } from '#commands/contract-kinds.ts'
import { ARGUMENT_MAX_CHARACTERS } from '../../limits.ts'
import { readArgument, readingHint, readingsOf, readingWords } from './argument-text.ts'

const automatic = (text: string) => {
  const read = readArgument(text, readingsOf(text)[0])
  return read.ok && read.value.given ? read.value.value : read
}

const WRITTEN: readonly [text: string, readings: readonly string[]][] = [
  ['5', ['number', 'bigint', 'coins', 'text']],
  ['-5', ['number', 'bigint', 'text']],
  ['007', ['text', 'bigint', 'coins']],
  ['30n', ['bigint', 'text']],
  ['0x00ff', ['bytes', 'text']],
  ['true', ['truth', 'text']],
  ['null', ['nothing', 'text']],
  ['["sea", 2]', ['list', 'text']],
  ['{"by": 2}', ['object', 'text']],
  ['{"$bigint": "30"}', ['bigint', 'text']],
  ['"5"', ['text']],
  ['sea and hills', ['text']],
  ['[sea', ['text']],
  ['tab1qqq', ['text']],
]

describe('what a text can be', () => {
  test.each(WRITTEN)('%s', (text, readings) => expect(readingsOf(text)).toEqual(readings))

  test('an empty field gives nothing, unless it is said to be a value', () => {
    expect(readingsOf('')).toEqual(['absent', 'text', 'nothing'])
    expect(readArgument('', 'absent')).toEqual({ ok: true, value: { given: false } })
    expect(readArgument('', 'text')).toEqual({ ok: true, value: { given: true, value: '' } })
    expect(readArgument('', 'nothing')).toEqual({ ok: true, value: { given: true, value: null } })
  })

  test('without a choice, a field takes what a command takes', () => {
    for (const [text] of WRITTEN) {
      const command = argumentList.words?.([text], 'args')
      expect(automatic(text), text).toEqual(command?.ok && command.value[0])
    }
  })
})

describe('readings that somebody chose', () => {
  const value = (text: string, reading: Parameters<typeof readArgument>[1]) => {
    const read = readArgument(text, reading)
    return read.ok && read.value.given ? read.value.value : read
  }

  test('digits are a number, a bigint, coins or text', () => {
    expect(value('5', 'number')).toBe(5)
    expect(value('5', 'bigint')).toBe(5n)
    expect(value('-5', 'bigint')).toBe(-5n)
    expect(value('5', 'coins')).toBe(5_000_000n)
    expect(value('1.5', 'coins')).toBe(1_500_000n)
    expect(value('5', 'text')).toBe('5')
  })

  test('what looks like something else can be text, as it was typed', () => {
    expect(value('30n', 'text')).toBe('30n')
    expect(value('[1, 2]', 'text')).toBe('[1, 2]')
    expect(value(' null', 'text')).toBe(' null')
    expect(value('0x00ff', 'text')).toBe('0x00ff')
  })
})

describe('what cannot be an argument', () => {
  const message = (text: string) => {
    const read = readArgument(text, readingsOf(text)[0])
    return read.ok ? undefined : read.error.message
  }

  test('says what to write instead', () => {
    expect(readingsOf('1.5')).toEqual(['number', 'coins', 'text'])
    expect(message('1.5')).toMatch(/^1\.5 is not a safe integer; write .* 30n/)
    expect(message('12345678901234567890')).toMatch(/not a safe integer/)
    expect(message('[1, 2.5]')).toMatch(/^\[1\]: 2\.5 is not a safe integer/)
    expect(message('{"$bytes": "0g"}')).toMatch(/hexadecimal/)
    const coins = readArgument('1.1234567', 'coins')
    expect(coins.ok || coins.error.message).toMatch(/7 decimals/)
  })

  test('is longer than a value may be', () => {
    expect(readArgument('x'.repeat(ARGUMENT_MAX_CHARACTERS), 'text').ok).toBe(true)
    expect(message('x'.repeat(ARGUMENT_MAX_CHARACTERS + 1))).toMatch(/at most 65536/)
  })
})

test('what is hardly meant as text gets a hint', () => {
  expect(readingHint('text', '[sea, hills]')).toMatch(/\["sea", "hills"\]/)
  expect(readingHint('text', '{ by: 2 }')).toMatch(/"by"/)
  expect(readingHint('text', 'sea')).toBeUndefined()
  const address = formatAddress(new Uint8Array(32).fill(1))
  expect(readingHint('text', address)).toBeUndefined()
  expect(readingHint('text', `${address.slice(0, -1)}q`)).toMatch(/checksum/)
  expect(readingHint('list', '["sea"]')).toBeUndefined()
})

test('the words say what is left out', () => {
  expect(readingWords('absent', '')).toBe('left out')
  expect(readingWords('absent', '', '6')).toBe('left out: 6')
  expect(readingWords('text', '')).toBe('empty text')
})
