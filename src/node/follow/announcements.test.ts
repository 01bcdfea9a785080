import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Block } from '#chain/block/block.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import { hashFromBytes } from '#chain/hash.ts'
import type { TxId } from '#chain/ids.ts'
import { REQUEST_TIMEOUT_MS } from '#network/limits.ts'
import type { ChainHead, Network, NetworkHandlers, Verdict } from '#network/network.ts'
import {
  createChainBuilder,
  TEST_GENESIS_TIME,
  testAccount,
  testNetwork,
  transferOf,
} from '#testing/chain-builder.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { TestTab } from '#testing/test-tab.ts'
import { ANNOUNCED_BLOCKS_PER_PEER, ANNOUNCED_BODY_PATIENCE_MS } from './limits.ts'

const rich = testAccount(1)
const genesis = testNetwork({}, [rich])
const builder = createChainBuilder(genesis)
const payment = (nonce: number, to = 2) =>
  transferOf(genesis, rich, { to: testAccount(to).address, nonce, fee: 5_000n })
const block = builder.build(builder.genesis, [payment(0)])
const random = createSeededRandom('announcements')
const junk = () => hashFromBytes<TxId>(random.bytes(32))

let clock: FakeClock
let hub: MemoryHub
let tabs: TestTab[]

beforeEach(() => {
  clock = createFakeClock((TEST_GENESIS_TIME + 3_600_000) as never)
  hub = new MemoryHub({ clock, random })
  tabs = []
})

afterEach(() => Promise.all(tabs.map(tab => tab.close())))

async function openTab(): Promise<TestTab> {
  const tab = new TestTab(tabs.length + 5, { genesis, hub, clock, random })
  tabs.push(tab)
  await tab.open()
  return tab
}

interface Peer {
  readonly network: Network
  readonly received: string[]
  asked: number
  head: ChainHead
}

/** A peer that sends these bodies, withholds all others, and records the announcements that it receives. */
async function openPeer(name: string, bodies: readonly Block[] = []): Promise<Peer> {
  const peer = {
    received: [] as string[],
    asked: 0,
    head: { height: 0, tip: builder.genesis.header.id, totalWeight: 0n },
  }
  const bodiesById = new Map(
    bodies.map(({ header, transactions }) => [header.id as string, encodeBody(transactions)]),
  )
  const handlers: Partial<NetworkHandlers> = {
    head: () => peer.head,
    serveBodies: async ids => {
      peer.asked++
      return ids.every(id => bodiesById.has(id))
        ? ids.flatMap(id => bodiesById.get(id) ?? [])
        : new Promise(() => {})
    },
    serveHeaders: async () => [],
    onBlock: async ({ txIds }) => {
      peer.received.push(txIds.join())
      return { verdict: 'unchecked', reason: 'it judges nothing' }
    },
    onTransaction: async () => ({ verdict: 'valid' }),
    onPeer: () => {},
    onEvent: () => {},
    onSignaling: () => {},
    onKnownPeers: () => {},
    servePool: async () => [],
    onStem: () => {},
  }
  const network = hub.create(name, handlers as NetworkHandlers)
  await network.start()
  return Object.assign(peer, { network })
}

const listed = ({ header, transactions }: Block) => ({
  header: header.bytes,
  txIds: transactions.map(({ id }) => id),
})
const headOf = ({ header }: Block): ChainHead => ({ height: header.height, tip: header.id, totalWeight: 2n })
const announce = (
  tab: TestTab,
  each: Block,
  from: string,
  txIds: readonly TxId[] = listed(each).txIds,
): Promise<Verdict> => tab.node.relay.block({ header: each.header.bytes, txIds }, testPeer(from))

test('a known block is not relayed, and ids that do not match its root cost their sender the link', async () => {
  const [first] = [await openTab(), await openTab()]
  const [attacker, friend] = [await openPeer('attacker'), await openPeer('friend', [block])]
  await clock.advance(1_000)
  await friend.network.publishBlock(listed(block))
  await clock.advance(1_000)
  expect(tabs.map(tab => tab.node.chain.tip.header.id)).toEqual([block.header.id, block.header.id])
  expect(attacker.received).toHaveLength(1)

  expect(await announce(first as TestTab, block, 'friend')).toMatchObject({ code: 'BLOCK_KNOWN' })
  expect(await announce(first as TestTab, block, 'friend', [])).toMatchObject({ code: 'BLOCK_KNOWN' })
  for (let i = 0; i < 10; i++) {
    await attacker.network.publishBlock({ header: block.header.bytes, txIds: [junk(), junk()] })
    await clock.advance(1_000)
  }
  expect(
    hub.penalties.filter(({ by }) => by.startsWith('tab')).map(({ peerId, code }) => `${peerId} ${code}`),
  ).toEqual(Array(2).fill('attacker BLOCK_TX_ROOT'))
})

