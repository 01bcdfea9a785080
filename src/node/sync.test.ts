import { expect, test } from 'vitest'
import { encodeBody } from '../chain/block/body-codec.ts'
import { createSignatureVerifier } from '../chain/signature.ts'
import type { ChainHead, Network, PeerInfo } from '../network/network.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  TEST_GENESIS_TIME,
  testNetwork,
} from '../testing/chain-builder.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createMemoryChainStore } from '../testing/memory-chain-store.ts'
import { EventLog } from './event-log.ts'
import { openChain } from './open-chain.ts'
import { Sync } from './sync.ts'

const params = testNetwork()
const builder = createChainBuilder(params)
const blocks = builder.extend(builder.genesis, 20)
const A_DAY_MS = 86_400_000

interface Peer {
  head: ChainHead
  headers: () => Promise<Uint8Array[]>
  bodies?: (ids: readonly string[]) => Promise<Uint8Array[]>
  asked: number
}

const headOf = (block: BuiltBlock, totalWeight = block.record.totalWeight): ChainHead => ({
  height: block.header.height,
  tip: block.header.id,
  totalWeight,
})

function honest(): Peer {
  return {
    head: headOf(blocks.at(-1) as BuiltBlock),
    headers: async () => blocks.map(({ header }) => header.bytes),
    bodies: async ids => ids.map(() => encodeBody([])),
    asked: 0,
  }
}

async function world(peers: Record<string, Peer>, now = TEST_GENESIS_TIME + A_DAY_MS) {
  const clock = createFakeClock(now)
  const store = createMemoryChainStore()
  const { chain } = await openChain({ genesis: params, store, verify: createSignatureVerifier(), clock })
  const penalties: string[] = []
  const network = {
    peers: () =>
      Object.entries(peers).map(([peerId, { head }]) => ({ peerId, head, state: 'connected' }) as PeerInfo),
    requestHeaders: (peerId: string) => {
      const peer = peers[peerId] as Peer
      peer.asked++
      return peer.headers()
    },
    requestBodies: (peerId: string, ids: readonly string[]) =>
      peers[peerId]?.bodies?.(ids) ?? Promise.resolve([]),
    penalise: (peerId: string) => penalties.push(peerId),
  } as unknown as Network
  const sync = new Sync({
    chain,
    network: () => network,
    paused: () => false,
    onOutcome: () => {},
    onUnchecked: () => {},
    onState: () => {},
    events: new EventLog(store, clock),
  })
  return { chain, clock, sync, penalties }
}

test('a peer that claims much and shows nothing does not keep an honest one from being asked', async () => {
  let claims = 0
  const liar: Peer = {
    head: { ...headOf(builder.genesis), totalWeight: 2n ** 200n },
    headers: async () => {
      // Another tip with every answer, as with every heartbeat.
      liar.head = { ...liar.head, tip: (++claims).toString(16).padStart(64, '0') }
      return []
    },
    asked: 0,
  }
  const { chain, clock, sync } = await world({ liar, honest: honest() })
  sync.nudge()
  await clock.advance(1_000)
  expect(chain.tip.header.height).toBe(20)
  for (let i = 0; i < 600; i++) {
    sync.nudge()
    await clock.advance(1_000)
  }
  // 5, 10, 20, … 300 seconds of rest in ten minutes.
  expect(liar.asked).toBeLessThan(10)
})

test('headers that this node cannot judge yet end the path, and what is below them is fetched', async () => {
  const now = (blocks[14] as BuiltBlock).header.timestamp - params.limits.futureMs
  const { chain, clock, sync, penalties } = await world({ honest: honest() }, now)
  sync.nudge()
  await clock.advance(100)
  expect(chain.tip.header.height).toBe(15)
  expect(penalties).toEqual([])
  await clock.advance(5 * 60_000)
  expect(chain.tip.header.height).toBe(20)
})

test('headers that break a rule cost their sender, and nothing is imported', async () => {
  const [first, second] = builder.extend(builder.genesis, 2)
  const bad = builder.build(second as BuiltBlock, [], {
    tamper: fields => ({ ...fields, timestamp: builder.genesis.header.timestamp }),
  })
  const cheat: Peer = {
    head: headOf(bad, 2n ** 200n),
    headers: async () => [first, second, bad].map(block => (block as BuiltBlock).header.bytes),
    asked: 0,
  }
  const { chain, clock, sync, penalties } = await world({ cheat })
  sync.nudge()
  await clock.advance(1_000)
  expect(penalties).toEqual(['cheat'])
  expect(chain.tip.header.height).toBe(0)
})
