import { expect, test } from 'vitest'
import { txRowOf } from '#testing/chain-rows.ts'
import { namedId } from '#testing/test-id.ts'
import { eventParties, eventsIn, filterParty, INDEXED_VALUES } from './contract-events.ts'
import type { TxRow } from './rows.ts'

const TOKEN = 'tabc1token'
const BANK = 'tabc1bank'

const reported = (source: string, name: string, ...data: string[]) => ({ source, name, data })

function row(id: string, height: number, events: TxRow['receipt']['events']): TxRow {
  const plain = txRowOf(`b${height}`, height, 0, { id: namedId(id) })
  return { ...plain, receipt: { ...plain.receipt, events }, parties: eventParties(events) }
}

const ROWS = [
  row('t2', 2, [
    reported(TOKEN, 'transfer', '5', 'anna', 'ben'),
    reported(BANK, 'transfer', '1', 'ben', 'anna'),
  ]),
  row('t1', 1, [
    reported(TOKEN, 'transfer', '7', 'ben', 'carl'),
    reported(TOKEN, 'stopped'),
    reported('stake', 'staked', 'x'),
  ]),
]
const found = (filter: Parameters<typeof eventsIn>[2], contract = TOKEN) =>
  eventsIn(ROWS, contract, filter).map(({ txId, index, data }) => `${txId} ${index} ${data}`)

test('the events of a contract are newest first, the last of a transaction before its first', () => {
  expect(found({})).toEqual(['t2 0 5', 't1 1 ', 't1 0 7'])
  expect(found({}, BANK)).toEqual(['t2 1 1'])
})

test('events are filtered by name and by indexed values at their positions', () => {
  expect(found({ event: 'transfer' })).toEqual(['t2 0 5', 't1 0 7'])
  expect(found({ event: 'transfer', indexed: ['ben'] })).toEqual(['t1 0 7'])
  expect(found({ event: 'transfer', indexed: [null, 'ben'] })).toEqual(['t2 0 5'])
  expect(found({ event: 'transfer', indexed: ['ben', 'ben'] })).toEqual([])
})

test.each([
  [{}],
  [{ event: 'transfer' }],
  [{ event: 'transfer', indexed: ['ben'] }],
  [{ event: 'transfer', indexed: [null, 'ben'] }],
  [{ event: 'stopped' }],
])('the history for %j contains every transaction with such an event', filter => {
  const party = filterParty(TOKEN, filter)
  const history = ROWS.filter(({ parties }) => parties.includes(party))
  expect(eventsIn(history, TOKEN, filter)).toEqual(eventsIn(ROWS, TOKEN, filter))
})

test('events emitted by an engine belong to no contract', () => {
  expect(eventParties([reported('stake', 'staked', 'x', 'y')])).toEqual([])
})

test('no value ends a party early or passes for another position', () => {
  const values = [' !', '/1=x', 'ü'.repeat(500), '😀'.repeat(48).slice(1), '']
  for (const value of values) {
    const [, , party] = eventParties([reported(TOKEN, 'e', '', value)])
    expect(party).not.toMatch(/[ !]/)
    expect(party).toBe(filterParty(TOKEN, { event: 'e', indexed: [value] }))
    expect(party).not.toBe(filterParty(TOKEN, { event: 'e', indexed: [`x${value}`] }))
    expect(party).not.toBe(filterParty(TOKEN, { event: 'e', indexed: [null, value] }))
    expect(party?.length).toBeLessThan(1_000)
  }
})

test('the index has a bounded number of values, and those beyond are compared after reading', () => {
  const data = ['', ...Array.from({ length: INDEXED_VALUES + 1 }, (_, i) => `v${i}`)]
  const rows = [row('t', 1, [reported(TOKEN, 'e', ...data)])]
  expect(rows[0]?.parties).toHaveLength(2 + INDEXED_VALUES)
  const last = (value: string) => [...Array(INDEXED_VALUES).fill(null), value]
  expect(eventsIn(rows, TOKEN, { event: 'e', indexed: last(`v${INDEXED_VALUES}`) })).toHaveLength(1)
  expect(eventsIn(rows, TOKEN, { event: 'e', indexed: last('v0') })).toHaveLength(0)
})
