import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  blockRow,
  bodyRow,
  commitOf,
  extension,
  knownPeerRow,
  pendingRow,
  txRowOf,
} from '#testing/chain-rows.ts'
import { namedId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'
import type { ChainStore } from './chain-store.ts'
import {
  EVENTS_KEPT,
  FORK_BYTES_KEPT,
  FORKS_PER_LOOK,
  KNOWN_PEERS_KEPT,
  SETTLED_PENDING_KEPT,
} from './limits.ts'
import type { UnjudgedRow } from './rows.ts'

/**
 * A store under test. `reopen` closes it and opens its database again, as a reload does; `dispose` removes
 * everything.
 */
export interface StoreUnderTest {
  readonly store: ChainStore
  reopen(): Promise<ChainStore>
  dispose(): Promise<void>
}

/** The behaviour of every {@link ChainStore}; each implementation runs this suite. */
export function chainStoreSuite(create: () => Promise<StoreUnderTest>): void {
  let subject: StoreUnderTest
  let store: ChainStore

  beforeEach(async () => {
    subject = await create()
    store = subject.store
  })
  afterEach(() => subject.dispose())

  commitTests()
  reorganisationTests()
  readingTests()
  boundTests()

  function commitTests() {
    describe('a commit', () => {
      test('writes every table and survives a reload', async () => {
        const [genesis, first] = extension('a', 0, 2, 1)
        const wallet = {
          address: 'tab1alice',
          name: 'main',
          position: 0,
          balance: 2n ** 62n,
          nonce: 1,
          stake: 0n,
          pendingOut: 0n,
          pendingIn: 0n,
        }
        await store.commit(
          commitOf({
            extended: [genesis, first].filter(entry => entry !== undefined),
            state: [
              ['aa', Uint8Array.of(1)],
              ['bb', Uint8Array.of(2)],
            ],
            pending: [pendingRow('p1', { status: 'confirmed', height: 1 })],
            wallet: [wallet],
            summary: [{ key: 'mempool', count: 0, bytes: 0 }],
          }),
        )
        expect((await store.load()).unjudged).toBeUndefined()
        const row: UnjudgedRow = { key: 'unjudged', version: '1', items: [], behind: 7 }
        await store.putSummary([row])

        store = await subject.reopen()
        const { blocks, state, pending, unjudged } = await store.load()
        expect(blocks).toEqual([genesis?.block, first?.block])
        expect(state).toEqual([
          { key: 'aa', value: Uint8Array.of(1) },
          { key: 'bb', value: Uint8Array.of(2) },
        ])
        expect(pending).toEqual([pendingRow('p1', { status: 'confirmed', height: 1 })])
        expect(unjudged).toEqual(row)
        expect(await store.body('a1')).toEqual(first?.body)
        expect(await store.tx('tx a1 0')).toEqual(first?.txs[0])
      })

      test('changes and deletes state', async () => {
        await store.commit(
          commitOf({
            state: [
              ['aa', Uint8Array.of(1)],
              ['bb', Uint8Array.of(2)],
            ],
          }),
        )
        await store.commit(
          commitOf({
            state: [
              ['aa', undefined],
              ['bb', Uint8Array.of(3)],
              ['cc', undefined],
            ],
          }),
        )
        expect((await store.load()).state).toEqual([{ key: 'bb', value: Uint8Array.of(3) }])
      })

      test('is read in the order of its keys', async () => {
        const entries = ['05b', '05a', '0601', '05', '05aa'].map((key, i): [string, Uint8Array] => [
          key,
          Uint8Array.of(i),
        ])
        await store.commit(commitOf({ state: entries }))
        const keys = async (from: string, below: string, limit: number) =>
          (await store.state.range(from, below, limit)).map(({ key }) => key)
        expect(await keys('05', '06', 10)).toEqual(['05', '05a', '05aa', '05b'])
        expect(await keys('05a', '05b', 10)).toEqual(['05a', '05aa'])
        expect(await keys('05a', '06', 1)).toEqual(['05a'])
        expect(await keys('06', '07', 0)).toEqual([])
        expect(await store.state.values(['05b', 'none', '05'])).toEqual([
          Uint8Array.of(0),
          undefined,
          Uint8Array.of(3),
        ])
      })

      test('leaves nothing if it fails in the middle', async () => {
        await store.commit(commitOf({ extended: extension('a', 0, 1), state: [['aa', Uint8Array.of(1)]] }))
        const [first, second] = extension('a', 1, 2, 2)
        if (!first || !second) throw new Error('two blocks')

        const change = commitOf({
          reverted: ['a0'],
          // A function cannot be stored; the error occurs after the first block.
          extended: [first, { ...second, block: { ...second.block, engine: () => {} } }],
          state: [['aa', undefined]],
          pending: [pendingRow('p1')],
        })
        await expect(store.commit(change)).rejects.toMatchObject({
          name: 'StorageError',
          code: 'STORAGE_FAILED',
        })

        store = await subject.reopen()
        const { blocks, state, pending } = await store.load()
        expect(blocks.map(({ id, main }) => [id, main])).toEqual([['a0', 1]])
        expect(state).toEqual([{ key: 'aa', value: Uint8Array.of(1) }])
        expect(pending).toEqual([])
        expect(await store.tx('tx a1 0')).toBeUndefined()
        expect(await store.body('a1')).toBeUndefined()
      })

      test('may be repeated', async () => {
        const change = commitOf({ extended: extension('a', 0, 2, 2), state: [['aa', Uint8Array.of(1)]] })
        await store.commit(change)
        await store.commit(change)
        expect(await store.blocksFrom(0, 10)).toHaveLength(2)
        expect(await store.history('tab1alice', 10)).toHaveLength(4)
      })

      test('keeps rows that the caller changes afterwards', async () => {
        const block = blockRow('a0', 0)
        await store.commit(commitOf({ extended: [{ block, body: bodyRow('a0'), txs: [] }] }))
        block.height = 99
        expect((await store.block('a0'))?.height).toBe(0)
      })
    })
  }

  function reorganisationTests() {
    describe('a reorganisation', () => {
      test('moves the mark and the transactions from one branch to the other', async () => {
        await store.commit(commitOf({ extended: extension('a', 0, 4, 1) }))
        await store.putFork(blockRow('b2', 2, { main: 0, parent: 'a1' }), bodyRow('b2'))
        const branch = extension('b', 2, 3).map(entry => ({
          ...entry,
          // Both branches contain the same payment.
          txs: [
            txRowOf(entry.block.id, entry.block.height, 0, {
              id: namedId(`tx a${entry.block.height} 0`),
            }),
          ],
        }))
        await store.commit(commitOf({ reverted: ['a3', 'a2'], extended: branch }))

        store = await subject.reopen()
        const main = await store.blocksFrom(0, 10)
        expect(main.map(({ id }) => id)).toEqual(['a0', 'a1', 'b2', 'b3', 'b4'])
        expect(await store.block('a3')).toMatchObject({ main: 0, height: 3 })
        expect(await store.body('a3')).toEqual(bodyRow('a3'))
        expect((await store.blockAt(2))?.id).toBe('b2')
        expect(await store.tx('tx a2 0')).toMatchObject({ blockId: 'b2' })
        expect(await store.txsOf('a2')).toEqual([])
        expect((await store.history('tab1bob', 10)).map(({ blockId }) => blockId)).toEqual([
          'b4',
          'b3',
          'b2',
          'a1',
          'a0',
        ])
      })

      test('to a lower height leaves no block above', async () => {
        await store.commit(commitOf({ extended: extension('a', 0, 4, 1) }))
        await store.commit(commitOf({ reverted: ['a3', 'a2'], extended: extension('b', 2, 1) }))
        expect((await store.blocksFrom(0, 10)).map(({ id }) => id)).toEqual(['a0', 'a1', 'b2'])
        expect(await store.blockAt(3)).toBeUndefined()
        expect(await store.tx('tx a3 0')).toBeUndefined()
      })
    })
  }

  function readingTests() {
    describe('reading', () => {
      test('an empty store returns undefined and empty lists', async () => {
        expect(await store.load()).toMatchObject({ blocks: [], state: [], pending: [], knownPeers: [] })
        expect(await store.block('x')).toBeUndefined()
        expect(await store.blockAt(0)).toBeUndefined()
        expect(await store.body('x')).toBeUndefined()
        expect(await store.tx('x')).toBeUndefined()
        expect(await store.txsOf('x')).toEqual([])
        expect(await store.history('x', 10)).toEqual([])
        expect(await store.events(10)).toEqual([])
      })

      test('a load returns blocks from the tip’s floor on, with the forks, by height', async () => {
        await store.commit(commitOf({ extended: extension('a', 0, 6).map(withFloor(3)) }))
        await store.putFork(blockRow('f2', 2, { main: 0 }), bodyRow('f2'))
        await store.putFork(blockRow('f4', 4, { main: 0 }), bodyRow('f4'))
        const { blocks } = await store.load()
        expect(blocks.map(({ height }) => height)).toEqual([3, 4, 4, 5])
        expect(new Set(blocks.map(({ id }) => id))).toEqual(new Set(['a3', 'a4', 'f4', 'a5']))
      })

      test('a fork block is not on the main chain', async () => {
        await store.commit(commitOf({ extended: extension('a', 0, 2) }))
        await store.putFork(blockRow('f1', 1, { main: 0 }), bodyRow('f1'))
        expect((await store.blockAt(1))?.id).toBe('a1')
        expect((await store.blocksFrom(0, 10)).map(({ id }) => id)).toEqual(['a0', 'a1'])
        expect(await store.block('f1')).toMatchObject({ main: 0 })
      })

      test('a range of blocks begins and ends where asked', async () => {
        await store.commit(commitOf({ extended: extension('a', 0, 12) }))
        expect((await store.blocksFrom(9, 2)).map(({ height }) => height)).toEqual([9, 10])
        expect((await store.blocksFrom(10, 100)).map(({ height }) => height)).toEqual([10, 11])
        expect(await store.blocksFrom(0, 0)).toEqual([])
        expect(await store.blocksFrom(0, -1)).toEqual([])
      })

      test("a block's transactions are in order", async () => {
        await store.commit(commitOf({ extended: extension('a', 0, 2, 12) }))
        const txs = await store.txsOf('a1')
        expect(txs.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      })

      test("an address's history is newest first and stops at the limit", async () => {
        const [low, high] = [extension('a', 9, 1), extension('a', 10, 1)]
        const entries = [...low, ...high].map(({ block, body }) => ({
          block,
          body,
          txs: [0, 1, 2].map(index => {
            const parties = index === 1 ? ['tab1carol'] : ['tab1alice', 'tab1alicia']
            return txRowOf(block.id, block.height, index, { parties })
          }),
        }))
        await store.commit(commitOf({ extended: entries }))

        const places = (await store.history('tab1alice', 3)).map(({ height, index }) => [height, index])
        expect(places).toEqual([
          [10, 2],
          [10, 0],
          [9, 2],
        ])
        expect(await store.history('tab1carol', 10)).toHaveLength(2)
        expect(await store.history('tab1ali', 10)).toEqual([])
      })

      test('a closed store fails instead of waiting', async () => {
        store.close()
        await expect(store.block('a')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' })
      })

      test('a destroyed store leaves nothing behind', async () => {
        await store.commit(commitOf({ extended: extension('a', 0, 2) }))
        await store.destroy()
        await expect(store.commit(commitOf({}))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' })
        store = await subject.reopen()
        expect((await store.load()).blocks).toEqual([])
      })
    })
  }

  function boundTests() {
    describe('bounds', () => {
      test('the event log keeps the newest', async () => {
        const event = (time: number) => ({ time, type: 'tick', data: { time } })
        await store.appendEvents(Array.from({ length: EVENTS_KEPT }, (_, i) => event(i)))
        await store.appendEvents([event(EVENTS_KEPT), event(EVENTS_KEPT + 1)])
        await store.appendEvents([])

        const events = await store.events(EVENTS_KEPT * 2)
        expect(events).toHaveLength(EVENTS_KEPT)
        expect(events[0]).toMatchObject({
          time: EVENTS_KEPT + 1,
          type: 'tick',
          data: { time: EVENTS_KEPT + 1 },
        })
        expect(events.at(-1)).toMatchObject({ time: 2 })
        expect((await store.events(2)).map(({ time }) => time)).toEqual([EVENTS_KEPT + 1, EVENTS_KEPT])
      })

      test('the peers last seen stay', async () => {
        const peers = Array.from({ length: KNOWN_PEERS_KEPT + 5 }, (_, i) =>
          knownPeerRow(testPeer(`peer ${i}`), i),
        )
        await store.putKnownPeers(peers)
        const { knownPeers } = await store.load()
        expect(knownPeers).toHaveLength(KNOWN_PEERS_KEPT)
        expect(Math.min(...knownPeers.map(({ lastSeen }) => lastSeen))).toBe(5)
      })

      test('settled transactions are trimmed, waiting ones are kept', async () => {
        const settled = Array.from({ length: SETTLED_PENDING_KEPT + 3 }, (_, i) =>
          pendingRow(`settled ${i}`, { addedAt: 10 + i, status: i % 2 ? 'confirmed' : 'dropped' }),
        )
        await store.putPending([pendingRow('waiting', { addedAt: 1 })])
        await store.commit(commitOf({ pending: settled }))
        const { pending } = await store.load()
        expect(pending).toHaveLength(SETTLED_PENDING_KEPT + 1)
        const ids = new Set<string>(pending.map(({ id }) => id))
        expect([ids.has('waiting'), ids.has('settled 2'), ids.has('settled 3')]).toEqual([true, false, true])
      })

      test('the lowest fork blocks are trimmed', async () => {
        const sizeBytes = FORK_BYTES_KEPT / (FORKS_PER_LOOK - 1)
        for (let height = 0; height < FORKS_PER_LOOK; height++)
          await store.putFork(blockRow(`f${height}`, height, { main: 0, sizeBytes }), bodyRow(`f${height}`))
        expect(await store.block('f0')).toBeUndefined()
        expect(await store.body('f0')).toBeUndefined()
        expect(await store.block('f1')).toBeDefined()
      })

      test('a fork’s body can be dropped, and its row is kept', async () => {
        for (const id of ['f1', 'f2']) await store.putFork(blockRow(id, 1, { main: 0 }), bodyRow(id))
        await store.dropBodies(['f1'])
        expect(await store.body('f1')).toBeUndefined()
        expect(await store.block('f1')).toBeDefined()
        expect(await store.body('f2')).toBeDefined()
      })

      test('peers are replaced, summaries are put and deleted', async () => {
        await store.putSummary([{ key: 'fault', code: 'X', message: '', since: 1 }])
        await store.deleteSummary('fault')
        await store.replacePeers([])
        await store.putWallet([])
        expect((await store.load()).blocks).toEqual([])
      })
    })
  }
}

type Extension = ReturnType<typeof extension>[number]

const withFloor =
  (floor: number) =>
  (extended: Extension): Extension => ({ ...extended, block: { ...extended.block, floor } })
