import { afterEach, beforeEach, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { createSystemClock } from '#node/start/system-clock.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { LinkHub } from '#testing/link-hub.ts'
import {
  type NetworkNode,
  RecordingHandlers,
  startNetworkNode,
  TEST_NETWORK_ID,
} from '#testing/network-node.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'
import { testId } from '#testing/test-id.ts'
import { testPeer } from '#testing/test-peer.ts'
import { until } from '#testing/until.ts'
import { LabNetwork } from './lab-network.ts'

const signal = new AbortController().signal
const NOTHING = { peers: [], ids: [] }

let hub: LinkHub
let single: SingleTab
let labs: LabNetwork[]
let outsider: NetworkNode
beforeEach(async () => {
  hub = new LinkHub()
  single = await openSingleTab(testNetwork({}, [testAccount(1)]))
  labs = [await open(1), await open(2)]
  outsider = await startNetworkNode(hub, 3)
})

afterEach(async () => {
  await Promise.all([
    ...labs.map(({ network }) => network.stop()),
    outsider.network.stop(),
    single.node.stop(),
  ])
  hub.close()
})

/** A network in the laboratory; it reports the chain of the single tab. */
async function open(n: number): Promise<LabNetwork> {
  const lab = await LabNetwork.create(
    {
      identitySeed: new Uint8Array(32).fill(n),
      networkId: TEST_NETWORK_ID,
      signaling: [{ host: 'server.test', port: 443, path: '/', secure: true, networkId: TEST_NETWORK_ID }],
      linkPort: hub.page(),
      knownPeers: [],
      handlers: new RecordingHandlers(),
      clock: createSystemClock(),
      random: createSeededRandom(n),
      version: '1.0.0',
      fetch: async () => new Response('{"peers":[]}'),
    },
    {
      node: () => single.node,
      files: () => Promise.reject(new Error('this tab has no file sharing')),
    },
  )
  await lab.network.start()
  return lab
}

test('tabs in the laboratory report their sightings to each other, and other tabs do not answer', async () => {
  const [alice, bob] = labs as [LabNetwork, LabNetwork]
  await alice.network.connect(bob.network.peerId, 'manual')
  await alice.network.connect(outsider.network.peerId, 'manual')
  await until(async () => expect(await alice.ask(NOTHING, signal)).toHaveLength(1))
  expect(alice.linked().sort()).toEqual([bob.network.peerId, outsider.network.peerId].sort())

  bob.network.penalise(testPeer('mallory'), 'TX_SIGNATURE', 'forged')
  const sent = await single.api.send({ from: 'main', to: testAccount(2).text, amount: COIN })
  await single.mine()
  const id = sent.ok ? sent.value.txId : ''
  const [report] = await alice.ask(
    { peers: ['mallory', alice.network.peerId], ids: [id, testId('ab')] },
    signal,
  )
  const { header } = single.node.chain.tip
  expect(report).toMatchObject({
    peerId: bob.network.peerId,
    height: 1,
    tip: header.id,
    stateRoot: header.stateRoot,
    address: testAccount(1).text,
    sightings: [{ peerId: 'mallory', verdict: 'invalid', rule: 'TX_SIGNATURE', count: 1 }],
    standings: [
      { peerId: 'mallory', score: -50, cutOff: false, linked: false, received: 0 },
      { peerId: alice.network.peerId, score: 0, cutOff: false, linked: true, received: 0 },
    ],
    landings: [{ id, height: 1, applied: true, code: '' }],
    arrivals: [],
  })
})

test('a payment that is sent to some peers reaches only these', async () => {
  const [alice, bob] = labs as [LabNetwork, LabNetwork]
  outsider.handlers.verdict = { verdict: 'unchecked', reason: 'not passed on' }
  await alice.network.connect(bob.network.peerId, 'manual')
  await alice.network.connect(outsider.network.peerId, 'manual')
  // gossip arrives once the peers know each other's topics
  await until(() => {
    alice.announceTransaction(crypto.getRandomValues(new Uint8Array(9)), [outsider.network.peerId])
    expect(outsider.handlers.transactions.length).toBeGreaterThan(0)
  })
  expect(bob.observer.sightings([alice.network.peerId], [])).toEqual([])
  expect(bob.observer.received(alice.network.peerId)).toBe(0)
  expect(alice.announceTransaction(Uint8Array.of(1), [])).toBe(0)
})
