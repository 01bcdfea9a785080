import { afterEach, beforeEach, expect, test } from 'vitest'
import { peerIdFromSeed } from '#network/peer-id.ts'
import { createSystemClock } from '#node/start/system-clock.ts'
import { createChainBuilder, testNetwork } from '#testing/chain-builder.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { type NetworkNode, startNetworkNode, TEST_NETWORK_ID } from '#testing/network-node.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testId } from '#testing/test-id.ts'
import { until } from '#testing/until.ts'
import { INSIST_TIMES } from '../limits.ts'
import { Burner } from './burner.ts'

const signal = new AbortController().signal

let hub: LinkHub
let alice: NetworkNode
let bob: NetworkNode
let burner: Burner
beforeEach(async () => {
  hub = new LinkHub()
  alice = await startNetworkNode(hub, 1)
  bob = await startNetworkNode(hub, 2)
  burner = await Burner.join(
    {
      identitySeed: new Uint8Array(32).fill(9),
      networkId: TEST_NETWORK_ID,
      signaling: [{ host: 'server.test', port: 443, path: '/', secure: true, networkId: TEST_NETWORK_ID }],
      linkPort: hub.page(),
      clock: createSystemClock(),
      random: createSeededRandom('burner'),
      version: '1.0.0',
    },
    { height: 3, tip: testId('ab'), totalWeight: 5n },
    [alice.network.peerId, bob.network.peerId],
    signal,
  )
})

afterEach(async () => {
  await Promise.all([burner.stop(), alice.network.stop(), bob.network.stop()])
  hub.close()
})

const idOf = ({ network }: NetworkNode) => network.peerId

test('a burner is an ordinary peer to its targets, with the head of an honest node', async () => {
  expect(burner.peerId).toBe(peerIdFromSeed(new Uint8Array(32).fill(9)))
  for (const node of [alice, bob]) {
    expect(burner.isReachable(idOf(node))).toBe(true)
    const [seen] = node.network.peers().filter(({ peerId }) => peerId === burner.peerId)
    expect(seen).toMatchObject({ state: 'connected', head: { height: 3, totalWeight: 5n } })
  }
})

test('a message to one peer does not reach the other', async () => {
  // the two may have linked by now, and they relay valid messages
  for (const { handlers } of [alice, bob]) {
    handlers.verdict = { verdict: 'unchecked', reason: 'not passed on' }
  }
  burner.announceTransaction(Uint8Array.of(1), [idOf(alice)])
  await until(() => expect(alice.handlers.transactions).toHaveLength(1))
  burner.announceTransaction(Uint8Array.of(1), [idOf(bob)])
  await until(() => expect(bob.handlers.transactions).toHaveLength(1))
  expect(alice.handlers.transactions).toHaveLength(1)
  expect(burner.sent).toBe(2)
})

test('blocks are announced, and their bodies given or withheld as asked', async () => {
  const chain = createChainBuilder(testNetwork())
  const [one, two] = chain.extend(chain.genesis, 2) as [typeof chain.genesis, typeof chain.genesis]
  burner.announceBlock(one)
  await until(() => expect(alice.handlers.blocks).toHaveLength(1))
  expect(alice.handlers.blocks[0]).toMatchObject({ announcement: { txIds: [] }, from: burner.peerId })
  burner.offerHeader(two.header)

  const ids = [one.header.id, two.header.id]
  const [given, kept] = await alice.network.requestBodies(burner.peerId, ids, signal)
  expect(given?.length).toBeGreaterThan(0)
  expect(kept).toHaveLength(0)
  const headers = await alice.network.requestHeaders(burner.peerId, [], 9, signal)
  expect(headers).toEqual([one.header.bytes, two.header.bytes])

  burner.claim({ height: 99, tip: two.header.id, totalWeight: 2n ** 100n })
  await until(() => expect(alice.network.peers().map(({ head }) => head?.height)).toContain(99))
})

test('it insists until no link is left', async () => {
  for (const { handlers } of [alice, bob]) {
    handlers.verdict = { verdict: 'invalid', code: 'TX_SCHEMA', message: 'not a payment' }
  }
  await burner.insist(() => burner.announceTransaction(Uint8Array.of(7)), signal)
  expect(burner.linked()).toEqual([])
  expect(burner.sent).toBeLessThan(2 * INSIST_TIMES)
  for (const { handlers } of [alice, bob]) {
    expect(handlers.transactions.length).toBeGreaterThanOrEqual(3)
    expect(handlers.eventsOf('link-closed')).toMatchObject([{ peerId: burner.peerId }])
  }
})
