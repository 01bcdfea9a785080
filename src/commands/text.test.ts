import { expect, test } from 'vitest'
import { MAX_TEXT_FIELD, MAX_TEXT_VALUE } from './limits.ts'
import { renderText } from './text.ts'

test('a record is lines, what it holds is indented', () => {
  expect(
    renderText({ height: 42, fault: null, network: { name: 'Tabchain' }, txs: [{ id: 'a' }], files: [] }),
  ).toBe(
    ['height  42', 'fault   -', 'network', '  name  Tabchain', 'txs', '  id', '  a', 'files   (none)'].join(
      '\n',
    ),
  )
})

test('a list of records is a table over all their fields', () => {
  expect(
    renderText([
      { name: 'main', balance: '12.5' },
      { name: 'savings', stake: '1' },
    ]),
  ).toBe(['name     balance  stake', 'main     12.5     -', 'savings  -        1'].join('\n'))
  expect(renderText([])).toBe('(none)')
  expect(renderText(['a', 'b'])).toBe('a\nb')
  expect(renderText('plain')).toBe('plain')
  expect(renderText(null)).toBe('-')
})

test('times are dates, other numbers are not', () => {
  expect(renderText({ timestamp: 1_790_000_000_000, height: 1_790_000_000_000 })).toBe(
    'timestamp  2026-09-21T14:13:20.000Z\nheight     1790000000000',
  )
  expect(renderText({ nextTry: 0, since: Number.MAX_SAFE_INTEGER })).toBe('nextTry  -\nsince    -')
})

test('text of a peer cannot steer the terminal', () => {
  const memo = '\u001b[2Jgone\r\nnext\u202eback\u2028'
  expect(renderText({ memo })).toBe('memo  \\u{1b}[2Jgone\\u{d}\\u{a}next\\u{202e}back\\u{2028}')
})

test('a long value is cut, later where it stands by itself than in a table', () => {
  const long = (length: number) => 'x'.repeat(length)
  expect(renderText({ memo: long(MAX_TEXT_FIELD + 1) })).toBe(`memo  ${long(MAX_TEXT_FIELD)}…`)
  expect(renderText({ link: long(MAX_TEXT_FIELD) })).toBe(`link  ${long(MAX_TEXT_FIELD)}`)
  expect(renderText([{ memo: long(MAX_TEXT_VALUE + 1) }])).toBe(`memo\n${long(MAX_TEXT_VALUE)}…`)
})

test('a key or a program keeps its lines', () => {
  expect(renderText({ name: 'main', pem: '-----BEGIN\nMC4C\n-----END\n' })).toBe(
    ['name  main', 'pem', '  -----BEGIN', '  MC4C', '  -----END'].join('\n'),
  )
})

test('a table that is wider than the screen is one record after the other, and wide characters count', () => {
  const rows = [
    { name: '名前', balance: '12.5' },
    { name: 'main', balance: '1' },
  ]
  const look = { columns: 13, heading: (text: string) => text, value: (text: string) => text }
  expect(renderText(rows, look)).toBe('name  balance\n名前  12.5\nmain  1')
  expect(renderText(rows, { ...look, columns: 12 })).toBe(
    'name     名前\nbalance  12.5\n\nname     main\nbalance  1',
  )
  expect(renderText({ rows }, { ...look, columns: 14 })).toBe(
    'rows\n  name     名前\n  balance  12.5\n  \n  name     main\n  balance  1',
  )
})

test('the caller styles headings and values', () => {
  const look = { columns: 80, heading: (text: string) => `<${text}>`, value: (text: string) => `[${text}]` }
  expect(renderText([{ name: 'main', balance: '1' }], look)).toBe('<name>  <balance>\n[main]  [1]')
  expect(renderText({ height: 1, name: 'x' }, look)).toBe('<height>  [1]\n<name  >  [x]')
})

test('a nested value stays in its cell: pairs, lists, and counts of what would be tables', () => {
  expect(
    renderText([
      { type: 'mined', data: { id: 'a', height: 4 }, tags: ['x', 'y'], detail: {} },
      { type: 'wake', data: {}, tags: [], detail: { receipt: { gas: '2' }, events: [{ name: 'staked' }] } },
    ]),
  ).toBe(
    [
      'type   data           tags    detail',
      'mined  id=a height=4  x, y    (none)',
      'wake   (none)         (none)  receipt=gas=2 events=1',
    ].join('\n'),
  )
  expect(renderText([{ bonds: [{ amount: '5', releaseAt: 1_790_000_000_000 }, { amount: '6' }] }])).toBe(
    'bonds\namount=5 releaseAt=2026-09-21T14:13:20.000Z, amount=6',
  )
})

test('a receipt is read as lines and tables', () => {
  const receipt = {
    status: 'applied',
    events: [{ source: 'stake', name: 'staked', data: ['tab1a', '5'] }],
    changes: [{ key: '00aa', value: null }],
  }
  expect(renderText({ id: 'a', detail: { note: 'x' }, receipt })).toBe(
    [
      'id  a',
      'detail',
      '  note  x',
      'receipt',
      '  status  applied',
      '  events',
      '    source  name    data',
      '    stake   staked  tab1a, 5',
      '  changes',
      '    key   value',
      '    00aa  -',
    ].join('\n'),
  )
})
