import { afterEach, beforeEach, expect, test } from 'vitest'
import { bytesEqual } from '#lib/bytes.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { type NetworkNode, startNetworkNode } from '#testing/network-node.ts'
import { testId } from '#testing/test-id.ts'
import { until } from '#testing/until.ts'
import { MAX_LINKS } from './link-messages.ts'
import type { NetworkOptions } from './network-options.ts'
import { peerIdFromSeed } from './peer-id.ts'

let hub: LinkHub
let nodes: NetworkNode[]

beforeEach(() => {
  hub = new LinkHub()
  nodes = []
})

afterEach(async () => {
  await Promise.all(nodes.map(({ network }) => network.stop()))
  hub.close()
})

async function start(
  n: number,
  options?: Partial<NetworkOptions> & { readonly introduce?: () => readonly string[] },
): Promise<NetworkNode> {
  const node = await startNetworkNode(hub, n, options)
  nodes.push(node)
  return node
}

const joined = ({ network }: NetworkNode) =>
  network
    .peers()
    .filter(peer => peer.state === 'connected')
    .map(peer => peer.peerId)

/** Linked both ways, and each knows that the other takes gossip. */
async function linked(a: NetworkNode, b: NetworkNode): Promise<void> {
  await a.network.connect(b.network.peerId, 'manual')
  await until(() => expect(joined(b)).toContain(a.network.peerId))
}

const unique = () => crypto.getRandomValues(new Uint8Array(40))
/** Publishes until the peers' subscriptions have arrived. */
async function publish({ network }: NetworkNode, bytes = unique()): Promise<Uint8Array> {
  let sent = bytes
  await until(async () => {
    sent = unique()
    expect(await network.publishTransaction(sent)).toBeGreaterThan(0)
  })
  return sent
}

test('two nodes shake hands: both know who the other is, its head, and how they came together', async () => {
  const [a, b] = [await start(1), await start(2)]
  b.handlers.tip = { height: 7, tip: testId('cd'), totalWeight: 2n ** 70n }
  await linked(a, b)
  expect(a.network.peers()).toMatchObject([
    { peerId: b.network.peerId, direction: 'outbound', route: 'manual', head: b.handlers.tip, score: 0 },
  ])
  expect(b.network.peers()).toMatchObject([{ peerId: a.network.peerId, direction: 'inbound' }])
  expect(a.handlers.changes).toEqual([{ peerId: b.network.peerId, change: 'joined' }])
  await until(() => expect(a.network.peers()[0]?.latencyMs).toBeTypeOf('number'))
  expect(a.network.peers()[0]?.bytesIn).toBeGreaterThan(0)

  b.handlers.tip = { ...b.handlers.tip, height: 8, tip: testId('ef') }
  b.network.headChanged()
  await until(() => expect(a.network.peers()[0]?.head?.height).toBe(8))
  expect(a.handlers.changes.at(-1)).toEqual({ peerId: b.network.peerId, change: 'head' })

  await a.network.disconnect(b.network.peerId)
  await until(() => expect(b.handlers.changes.at(-1)).toMatchObject({ change: 'left' }))
})

test('the peer id comes from the seed alone', () => {
  expect(peerIdFromSeed(new Uint8Array(32).fill(1))).toBe(
    '12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5',
  )
})

test('a node of another network is refused with the reason, not dialled again, and not punished', async () => {
  const a = await start(1)
  const b = await start(2, { networkId: testId('cd') })
  await expect(a.network.connect(b.network.peerId, 'manual')).rejects.toMatchObject({ code: 'PEER_REFUSED' })
  await until(() =>
    expect(b.handlers.eventsOf('peer-refused')).toMatchObject([{ code: 'WIRE_OTHER_NETWORK' }]),
  )
  expect(a.handlers.eventsOf('peer-refused')).toMatchObject([{ code: 'WIRE_OTHER_NETWORK' }])
  expect(a.network.knownPeers()).toEqual([])
  expect([...a.handlers.eventsOf('peer-penalised'), ...b.handlers.eventsOf('peer-penalised')]).toEqual([])
  await until(() => expect([...joined(a), ...joined(b)]).toEqual([]))
})

