import { expect, test } from 'vitest'
import { networkSuite } from '#network/compliance/network.suite.ts'
import type { NetworkWorld, SuiteNode } from '#network/compliance/network-play.suite.ts'
import type { NetworkHandlers } from '#network/network.ts'
import { createFakeClock } from './fake-clock.ts'
import { MemoryHub } from './memory-hub.ts'
import { RecordingHandlers } from './network-node.ts'
import { createSeededRandom } from './seeded-random.ts'
import { testId } from './test-id.ts'
import { testPeer } from './test-peer.ts'

async function world(ids: readonly string[], options: { losses?: number; duplicates?: number } = {}) {
  const clock = createFakeClock()
  const hub = new MemoryHub({ clock, random: createSeededRandom(7), ...options })
  const nodes = ids.map(id => {
    const handlers = new RecordingHandlers()
    return { id, handlers, network: hub.create(id, handlers as NetworkHandlers) }
  })
  for (const { network } of nodes) await network.start()
  await clock.advance(100)
  return { clock, hub, nodes: nodes as [(typeof nodes)[0], (typeof nodes)[0], (typeof nodes)[0]] }
}

const bytes = Uint8Array.of(1, 2, 3)

test('all nodes link, and gossip reaches every node once, also when it arrives twice', async () => {
  const { clock, nodes } = await world(['a', 'b', 'c'], { duplicates: 100 })
  const [a, b, c] = nodes
  expect(a.handlers.changes.map(change => change.peerId)).toEqual(expect.arrayContaining(['b', 'c']))
  expect(await a.network.publishTransaction(bytes)).toBe(2)
  await clock.advance(1_000)
  expect([a, b, c].map(node => node.handlers.transactions.length)).toEqual([0, 1, 1])
  expect(await a.network.publishTransaction(bytes)).toBe(0)
  await clock.advance(20_000)
  expect(await a.network.publishTransaction(bytes)).toBe(2)
})

test('a partition cuts links, requests and gossip; healing links again', async () => {
  const { clock, hub, nodes } = await world(['a', 'b', 'c'])
  const [a, b, c] = nodes
  const request = a.network.requestHeaders(testPeer('c'), [], 10, new AbortController().signal)
  hub.partition(['a', 'b'], ['c'])
  await Promise.all([clock.advance(500), expect(request).rejects.toMatchObject({ code: 'PEER_GONE' })])
  expect(a.network.peers().map(peer => peer.peerId)).toEqual(['b'])
  expect(c.handlers.changes.filter(({ change }) => change === 'left')).toHaveLength(2)

  await a.network.publishTransaction(bytes)
  await clock.advance(500)
  expect([b, c].map(node => node.handlers.transactions.length)).toEqual([1, 0])
  hub.heal()
  await clock.advance(500)
  expect(c.network.peers()).toHaveLength(2)
})

test('invalid gossip is not relayed and costs its sender; the more serious the rule, the sooner the link closes', async () => {
  const { clock, hub, nodes } = await world(['a', 'b', 'c'])
  const [a, b, c] = nodes
  b.handlers.verdict = { verdict: 'invalid', code: 'SEAL_WORK', message: 'x' }
  c.handlers.verdict = { verdict: 'unchecked', reason: 'x' }
  await a.network.publishTransaction(bytes)
  await clock.advance(500)
  expect(hub.penalties).toEqual([{ by: 'b', peerId: 'a', code: 'SEAL_WORK' }])
  expect(b.network.peers().map(peer => peer.peerId)).toEqual(['c'])
  expect(c.network.peers()).toHaveLength(2)
})

test('heads are sent, requests are answered, a restarted node is a new one', async () => {
  const { clock, hub, nodes } = await world(['a', 'b', 'c'])
  const [a, b] = nodes
  b.handlers.tip = { height: 5, tip: testId('01'), totalWeight: 9n }
  b.handlers.headers = [bytes]
  b.network.headChanged()
  await clock.advance(100)
  expect(a.network.peers().find(peer => peer.peerId === 'b')?.head).toEqual(b.handlers.tip)
  const answer = a.network.requestHeaders(testPeer('b'), [], 10, new AbortController().signal)
  await clock.advance(200)
  expect(await answer).toEqual([bytes])

  await b.network.stop()
  expect(a.network.peers().map(peer => peer.peerId)).toEqual(['c'])
  const again = hub.create('b', new RecordingHandlers())
  await again.start()
  await clock.advance(100)
  expect(a.network.peers()).toHaveLength(2)
})

function createWorld(): NetworkWorld {
  const clock = createFakeClock()
  const hub = new MemoryHub({ clock, random: createSeededRandom(7) })
  const apart = new Set<string>()
  let count = 0
  hub.links = (one, other) => !apart.has(`${one} ${other}`)

  const keepApart = ({ network: { peerId: one } }: SuiteNode, { network: { peerId: other } }: SuiteNode) => {
    apart.add(`${one} ${other}`).add(`${other} ${one}`)
    hub.relink()
  }
  return {
    clock,
    stopServer: () => hub.stopServer(),
    keepApart,
    cut: keepApart,
    async start() {
      const handlers = new RecordingHandlers()
      const network = hub.create(`node-${++count}`, handlers)
      await network.start()
      return { network, handlers }
    },
    close: () => {},
  }
}

networkSuite('memory', createWorld)
