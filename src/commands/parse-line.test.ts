import { describe, expect, test } from 'vitest'
import { MAX_ASKED_THREADS, MAX_HEIGHT, MAX_LINE_LENGTH, MAX_LIST, MAX_WORDS } from './limits.ts'
import { parseLine } from './parse-line.ts'
import { COMMANDS } from './registry.ts'

function values(line: string, input?: object) {
  const parsed = parseLine(COMMANDS, line, input)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value.values
}
function failure(line: string, input?: object) {
  const parsed = parseLine(COMMANDS, line, input)
  if (parsed.ok) throw new Error(`"${line}" was understood`)
  return parsed.error
}

describe('values', () => {
  test('an option may come before, between and after arguments, with a space or an equals sign', () => {
    const expected = { from: 'main', amount: 12_500_000n, to: 'x', fee: 10_000n }
    expect(values('send main 12.5 x --fee 0.01')).toEqual(expected)
    expect(values('send --fee=0.01 main 12.5 x')).toEqual(expected)
    expect(values('  send main --fee\t0.01 12.5   x ')).toEqual(expected)
  })

  test('command names are read in any case', () => {
    expect(values('Address NEW Spare')).toEqual({ name: 'Spare' })
  })

  test('what looks like a negative number is a value, what is quoted is never an option', () => {
    expect(values('address new -5')).toEqual({ name: '-5' })
    expect(values('address new "--json"')).toEqual({ name: '--json' })
    expect(values('send main 1 x --memo "--fee"')).toMatchObject({ memo: '--fee' })
    expect(values('address new -- --fee')).toEqual({ name: '--fee' })
    expect(failure('send main -5 x')).toMatchObject({
      code: 'AMOUNT_BAD',
      message: expect.stringMatching(/^amount: /),
    })
  })

  test('a value after an equals sign may be empty, hold equals signs, quotes and line ends', () => {
    expect(values('send main 1 x --memo=')).toMatchObject({ memo: '' })
    expect(values('send main 1 x --memo=a=b')).toMatchObject({ memo: 'a=b' })
    expect(values('send main 1 x --memo="two words"')).toMatchObject({ memo: 'two words' })
    expect(values('send main 1 x --memo="two\\nlines"')).toMatchObject({ memo: 'two\nlines' })
  })

  test('a flag is true, or what its value says', () => {
    expect(values('mine start --keep')).toEqual({ keep: true })
    expect(values('mine start --keep=false')).toEqual({ keep: false })
    expect(values('mine start')).toEqual({})
    expect(failure('mine start --keep=maybe')).toMatchObject({ code: 'VALUE_BAD' })
    expect(failure('mine start --keep true')).toMatchObject({ code: 'ARGUMENTS_TOO_MANY' })
  })

  test('the last argument of help takes all words', () => {
    expect(values('help address new')).toEqual({ command: 'address new' })
  })

  test('every command takes --json', () => {
    const parsed = parseLine(COMMANDS, 'status --json')
    expect(parsed).toMatchObject({ ok: true, value: { json: true, values: {} } })
    expect(parseLine(COMMANDS, 'status')).toMatchObject({ ok: true, value: { json: false } })
  })

  test('heights and ids', () => {
    const id = 'AB'.repeat(32)
    expect(values(`tx ${id}`)).toEqual({ id: id.toLowerCase() })
    expect(values('block 007')).toEqual({ at: '7' })
    expect(values(`block ${id}`)).toEqual({ at: id.toLowerCase() })
    for (const line of [
      'tx 42',
      `tx ${id}0`,
      'block -1',
      'block 1.5',
      'block 0x10',
      `block ${MAX_HEIGHT + 1}`,
    ]) {
      expect(failure(line)).toMatchObject({
        code: 'VALUE_BAD',
        message: expect.stringMatching(/^(id|at): .*\nusage: /s),
      })
    }
  })

  test('whole numbers within their bounds', () => {
    expect(values(`blocks --from 0 --limit ${MAX_LIST}`)).toEqual({ from: 0, limit: MAX_LIST })
    const bad = ['0', '-1', '1.5', '1e3', 'ten', '""', String(MAX_LIST + 1)]
    for (const limit of bad) {
      const expected = { code: 'VALUE_BAD', message: expect.stringMatching(/^--limit: /) }
      expect(failure(`blocks --limit ${limit}`)).toMatchObject(expected)
    }
    expect(failure(`mine start --threads ${MAX_ASKED_THREADS + 1}`)).toMatchObject({ code: 'VALUE_BAD' })
  })

  test('an amount with too many decimals names its field', () => {
    const message = expect.stringMatching(/^amount: .*7 decimals/)
    expect(failure('send main 0.1234567 x')).toMatchObject({ code: 'AMOUNT_BAD', message })
    expect(failure('send main 1 x --fee 1,5').message).toMatch(/^--fee: /)
  })
})