test('both dial at once: one link stays, both calls succeed', async () => {
  const [a, b] = [await start(1), await start(2)]
  await Promise.all([
    a.network.connect(b.network.peerId, 'manual'),
    b.network.connect(a.network.peerId, 'manual'),
  ])
  await until(() => {
    expect(a.network.peers()).toHaveLength(1)
    expect(b.network.peers()).toHaveLength(1)
    expect(a.network.peers()[0]?.direction).not.toBe(b.network.peers()[0]?.direction)
  })
  expect(a.handlers.changes.filter(({ change }) => change === 'left')).toEqual([])
  await publish(a)
  await until(() => expect(b.handlers.transactions).not.toEqual([]))
})

test('a peer that breaks a forged seal is banned: no link in, none out', async () => {
  const [a, b] = [await start(1), await start(2)]
  await linked(a, b)
  b.network.penalise(a.network.peerId, 'SEAL_WORK', 'no work in it')
  await until(() => expect([...joined(a), ...joined(b)]).toEqual([]))
  expect(b.handlers.eventsOf('peer-banned')).toMatchObject([{ peerId: a.network.peerId }])
  expect(b.network.knownPeers()).toMatchObject([{ bannedUntil: expect.any(Number) }])
  await expect(a.network.connect(b.network.peerId, 'manual')).rejects.toMatchObject({ code: 'PEER_REFUSED' })
  expect(b.handlers.eventsOf('link-refused')).toMatchObject([{ code: 'LINK_BANNED' }])
})

test('64 MiB of bodies over Noise and yamux through a slow wire, with heartbeats in between', async () => {
  hub = new LinkHub({ bytesPerTurn: 512 * 1024 })
  const [a, b] = [await start(1), await start(2)]
  await linked(a, b)
  const body = new Uint8Array(8 << 20).map((_, i) => i)
  b.handlers.serveBodies = async () => [body]
  const ask = () => a.network.requestBodies(b.network.peerId, [testId('01')], new AbortController().signal)
  for (let i = 0; i < 4; i++) {
    for (const [received] of await Promise.all([ask(), ask()])) {
      // Not `toEqual`, which takes minutes for 8 MiB.
      expect(bytesEqual(received ?? new Uint8Array(), body)).toBe(true)
    }
  }
  expect(joined(a)).toEqual([b.network.peerId])
  expect(Math.max(...(hub.links[0]?.ends.map(end => end.mostBuffered) ?? []))).toBeLessThan(5 << 20)
})

test('a peer that asks too much is cut short', async () => {
  // Time stands still where the questions are counted.
  const [a, b] = [await start(1), await start(2, { clock: createFakeClock() })]
  await linked(a, b)
  const ask = () => a.network.requestHeaders(b.network.peerId, [], 1, new AbortController().signal)
  for (let i = 0; i < 64; i++) await ask()
  const results = await Promise.allSettled(Array.from({ length: 4 }, ask))
  expect(results.some(result => result.status === 'rejected')).toBe(true)
  await until(() => expect(b.handlers.eventsOf('peer-penalised')[0]).toMatchObject({ code: 'WIRE_FLOOD' }))
})

test('garbage from somebody who claims to be a peer ends before it is anything', async () => {
  const a = await start(1)
  const ghost = peerIdFromSeed(new Uint8Array(32).fill(9))
  const raw = hub.intrude(ghost, a.network.peerId)
  // A multistream message of 16 383 bytes, sixteen times what is allowed.
  raw.send(Uint8Array.of(0xff, 0x7f, 1, 2, 3).buffer)
  await until(() => expect(raw.readyState).toBe('closed'))
  expect(a.handlers.eventsOf('link-failed')).toMatchObject([{ peerId: ghost }])
  expect(a.network.peers()).toEqual([])

  const stranger = hub.intrude('not a peer id', a.network.peerId)
  await until(() => expect(stranger.readyState).toBe('closed'))
})

test('every channel counts against the cap of 16, also those that have said nothing yet', async () => {
  const a = await start(1)
  const b = await start(2)
  const raws = Array.from({ length: MAX_LINKS }, (_, i) =>
    hub.intrude(peerIdFromSeed(new Uint8Array(32).fill(100 + i)), a.network.peerId),
  )
  await expect(b.network.connect(a.network.peerId, 'manual')).rejects.toMatchObject({
    code: 'LINKS_TOO_MANY',
  })
  expect(a.handlers.eventsOf('link-refused')).toMatchObject([{ peerId: b.network.peerId, code: 'LINK_CAP' }])
  await expect(a.network.connect(b.network.peerId, 'manual')).rejects.toMatchObject({
    code: 'LINKS_TOO_MANY',
  })
  raws[0]?.close()
  await until(() => b.network.connect(a.network.peerId, 'manual'))
})

