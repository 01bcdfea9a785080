import { afterEach, expect, test } from 'vitest'
import type { SignalingLimits } from './limits.ts'
import type { SignalingOptions } from './signaling-server.ts'
import { NETWORK_A, NETWORK_B, TestClient, testPeerId } from './testing/test-client.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

const ALICE = testPeerId(1)
const BOB = testPeerId(2)
const CAROL = testPeerId(3)

let running: TestServer | undefined
afterEach(() => running?.stop())

async function start(
  limits: Partial<SignalingLimits> = {},
  options: Partial<SignalingOptions> = {},
): Promise<TestServer> {
  running = await startTestServer(limits, options)
  return running
}

async function peersOf(url: string, networkId: string, query = ''): Promise<string[]> {
  const response = await fetch(`${url}/networks/${networkId}/peers${query}`)
  const body = (await response.json()) as { peers: string[] }
  return body.peers
}

test('relays an offer and its answer between two tabs of one network, ids and payload as sent', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()

  const payload = { sdp: { type: 'offer', sdp: 'v=0\r\n"quoted"' }, connectionId: 'dc_1', nested: [[{}]] }
  alice.send({ type: 'OFFER', dst: BOB, payload })
  expect(await bob.message('OFFER')).toEqual({ type: 'OFFER', src: ALICE, dst: BOB, payload })

  bob.send({ type: 'ANSWER', dst: ALICE, payload: { sdp: 'x' } })
  expect(await alice.message('ANSWER')).toEqual({
    type: 'ANSWER',
    src: BOB,
    dst: ALICE,
    payload: { sdp: 'x' },
  })
})

test('a client cannot send in the name of another', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()
  alice.send({ type: 'OFFER', src: CAROL, dst: BOB, payload: {} })
  expect((await bob.message('OFFER')).src).toBe(ALICE)
})

test('tabs of different networks do not reach each other, even with the same id', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  const stranger = await new TestClient(port, BOB, { networkId: NETWORK_B }).opened()
  const twin = await new TestClient(port, ALICE, { networkId: NETWORK_B }).opened()

  alice.send({ type: 'OFFER', dst: BOB, payload: { from: 'a' } })
  expect(await alice.message('EXPIRE')).toEqual({ type: 'EXPIRE', src: BOB, dst: ALICE })

  twin.send({ type: 'OFFER', dst: BOB, payload: { from: 'b' } })
  expect((await stranger.message('OFFER')).payload).toEqual({ from: 'b' })
  expect(stranger.received.filter(({ type }) => type === 'OFFER')).toHaveLength(1)
})

test('an offer to an absent peer is answered at once, once per dial, and nothing is queued for it', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  alice.send({ type: 'CANDIDATE', dst: BOB, payload: {} })
  alice.send({ type: 'OFFER', dst: BOB, payload: {} })
  alice.send({ type: 'CANDIDATE', dst: BOB, payload: {} })
  await alice.flushed()
  expect(alice.received.filter(({ src }) => src === BOB)).toHaveLength(1)

  const bob = await new TestClient(port, BOB).opened()
  await bob.flushed()
  expect(bob.received.map(({ type }) => type)).toEqual(['OPEN', 'EXPIRE'])
})

test('a tab that leaves does not make the others close their links', async () => {
  const { port, url } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()
  alice.send({ type: 'OFFER', dst: BOB, payload: {} })
  await bob.message('OFFER')

  alice.send({ type: 'LEAVE', dst: BOB })
  await alice.flushed()
  alice.socket.close()
  await expect.poll(() => peersOf(url, NETWORK_A)).toEqual([BOB])
  await bob.flushed()
  expect(bob.received.map(({ type }) => type)).not.toContain('LEAVE')
})

test('whoever proves an id takes it over at once, whatever the old socket does', async () => {
  const { port, url } = await start()
  const old = await new TestClient(port, ALICE, { options: { autoPong: false } }).opened()
  const bob = await new TestClient(port, BOB).opened()
  const next = await new TestClient(port, ALICE).opened()

  await old.gone()
  bob.send({ type: 'OFFER', dst: ALICE, payload: { to: 'the new one' } })
  expect((await next.message('OFFER')).payload).toEqual({ to: 'the new one' })
  expect((await peersOf(url, NETWORK_A)).sort()).toEqual([ALICE, BOB].sort())
})