test('a header with wrong ids is not relayed and leaves nothing', async () => {
  const tab = await openTab()
  expect(await announce(tab, block, 'attacker', [junk()])).toMatchObject({
    verdict: 'invalid',
    code: 'BLOCK_TX_ROOT',
  })
  expect(tab.node.chain.tree.get(block.header.id)).toBeUndefined()
})

test('a header whose body is withheld is judged once, whoever announces it and however often', async () => {
  const tab = await openTab()
  const attackers = await Promise.all(['a', 'b', 'c'].map(name => openPeer(name)))
  await clock.advance(1_000)
  const verdict = announce(tab, block, 'a')
  await clock.advance(100)
  for (const name of ['a', 'b', 'c', 'b']) {
    expect(await announce(tab, block, name, name === 'c' ? [] : undefined)).toMatchObject({
      code: 'BLOCK_UNDER_WAY',
    })
  }
  await clock.advance(REQUEST_TIMEOUT_MS)
  expect(await verdict).toMatchObject({ verdict: 'unchecked', code: 'BODY_MISSING' })
  expect(attackers.map(({ asked }) => asked)).toEqual([1, 1, 1])
  expect(tab.node.chain.tree.get(block.header.id)).toBeUndefined()
  expect(hub.penalties).toEqual([])
})

test('a later announcer is asked when the first is slow', async () => {
  const tab = await openTab()
  const [attacker, friend] = [await openPeer('attacker'), await openPeer('friend', [block])]
  await clock.advance(1_000)
  const verdict = announce(tab, block, 'attacker')
  await clock.advance(100)
  expect(friend.asked).toBe(0)
  void announce(tab, block, 'friend')
  await clock.advance(ANNOUNCED_BODY_PATIENCE_MS + 500)
  expect(await verdict).toEqual({ verdict: 'valid' })
  expect([attacker.asked, friend.asked]).toEqual([1, 1])
})

test('gossip delivers equal announcements once, so a peer that reports the block as its tip is asked too', async () => {
  const tab = await openTab()
  await openPeer('attacker')
  const friend = await openPeer('friend', [block])
  await clock.advance(1_000)
  const verdict = announce(tab, block, 'attacker')
  friend.head = headOf(block)
  friend.network.headChanged()
  await clock.advance(ANNOUNCED_BODY_PATIENCE_MS + 500)
  expect(await verdict).toEqual({ verdict: 'valid' })
})

test('an announcement whose transactions are all here ends the wait for the body', async () => {
  const tab = await openTab()
  const attacker = await openPeer('attacker')
  await clock.advance(1_000)
  const verdict = announce(tab, block, 'attacker', [])
  await clock.advance(100)
  for (const tx of block.transactions) tab.node.mempool.add(tx, tab.node.chain.state, clock.now())
  void announce(tab, block, 'friend')
  await clock.advance(100)
  expect(await verdict).toEqual({ verdict: 'valid' })
  expect(attacker.asked).toBe(1)
})

test('a few blocks of each peer are judged at a time', async () => {
  const tab = await openTab()
  await openPeer('attacker')
  await openPeer('friend', [block])
  await clock.advance(1_000)
  const forks = Array.from({ length: ANNOUNCED_BLOCKS_PER_PEER + 1 }, (_, i) =>
    builder.build(builder.genesis, [payment(0, 10 + i)]),
  )
  const verdicts = forks.map(fork => announce(tab, fork, 'attacker'))
  await clock.advance(100)
  expect(await verdicts.at(-1)).toMatchObject({ verdict: 'unchecked', code: 'BLOCK_UNDER_WAY' })
  const verdict = announce(tab, block, 'friend')
  await clock.advance(100)
  expect(await verdict).toEqual({ verdict: 'valid' })
  await clock.advance(REQUEST_TIMEOUT_MS)
  for (const each of verdicts) expect(await each).toMatchObject({ verdict: 'unchecked' })
  for (const { header } of forks) expect(tab.node.chain.tree.get(header.id)).toBeUndefined()
})
