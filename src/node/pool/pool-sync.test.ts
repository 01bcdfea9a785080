import { describe, expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import type { TxId } from '#chain/ids.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { MAX_POOL_TRANSACTIONS } from '#network/limits.ts'
import type { Network } from '#network/network.ts'
import { shortId } from '#network/protocols/pool.ts'
import {
  createChainBuilder,
  TEST_GENESIS_TIME,
  testAccount,
  testNetwork,
  unsignedTransferOf,
} from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { RecordingHandlers } from '#testing/network-node.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { TestTab } from '#testing/test-tab.ts'
import { MEMPOOL_AGE_MS } from './limits.ts'
import { makeTransaction } from './make-transaction.ts'
import { Mempool } from './mempool.ts'
import { PoolSync } from './pool-sync.ts'

const never = new AbortController().signal

function world() {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('exchange')
  const hub = new MemoryHub({ clock, random })
  const genesis = testNetwork({}, [1, 2, 3, 4].map(testAccount))
  const tabs = [1, 2, 3, 4].map(n => new TestTab(n, { genesis, hub, clock, random }))
  const [payer, second, third, miner] = tabs as [TestTab, TestTab, TestTab, TestTab]
  return { clock, hub, tabs, payer, second, third, miner }
}

async function pay({ node }: TestTab): Promise<TxId> {
  const payload = { kind: 'transfer', to: testAccount(9).address, amount: 1n as Amount, memo: '' } as const
  const tx = await makeTransaction(node, known(node.wallet.addresses()[0], 'own'), payload)
  if (!tx.ok) throw new Error(tx.error.message)
  expect((await node.outbox.submit(tx.value)).ok).toBe(true)
  return tx.value.id
}

const isConfirmed = async ({ node }: TestTab, id: string) => (await node.chain.store.tx(id)) !== undefined

describe('a payment of any open tab is confirmed', () => {
  test('by a miner that joins after its maker closed', async () => {
    const { clock, payer, second, miner } = world()
    await payer.open()
    await second.open()
    await clock.advance(5_000)
    const id = await pay(payer)
    await clock.advance(30_000)
    await payer.close()
    await miner.open()
    miner.node.producer.choose({ on: true, keepMining: false })
    await clock.advance(120_000)
    expect(await isConfirmed(second, id)).toBe(true)
    await second.close()
    await miner.close()
  })

  test('by a miner at the other end of a line of tabs, whose last links opened later', async () => {
    const { clock, hub, tabs, payer, second, third, miner } = world()
    const line = new Set(['tab-1 tab-2', 'tab-2 tab-3', 'tab-3 tab-4'])
    hub.links = (one, other) => line.has([one, other].sort().join(' '))
    await payer.open()
    await second.open()
    await clock.advance(5_000)
    const id = await pay(payer)
    await clock.advance(10_000)
    await payer.close()
    hub.partition(['tab-2'], ['tab-3', 'tab-4'])
    await third.open()
    await miner.open()
    miner.node.producer.choose({ on: true, keepMining: false })
    await clock.advance(60_000)
    expect(miner.node.mempool.size).toBe(0)
    hub.heal()
    await clock.advance(300_000)
    expect(await isConfirmed(miner, id)).toBe(true)
    for (const tab of tabs) if (tab.running) await tab.close()
  })
})

test('a payment that its maker dropped and a peer still has becomes pending again, so that it is not made twice', async () => {
  const { clock, payer, second, miner } = world()
  await payer.open()
  const id = await pay(payer)
  await clock.advance(60_000)
  await second.open()
  await clock.advance(30_000)
  payer.node.mempool.expire((clock.now() + MEMPOOL_AGE_MS) as UnixMs)
  expect(payer.node.own.get(id)).toMatchObject({ status: 'dropped' })

  await clock.advance(60_000)
  expect(payer.node.mempool.get(id)).toBeDefined()
  expect(payer.node.own.get(id)).toMatchObject({ status: 'pending' })
  expect(payer.node.own.get(id)).not.toHaveProperty('reason')
  expect(await payer.node.chain.store.load()).toMatchObject({ pending: [{ id, status: 'pending' }] })

  await miner.open()
  miner.node.producer.choose({ on: true, keepMining: false })
  await clock.advance(120_000)
  expect(payer.node.own.get(id)).toMatchObject({ status: 'confirmed' })
  for (const tab of [payer, second, miner]) await tab.close()
})

test.each(['pool', 'stem'])(
  'transactions that a peer sends through the %s are checked like gossip, until the peer is disconnected',
  async way => {
    const { clock, hub, payer } = world()
    await payer.open()
    const { chain, mempool } = payer.node
    const forged = Array.from({ length: 9 }, (_, nonce) =>
      unsignedTransferOf(chain.genesis, testAccount(2), { to: testAccount(9).address, nonce, fee: 5_000n }),
    ).map(({ bytes }) => bytes)
    const handlers = new RecordingHandlers()
    handlers.tip = { height: 0, tip: chain.tip.header.id, totalWeight: 0n }
    if (way === 'pool') handlers.pool = forged
    const evil = hub.create('evil', handlers)
    await evil.start()
    await clock.advance(100)
    // its link closes before the answer arrives
    if (way === 'stem') void evil.sendStem(testPeer('tab-1'), forged, never).catch(() => {})
    await clock.advance(60_000)
    expect(hub.penalties).toEqual([{ by: 'tab-1', peerId: 'evil', code: 'TX_SIGNATURE' }])
    expect(mempool.size).toBe(0)
    await payer.close()
  },
)

const builder = createChainBuilder(testNetwork({}, [1, 2, 3, 4, 5, 6].map(testAccount)))

/** A pool with this many transactions of each of six senders, and its synchronisation. */
function filledPool(each: number) {
  const { params, engine, genesis } = builder
  const mempool = new Mempool({ engine, limits: params.limits, onDropped: () => {} })
  const txs = [1, 2, 3, 4, 5, 6].flatMap(n =>
    Array.from({ length: each }, (_, nonce) =>
      unsignedTransferOf(params, testAccount(n), {
        to: testAccount(9).address,
        nonce,
        fee: 5_000n,
        amount: 1n,
      }),
    ),
  )
  for (const tx of txs) expect(mempool.add(tx, genesis.state, 0 as UnixMs).ok).toBe(true)
  const poolSync = new PoolSync({
    clock: createFakeClock(),
    random: createSeededRandom(1),
    mempool,
    network: () => known<Network>(undefined, 'network'),
    behind: () => false,
    take: async () => {},
  })
  return { mempool, poolSync, txs, state: genesis.state }
}

describe('an answer of the pool', () => {
  test('has the transactions that the peer lacks, a bounded part at a time, each sender’s in order', () => {
    const { poolSync, txs } = filledPool(100)
    const there = new Mempool({
      engine: builder.engine,
      limits: builder.params.limits,
      onDropped: () => {},
    })
    const byBytes = new Map(txs.map(tx => [tx.bytes, tx]))
    for (let round = 0; round < 2; round++) {
      const served = poolSync.serve(there.entries().map(({ tx }) => shortId(tx.id)))
      expect(served).toHaveLength(round === 0 ? MAX_POOL_TRANSACTIONS : txs.length - MAX_POOL_TRANSACTIONS)
      for (const bytes of served)
        there.add(known(byBytes.get(bytes), 'told'), builder.genesis.state, 0 as UnixMs)
    }
    expect(there.readyQueues().flat()).toHaveLength(txs.length)
    expect(poolSync.serve(txs.map(tx => shortId(tx.id)))).toEqual([])
  })

  test('has no hidden transactions, nor those that follow them', () => {
    const { mempool, poolSync, txs } = filledPool(3)
    const [, second] = txs
    mempool.hide(known(second, 'second').id)
    expect(poolSync.serve([])).toHaveLength(16)
    mempool.show(known(second, 'second').id)
    expect(poolSync.serve([])).toHaveLength(18)
  })
})
