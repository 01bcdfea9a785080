import { afterEach, beforeEach, expect, test } from 'vitest'
import { MAX_TRANSACTION_BYTES } from '#chain/limits.ts'
import { BugError } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { type NetworkNode, startNetworkNode } from '#testing/network-node.ts'
import { until } from '#testing/until.ts'
import { MAX_POOL_IDS } from './limits.ts'
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
  b.handlers.tip = { height: 7, tip: 'cd'.repeat(32), totalWeight: 2n ** 70n }
  await linked(a, b)
  expect(a.network.peers()).toMatchObject([
    { peerId: b.network.peerId, direction: 'outbound', route: 'manual', head: b.handlers.tip, score: 0 },
  ])
  expect(b.network.peers()).toMatchObject([{ peerId: a.network.peerId, direction: 'inbound' }])
  expect(a.handlers.changes).toEqual([{ peerId: b.network.peerId, change: 'joined' }])
  await until(() => expect(a.network.peers()[0]?.latencyMs).toBeTypeOf('number'))
  expect(a.network.peers()[0]?.bytesIn).toBeGreaterThan(0)

  b.handlers.tip = { ...b.handlers.tip, height: 8, tip: 'ef'.repeat(32) }
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
  const b = await start(2, { networkId: 'cd'.repeat(32) })
  await expect(a.network.connect(b.network.peerId, 'manual')).rejects.toMatchObject({ code: 'PEER_REFUSED' })
  await until(() => expect(b.handlers.told('peer-refused')).toMatchObject([{ code: 'WIRE_OTHER_NETWORK' }]))
  expect(a.handlers.told('peer-refused')).toMatchObject([{ code: 'WIRE_OTHER_NETWORK' }])
  expect(a.network.knownPeers()).toEqual([])
  expect([...a.handlers.told('peer-penalised'), ...b.handlers.told('peer-penalised')]).toEqual([])
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

test('gossip goes on to others only when it is valid; invalid costs, unchecked does not', async () => {
  const [a, b, c] = [await start(1), await start(2), await start(3)]
  // In a line: a and c, who hear of each other from b, must not link.
  const ends = [a.network.peerId, c.network.peerId]
  hub.reaches = (from, to) => !(ends.includes(from) && ends.includes(to))
  await linked(a, b)
  await linked(b, c)
  const good = await publish(a)
  await until(() => expect(c.handlers.transactions.map(({ bytes }) => bytes)).toContainEqual(good))
  expect(c.handlers.transactions[0]?.from).toBe(b.network.peerId)

  b.handlers.verdict = { verdict: 'unchecked', reason: 'storage failed' }
  const doubtful = await publish(a)
  await until(() => expect(b.handlers.transactions.map(({ bytes }) => bytes)).toContainEqual(doubtful))
  b.handlers.verdict = { verdict: 'invalid', code: 'TX_SCHEMA', message: 'fee: missing' }
  const bad = await publish(a)
  await until(() =>
    expect(b.handlers.told('peer-penalised')).toMatchObject([{ code: 'TX_SCHEMA', penalty: 20 }]),
  )
  expect(b.network.peers().find(peer => peer.peerId === a.network.peerId)?.score).toBeLessThan(-15)

  b.handlers.verdict = { verdict: 'valid' }
  const last = await publish(a)
  await until(() => expect(c.handlers.transactions.map(({ bytes }) => bytes)).toContainEqual(last))
  const seen = c.handlers.transactions.map(({ bytes }) => bytes)
  expect(seen).not.toContainEqual(doubtful)
  expect(seen).not.toContainEqual(bad)
})

test('a bug of our own that news of files meet is told of, stops nothing, and costs nobody', async () => {
  const [a, b] = [await start(1), await start(2)]
  await linked(a, b)
  b.handlers.onFileNews = () => {
    throw new BugError('a planted assertion')
  }
  const news = { held: [], fetching: [], dropped: [] }
  await until(async () => {
    await a.network.publishFileNews(news)
    expect(b.handlers.faults).not.toEqual([])
  })
  expect(b.handlers.faults[0]).toMatchObject({ judged: { what: 'message', step: 'file news' } })
  const next = await publish(a)
  await until(() => expect(b.handlers.transactions.map(({ bytes }) => bytes)).toContainEqual(next))
  expect(b.handlers.told('peer-penalised')).toEqual([])
})

test('a block announcement arrives as it was published; what was just sent is not sent again', async () => {
  const [a, b] = [await start(1), await start(2)]
  await linked(a, b)
  await publish(a)
  const announcement = { header: unique(), txIds: ['01'.repeat(32), '02'.repeat(32)] }
  expect(await a.network.publishBlock(announcement)).toBe(1)
  await until(() => expect(b.handlers.blocks.map(block => block.announcement)).toEqual([announcement]))
  expect(await a.network.publishBlock(announcement)).toBe(0)

  const large = { header: unique(), txIds: Array.from({ length: 5_000 }, () => '01'.repeat(32)) }
  await a.network.publishBlock(large)
  await until(() => expect(b.handlers.blocks.at(-1)?.announcement).toEqual({ ...large, txIds: [] }))
})