test('a link that dies without an event is found by its missing heartbeats', async () => {
  const clock = createFakeClock()
  const [a, b] = [await start(1, { clock }), await start(2)]
  await linked(a, b)
  hub.reaches = () => false
  for (const end of hub.links[0]?.ends ?? []) end.dead = true
  await until(async () => {
    await clock.advance(1_000)
    expect(joined(a)).toEqual([])
  })
  expect(a.handlers.eventsOf('link-closed')[0]?.reason).toMatch(/heartbeats were not answered/)
})

test('after a wake-up a dead link is found at once, a live one stays, and pauses are over', async () => {
  const clock = createFakeClock()
  const [a, b, c] = [await start(1, { clock }), await start(2), await start(3)]
  await linked(a, b)
  await linked(a, c)
  for (const end of hub.links[0]?.ends ?? []) end.dead = true
  hub.wake(a.network.peerId)
  await until(() => expect(a.handlers.eventsOf('wake')).toHaveLength(1))
  await until(async () => {
    await clock.advance(500)
    expect(joined(a)).toEqual([c.network.peerId])
  })
  expect(a.handlers.eventsOf('link-closed')[0]?.reason).toMatch(/wake-up/)
})

test('a crashed tab that comes back takes the place of its dead link', async () => {
  const clock = createFakeClock()
  const a = await start(1, { clock })
  const b = await start(2)
  await linked(b, a)
  for (const end of hub.links[0]?.ends ?? []) end.dead = true
  const again = await start(2)
  await linked(again, a)
  await until(() => expect(joined(a)).toEqual([again.network.peerId]))
  await publish(again)
  await until(() => expect(a.handlers.transactions).not.toEqual([]))
})

test('nodes that the server introduces find each other by themselves, and tell each other of the rest', async () => {
  const introduce = () => hub.peers().slice(0, 1)
  for (let n = 1; n <= 5; n++) await start(n, { introduce })
  await until(() => expect(nodes.map(node => joined(node).length)).toEqual([4, 4, 4, 4, 4]))
  const routes = nodes.flatMap(({ network }) => network.peers().map(peer => peer.route))
  expect(routes).toContain('exchange')
})

test('a failed dial keeps its reason until the peer is linked, and blames nobody during an outage', async () => {
  const [a, b] = [await start(1), await start(2)]
  hub.reaches = () => false
  hub.failure = { code: 'DIAL_BLOCKED', message: 'nothing passes' }
  await expect(a.network.connect(b.network.peerId, 'manual')).rejects.toMatchObject({ code: 'DIAL_BLOCKED' })
  expect(a.network.reach().trouble).toMatchObject({ peerId: b.network.peerId, code: 'DIAL_BLOCKED' })
  expect(a.network.knownPeers()).toMatchObject([{ failures: 1, failure: 'DIAL_BLOCKED' }])

  hub.signaling(a.network.peerId, 'offline')
  await until(() => expect(a.handlers.signaling).toBe('offline'))
  hub.failure = { code: 'DIAL_TIMEOUT', message: 'the other tab did not answer the introduction' }
  await expect(a.network.connect(b.network.peerId, 'manual')).rejects.toMatchObject({ code: 'DIAL_TIMEOUT' })
  expect(a.network.knownPeers()).toMatchObject([{ failures: 1 }])

  // The tab dials by itself as soon as the server is back, whatever pause there was.
  hub.reaches = () => true
  hub.signaling(a.network.peerId, 'online')
  await until(() => expect(joined(a)).toEqual([b.network.peerId]))
  expect(a.network.reach().trouble).toBeUndefined()
  expect(a.network.knownPeers()[0]?.failure).toBeUndefined()
})

test('a tab that went away raises no alarm, and the others that the server names are counted', async () => {
  const gone = peerIdFromSeed(new Uint8Array(32).fill(9))
  const a = await start(1, { introduce: () => [gone, peerIdFromSeed(new Uint8Array(32).fill(1))] })
  await until(() => expect(a.network.reach().others).toBe(1))
  await until(() => expect(a.handlers.eventsOf('dial-failed')).not.toEqual([]))
  expect(a.network.reach().trouble).toBeUndefined()
})
