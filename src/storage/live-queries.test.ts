import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { namedId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'
import { storedTx } from './history.ts'
import {
  blockRow,
  historyOf,
  knownPeerRows,
  knownTx,
  latestBlocks,
  recentEvents,
  stateValue,
  summaryRow,
  unconfirmedRows,
  walletRows,
} from './live-queries.ts'
import type { BlockRow, PendingRow, TxRow } from './rows.ts'
import { type ChainDatabase, openChainDatabase } from './schema.ts'

let db: ChainDatabase

beforeEach(() => {
  db = openChainDatabase('live-queries', new IDBFactory())
})
afterEach(() => db.close())

const block = (height: number, main: 0 | 1 = 1): BlockRow => ({
  id: namedId(`${main}-${height}`),
  height,
  parent: namedId(''),
  main,
  timestamp: height,
  producer: 'p',
  stateRoot: namedId(''),
  header: new Uint8Array(),
  totalWeight: 0n,
  engine: null,
  transactions: 0,
  sizeBytes: 0,
  fees: 0n,
  reward: 0n,
  final: 0,
  floor: 0,
})
const tx = (id: string, height: number, parties: string[]): TxRow => ({
  id: namedId(id),
  blockId: namedId(`1-${height}`),
  height,
  index: 0,
  kind: 'transfer',
  sender: parties[0] ?? '',
  amount: 1n,
  fee: 0n,
  nonce: 0,
  memo: '',
  detail: {},
  timestamp: 0,
  receipt: {
    status: 'applied',
    fee: 0n,
    gas: 0n,
    code: '',
    message: '',
    result: undefined,
    events: [],
    changes: [],
  },
  parties,
})
const pending = (id: string, status: PendingRow['status'], addedAt: number): PendingRow => ({
  id: namedId(id),
  bytes: new Uint8Array(),
  kind: 'transfer',
  sender: 'me',
  amount: 1n,
  fee: 0n,
  nonce: 0,
  memo: '',
  detail: {},
  addedAt,
  status,
})

test('blocks: the main chain only, highest first, in pages', async () => {
  await db.blocks.bulkPut([0, 1, 2, 3, 10].map(height => block(height)).concat(block(3, 0)))
  expect((await latestBlocks(db, 3)).map(row => row.id)).toEqual(['1-10', '1-3', '1-2'])
  expect((await latestBlocks(db, 3, 2)).map(row => row.height)).toEqual([1, 0])
  expect(await blockRow(db, '3')).toMatchObject({ main: 1 })
  expect(await blockRow(db, '0-3')).toMatchObject({ main: 0 })
  expect(await blockRow(db, '99')).toBe(undefined)
})

test('history of several addresses: newest first, a payment among them once, at most the limit', async () => {
  await db.txs.bulkPut(
    [tx('a', 1, ['me', 'you']), tx('b', 3, ['me', 'also me']), tx('c', 2, ['x', 'also me'])].map(storedTx),
  )
  expect((await historyOf(db, ['me', 'also me'], 10)).map(row => row.id)).toEqual(['b', 'c', 'a'])
  expect((await historyOf(db, ['me', 'also me'], 2)).map(row => row.id)).toEqual(['b', 'c'])
  expect(await historyOf(db, [], 10)).toEqual([])
})

test('unconfirmed: waiting and dropped, newest first; confirmed ones are in the chain', async () => {
  await db.pending.bulkPut([
    pending('a', 'pending', 1),
    pending('b', 'confirmed', 2),
    pending('c', 'dropped', 3),
  ])
  expect((await unconfirmedRows(db, 10)).map(row => row.id)).toEqual(['c', 'a'])
})

test('a transaction is known from either table, or unknown', async () => {
  await db.txs.put(storedTx(tx('a', 1, ['me'])))
  await db.pending.put(pending('b', 'pending', 1))
  expect((await knownTx(db, 'a'))?.confirmed?.height).toBe(1)
  expect((await knownTx(db, 'b'))?.own?.addedAt).toBe(1)
  expect(await knownTx(db, 'c')).toBe(undefined)
})

test('small tables are in the order that screens show', async () => {
  const wallet = { name: '', balance: 0n, nonce: 0, stake: 0n, pendingIn: 0n, pendingOut: 0n }
  await db.wallet.bulkPut([
    { ...wallet, address: 'a', position: 1 },
    { ...wallet, address: 'b', position: 0 },
  ])
  expect((await walletRows(db, 10)).map(row => row.address)).toEqual(['b', 'a'])

  await db.knownPeers.bulkPut(
    [1, 3, 2].map(lastSeen => ({ peerId: testPeer(`p${lastSeen}`), lastSeen, failures: 0, nextTry: 0 })),
  )
  expect((await knownPeerRows(db, 2)).map(row => row.peerId)).toEqual(['p3', 'p2'])

  await db.events.bulkAdd([1, 2, 3].map(time => ({ time, type: 'x', data: {} })))
  expect((await recentEvents(db, 2)).map(row => row.time)).toEqual([3, 2])

  await db.summary.put({ key: 'mempool', count: 2, bytes: 10 })
  expect((await summaryRow(db, 'mempool'))?.count).toBe(2)
  expect(await summaryRow(db, 'fault')).toBe(undefined)

  await db.state.put({ key: '00ab', value: Uint8Array.of(7) })
  expect(await stateValue(db, '00ab')).toEqual(Uint8Array.of(7))
})