test('a peer that breaks a forged seal is banned: no link in, none out', async () => {
  const [a, b] = [await start(1), await start(2)]
  await linked(a, b)
  b.network.penalise(a.network.peerId, 'SEAL_WORK', 'no work in it')
  await until(() => expect([...joined(a), ...joined(b)]).toEqual([]))
  expect(b.handlers.told('peer-banned')).toMatchObject([{ peerId: a.network.peerId }])
  expect(b.network.knownPeers()).toMatchObject([{ bannedUntil: expect.any(Number) }])
  await expect(a.network.connect(b.network.peerId, 'manual')).rejects.toMatchObject({ code: 'PEER_REFUSED' })
  expect(b.handlers.told('link-refused')).toMatchObject([{ code: 'LINK_BANNED' }])
})

test('headers and bodies are answered; an answer stops at its bound, a request at its signal', async () => {
  const [a, b] = [await start(1), await start(2)]
  await linked(a, b)
  const to = b.network.peerId
  const { signal } = new AbortController()
  b.handlers.headers = Array.from({ length: 600 }, (_, i) => new Uint8Array(200).fill(i))
  expect(await a.network.requestHeaders(to, ['01'.repeat(32)], 3, signal)).toEqual(
    b.handlers.headers.slice(0, 3),
  )
  expect(await a.network.requestHeaders(to, [], 600, signal)).toHaveLength(512)

  b.handlers.bodies = [
    new Uint8Array(10),
    new Uint8Array(1 << 20),
    new Uint8Array(1 << 20),
    new Uint8Array(1),
  ]
  const ids = ['01', '02', '03', '04', '05'].map(byte => byte.repeat(32))
  expect((await a.network.requestBodies(to, ids, signal)).map(body => body.length)).toEqual([
    10,
    1 << 20,
    1 << 20,
  ])
  expect(await a.network.requestBodies(to, ids.slice(0, 1), signal)).toHaveLength(1)

  b.handlers.serveBodies = () => new Promise(() => {})
  const aborted = AbortSignal.timeout(50)
  await expect(a.network.requestBodies(to, ids, aborted)).rejects.toMatchObject({ code: 'PEER_TIMEOUT' })
  await expect(a.network.requestBodies('12D3KooWnobody', ids, signal)).rejects.toMatchObject({
    code: 'PEER_GONE',
  })
})

test('what waits is told to who asks, without what it names, and one peer alone can be given something', async () => {
  const [a, b] = [await start(1), await start(2)]
  await linked(a, b)
  const to = b.network.peerId
  const { signal } = new AbortController()
  b.handlers.pool = Array.from({ length: 600 }, (_, i) => new Uint8Array(100).fill(i))
  const ids = ['01', '02'].map(byte => byte.repeat(32))
  expect(await a.network.requestPool(to, ids, signal)).toEqual(b.handlers.pool.slice(0, 512))
  expect(b.handlers.held).toEqual([['01'.repeat(8), '02'.repeat(8)]])
  const many = Array<string>(MAX_POOL_IDS + 1).fill('03'.repeat(32))
  await a.network.requestPool(to, many, signal)
  expect(b.handlers.held[1]).toHaveLength(MAX_POOL_IDS)
  b.handlers.pool = [new Uint8Array(MAX_TRANSACTION_BYTES), ...Array(9).fill(new Uint8Array(60_000))]
  expect(await a.network.requestPool(to, [], signal)).toHaveLength(3)

  const given = [Uint8Array.of(1), new Uint8Array(MAX_TRANSACTION_BYTES)]
  await a.network.sendStem(to, given, signal)
  expect(b.handlers.stems).toEqual([{ transactions: given, from: a.network.peerId }])
})

test('64 MiB of bodies over Noise and yamux through a slow wire, with heartbeats in between', async () => {
  hub = new LinkHub({ bytesPerTurn: 512 * 1024 })
  const [a, b] = [await start(1), await start(2)]
  await linked(a, b)
  const body = new Uint8Array(8 << 20).map((_, i) => i)
  b.handlers.serveBodies = async () => [body]
  const ask = () => a.network.requestBodies(b.network.peerId, ['01'.repeat(32)], new AbortController().signal)
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
  await until(() => expect(b.handlers.told('peer-penalised')[0]).toMatchObject({ code: 'WIRE_FLOOD' }))
})

test('garbage from somebody who claims to be a peer ends before it is anything', async () => {
  const a = await start(1)
  const ghost = peerIdFromSeed(new Uint8Array(32).fill(9))
  const raw = hub.intrude(ghost, a.network.peerId)
  // A multistream message of 16 383 bytes, sixteen times what is allowed.
  raw.send(Uint8Array.of(0xff, 0x7f, 1, 2, 3).buffer)
  await until(() => expect(raw.readyState).toBe('closed'))
  expect(a.handlers.told('link-failed')).toMatchObject([{ peerId: ghost }])
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
  expect(a.handlers.told('link-refused')).toMatchObject([{ peerId: b.network.peerId, code: 'LINK_CAP' }])
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
  expect(a.handlers.told('link-closed')[0]?.reason).toMatch(/heartbeats were not answered/)
})

test('after a wake-up a dead link is found at once, a live one stays, and pauses are over', async () => {
  const clock = createFakeClock()
  const [a, b, c] = [await start(1, { clock }), await start(2), await start(3)]
  await linked(a, b)
  await linked(a, c)
  for (const end of hub.links[0]?.ends ?? []) end.dead = true
  hub.wake(a.network.peerId)
  await until(() => expect(a.handlers.told('wake')).toHaveLength(1))
  await until(async () => {
    await clock.advance(500)
    expect(joined(a)).toEqual([c.network.peerId])
  })
  expect(a.handlers.told('link-closed')[0]?.reason).toMatch(/wake-up/)
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
