import { expect, test } from 'vitest'
import { encodeBody } from '#chain/block/body-codec.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import type { ChainHead, Network, PeerInfo } from '#network/network.ts'
import { FutureBlocks } from '#node/chain/future-blocks.ts'
import { importBlocks } from '#node/chain/import/import-blocks.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { EventLog } from '#node/screens/event-log.ts'
import {
  type BuiltBlock,
  createChainBuilder,
  TEST_GENESIS_TIME,
  testNetwork,
} from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { namedId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'
import { HEADERS_SLICE_MS } from './limits.ts'
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
    onUnchecked: (header, { code }, from) => {
      if (code === 'HEADER_TIMESTAMP_FUTURE') future.wait(header, params.limits.futureMs, from)
    },
    onRival: () => {},
    onState: () => states.push(sync.state.state),
    events: new EventLog(store, clock),
  })
  const states: string[] = []
  const future = new FutureBlocks(clock, peerId => sync.judgeable(peerId))
  return { chain, clock, sync, penalties, states }
}

test('a peer with a high claim and no headers does not keep an honest one from being asked', async () => {
  let claims = 0
  const liar: Peer = {
    head: { ...headOf(builder.genesis), totalWeight: 2n ** 200n },
    headers: async () => {
      // Another tip with every answer, as with every heartbeat.
      liar.head = { ...liar.head, tip: namedId((++claims).toString(16).padStart(64, '0')) }
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
  // 5, 10, 20, 40, 60, 60 … seconds of rest in ten minutes.
  expect(liar.asked).toBeLessThan(15)
})

test('headers that this node cannot judge yet end the path, and the blocks below them are fetched', async () => {
  const now = (blocks[14] as BuiltBlock).header.timestamp - params.limits.futureMs
  const { chain, clock, sync, penalties } = await world({ honest: honest() }, now)
  sync.nudge()
  await clock.advance(100)
  expect(chain.tip.header.height).toBe(15)
  expect(penalties).toEqual([])
  await clock.advance(5 * 60_000)
  expect(chain.tip.header.height).toBe(20)
})

test('headers that break a rule are blamed on their sender, and nothing is imported', async () => {
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

test('headers without bodies are forgotten between imports, not during one', async () => {
  const { chain, clock, sync } = await world({ honest: honest() })
  const { tree } = chain
  const { forgetBodiless } = tree
  let called = 0
  // as if there were too many
  tree.forgetBodiless = () => {
    called++
    forgetBodiless.call(tree, 0)
  }
  const importing = importBlocks(chain, blocks.slice(0, 10))
  await Promise.resolve()
  sync.nudge()
  await clock.advance(1_000)
  expect((await importing).type).toBe('extended')
  expect(called).toBeGreaterThan(0)
  expect(chain.tip.header.height).toBe(20)
})

test('other work gets its turn while many headers are checked', async () => {
  const { chain, clock, sync } = await world({ honest: honest() })
  let workedMs = 0
  const { now } = clock
  clock.now = () => (now() + workedMs) as never
  const { verify } = chain.engine
  chain.engine.verify = (header, parent) => {
    workedMs += HEADERS_SLICE_MS / 4
    return verify(header, parent)
  }
  let checked = 0
  chain.onHeader(() => checked++)
  const turns: number[] = []
  const { after } = clock
  clock.after = (delayMs, task) => {
    if (delayMs === 0) turns.push(checked)
    return after(delayMs, task)
  }
  sync.nudge()
  await clock.advance(1_000)
  expect(turns).toEqual([4, 8, 12, 16, 20])
  expect(chain.tip.header.height).toBe(20)
})

test('production is not stopped before bodies arrive', async () => {
  const silent: Peer = { ...honest(), bodies: () => new Promise(() => {}) }
  const { clock, sync, states } = await world({ silent })
  sync.nudge()
  await clock.advance(60_000)
  expect(silent.asked).toBeGreaterThan(0)
  expect(states).not.toContain('bodies')

  const helped = await world({ honest: honest() })
  helped.sync.nudge()
  await helped.clock.advance(1_000)
  expect(helped.states).toEqual(['headers', 'bodies', 'idle'])
})

test.each([
  ['at once when its time has come', 0, 16],
  ['later by a peer that failed otherwise', 2, 15],
])('a block from the future is fetched %s', async (_, failures, height) => {
  const startOf = (i: number) => (blocks[i] as BuiltBlock).header.timestamp - params.limits.futureMs
  const { chain, clock, sync } = await world({ honest: honest() }, startOf(14))
  sync.nudge()
  await clock.advance(100)
  expect(chain.tip.header.height).toBe(15)
  for (let i = 0; i < failures; i++) sync.gaveNoBody(testPeer('honest'))
  await clock.advance(startOf(15) - clock.now() + 100)
  expect(chain.tip.header.height).toBe(height)
})