describe('input', () => {
  test('gives arguments and options by name; the rest stays on the line in order', () => {
    const expected = { from: 'main', amount: 2_000_000n, to: 'x', memo: 'two\nlines' }
    expect(values('send', { from: 'main', amount: '2', to: 'x', memo: 'two\nlines' })).toEqual(expected)
    expect(values('send main x', { amount: 2, memo: 'two\nlines', fee: undefined })).toEqual(expected)
    expect(values('mine start', { keep: true, threads: 2n })).toEqual({ keep: true, threads: 2 })
  })

  test('a name the command does not have, and one that is everywhere, are refused', () => {
    expect(failure('address import old', { pen: 'x' })).toMatchObject({
      code: 'OPTION_UNKNOWN',
      message: expect.stringContaining('did you mean pem?'),
    })
    expect(failure('status', { toString: 'x' })).toMatchObject({ code: 'OPTION_UNKNOWN' })
    expect(failure('status --constructor')).toMatchObject({ code: 'OPTION_UNKNOWN' })
  })

  test('a value that is not text, too long, or given twice is refused by name', () => {
    expect(failure('address new', { name: {} })).toMatchObject({
      code: 'VALUE_BAD',
      message: expect.stringMatching(/^name: /),
    })
    const long = 'x'.repeat(MAX_LINE_LENGTH + 1)
    expect(failure('address new', { name: long })).toMatchObject({
      code: 'VALUE_BAD',
      message: expect.stringMatching(/^name: /),
    })
    expect(failure('blocks --limit 1', { limit: 2 })).toMatchObject({ code: 'VALUE_BAD' })
    expect(failure('address new spare', { name: 'spare' })).toMatchObject({ code: 'ARGUMENTS_TOO_MANY' })
  })
})

describe('unknown commands', () => {
  test.each([
    ['statsu', 'did you mean "status"?'],
    ['adress list', 'did you mean "address list"?'],
    ['peer conect x', 'did you mean "peer connect"?'],
    ['blokcs --limit 1', 'did you mean "blocks"?'],
    ['address', 'needs another word: address new, address list'],
    ['peer', 'needs another word: peer connect, peer disconnect'],
    ['frobnicate', '"help" lists'],
    ['', '"help" lists'],
    ['--json', '"help" lists'],
  ])('%s', (line, remedy) => {
    expect(failure(line)).toMatchObject({ code: 'COMMAND_UNKNOWN', message: expect.stringContaining(remedy) })
  })

  test('an option with a typing mistake is suggested too', () => {
    expect(failure('blocks --limt 3').message).toContain('did you mean --limit?')
    expect(failure('blocks -limit 3')).toMatchObject({ code: 'OPTION_UNKNOWN' })
  })
})

describe('lines as text', () => {
  test('quotes that are not closed say where', () => {
    expect(failure('address new "a b')).toMatchObject({
      code: 'QUOTE_UNCLOSED',
      message: expect.stringContaining('13'),
    })
    expect(values("address new it\\'s")).toEqual({ name: "it's" })
    expect(values(`address new 'a "b" \\n'`)).toEqual({ name: 'a "b" \\n' })
    expect(values('address new a" "b')).toEqual({ name: 'a b' })
    expect(values('address new ""')).toEqual({ name: '' })
    expect(values('address new end\\')).toEqual({ name: 'end\\' })
  })

  test('a line that is too long or has too many words is not read', () => {
    const longest = 'address new '.padEnd(MAX_LINE_LENGTH, 'x')
    expect(values(longest)).toMatchObject({ name: expect.any(String) })
    expect(failure(`${longest}x`)).toMatchObject({ code: 'LINE_TOO_LONG' })
    expect(values('help '.repeat(MAX_WORDS))).toMatchObject({ command: expect.any(String) })
    expect(failure('help '.repeat(MAX_WORDS + 1))).toMatchObject({ code: 'ARGUMENTS_TOO_MANY' })
  })
})