test.each([
  ['by another key', { proof: 'wrong' }, /The id is not proven/],
  [
    'for another server',
    { host: 'evil.example' },
    /proof is for evil\.example, but .* asked as 127\.0\.0\.1/,
  ],
] as const)('an id cannot be squatted, nor taken, with a proof %s', async (_, options, message) => {
  const { port, url } = await start()
  const squatter = new TestClient(port, ALICE, options)
  expect((await squatter.message('ERROR')).payload?.msg).toMatch(message)
  expect((await squatter.gone()).code).toBe(1008)
  expect(await peersOf(url, NETWORK_A)).toEqual([])

  const alice = await new TestClient(port, ALICE).opened()
  await new TestClient(port, ALICE, options).gone()
  await alice.flushed()
  expect(alice.closed).toBeUndefined()
})

test('a proof is good for one connection', async () => {
  const { port } = await start()
  const first = new TestClient(port, ALICE)
  let proof: unknown
  const send = first.send.bind(first)
  first.send = message => {
    proof = message
    send(message)
  }
  await first.opened()

  const thief = new TestClient(port, ALICE, { proof: 'none' })
  await new Promise(resolve => thief.socket.once('message', resolve))
  thief.send(proof)
  expect((await thief.message('ERROR')).payload?.msg).toMatch(/not proven/)
  await first.flushed()
})

test('a client that proves nothing reaches nobody, is in no list, and is sent away', async () => {
  const { port, url } = await start({ proofMs: 200 })
  const bob = await new TestClient(port, BOB).opened()
  const nobody = new TestClient(port, ALICE, { proof: 'none' })
  nobody.socket.on('open', () => nobody.send({ type: 'OFFER', dst: BOB, payload: {} }))
  expect((await nobody.message('ERROR')).payload?.msg).toMatch(/did not arrive in time/)
  expect(await peersOf(url, NETWORK_A)).toEqual([BOB])
  await bob.flushed()
  expect(bob.received.map(({ type }) => type)).toEqual(['OPEN', 'EXPIRE'])
})

test('behind a proxy that hides the host, a proof for any host counts', async () => {
  const { port } = await start({}, { trustProxy: true })
  await new TestClient(port, ALICE, { host: 'tabs.example' }).opened()
  const options = { headers: { 'x-forwarded-host': 'tabs.example:443' } }
  await new TestClient(port, BOB, { host: 'tabs.example', options }).opened()
  const other = new TestClient(port, CAROL, { host: 'evil.example', options })
  expect((await other.message('ERROR')).payload?.msg).toMatch(/asked as tabs\.example/)
})

test('the sweep drops clients that stopped answering pings', async () => {
  const { port, url } = await start({ pingEveryMs: 1000 })
  await new TestClient(port, ALICE).opened()
  const dead = await new TestClient(port, BOB, { options: { autoPong: false } }).opened()
  await dead.gone()
  expect(await peersOf(url, NETWORK_A)).toEqual([ALICE])
})

test('a page that sends no heartbeat is dropped, also if its browser answers pings', async () => {
  const { port, url } = await start({ heartbeatTimeoutMs: 100, pingEveryMs: 300 })
  const frozen = await new TestClient(port, ALICE).opened()
  expect((await frozen.gone()).code).toBe(1000)
  expect(await peersOf(url, NETWORK_A)).toEqual([])
})

test.each([
  ['a key that is not a network id', { networkId: 'peerjs' }, ALICE, /key must be the network id/],
  ['an id that is not a PeerId', {}, 'alice', /id must be an Ed25519 PeerId/],
  ['an id with a path in it', {}, `${NETWORK_B}.${ALICE}`, /id must be an Ed25519 PeerId/],
  ['an id whose bytes are not a key', {}, `12D3KooW${'z'.repeat(44)}`, /id must be an Ed25519 PeerId/],
])('refuses %s with a message that names it', async (_, options, peerId, message) => {
  const { port } = await start()
  const client = new TestClient(port, peerId, options)
  expect((await client.message('ERROR')).payload?.msg).toMatch(message)
  await client.gone()
})

test('refuses WebSockets on other paths', async () => {
  const { port } = await start()
  const { WebSocket } = await import('ws')
  const socket = new WebSocket(`ws://127.0.0.1:${port}/elsewhere/peerjs?key=${NETWORK_A}`)
  const status = await new Promise(resolve =>
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode)),
  )
  expect(status).toBe(404)
})
