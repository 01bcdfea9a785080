import { afterEach, expect, test } from 'vitest'
import type { SignalingLimits } from './limits.ts'
import { NETWORK_A, NETWORK_B, TestClient, testPeerId } from './testing/test-client.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

const ALICE = testPeerId(1)
const BOB = testPeerId(2)
const CAROL = testPeerId(3)

let running: TestServer | undefined
afterEach(() => running?.stop())

async function start(limits: Partial<SignalingLimits> = {}, trustProxy = false): Promise<TestServer> {
  running = await startTestServer(limits, trustProxy)
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
  const twin = await new TestClient(port, ALICE, { networkId: NETWORK_B, token: 'other' }).opened()

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

test('the same id and token takes over at once and gets OPEN, whatever the old socket does', async () => {
  const { port, url } = await start()
  const old = await new TestClient(port, ALICE, { options: { autoPong: false } }).opened()
  const bob = await new TestClient(port, BOB).opened()
  const next = await new TestClient(port, ALICE).opened()

  await old.gone()
  bob.send({ type: 'OFFER', dst: ALICE, payload: { to: 'the new one' } })
  expect((await next.message('OFFER')).payload).toEqual({ to: 'the new one' })
  expect((await peersOf(url, NETWORK_A)).sort()).toEqual([ALICE, BOB].sort())
})

test('another token gets ID-TAKEN while the holder answers', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  const thief = new TestClient(port, ALICE, { token: 'guess' })
  expect(await thief.message('ID-TAKEN')).toBeDefined()
  await thief.gone()
  await alice.flushed()
  expect(alice.closed).toBeUndefined()
})

test('an id whose holder does not answer a ping is freed for another token', async () => {
  const { port } = await start({ takeoverPingMs: 500 })
  const dead = await new TestClient(port, ALICE, { options: { autoPong: false } }).opened()
  await new TestClient(port, ALICE, { token: 'after the crash' }).opened()
  await dead.gone()
})

test('of two clients that claim a dead id together one gets it', async () => {
  const { port } = await start({ takeoverPingMs: 500 })
  await new TestClient(port, ALICE, { options: { autoPong: false } }).opened()
  const claims = ['one', 'two'].map(token => new TestClient(port, ALICE, { token }))
  await Promise.all(claims.map(claim => claim.until(({ received }) => received.length > 0)))
  expect(claims.map(({ received }) => received[0]?.type).sort()).toEqual(['ID-TAKEN', 'OPEN'])
})

test('the sweep drops clients that stopped answering pings', async () => {
  const { port, url } = await start({ pingEveryMs: 1000 })
  await new TestClient(port, ALICE).opened()
  const dead = await new TestClient(port, BOB, { options: { autoPong: false } }).opened()
  await dead.gone()
  expect(await peersOf(url, NETWORK_A)).toEqual([ALICE])
})

test('a page that sends no heartbeat is dropped, also if its browser answers pings', async () => {
  const { port, url } = await start({ heartbeatTimeoutMs: 100 })
  const frozen = await new TestClient(port, ALICE).opened()
  expect((await frozen.gone()).code).toBe(1000)
  expect(await peersOf(url, NETWORK_A)).toEqual([])
})

test.each([
  ['a key that is not a network id', { networkId: 'peerjs' }, ALICE, /key must be the network id/],
  ['an id that is not a PeerId', {}, 'alice', /id must be an Ed25519 PeerId/],
  ['an id with a path in it', {}, `${NETWORK_B}.${ALICE}`, /id must be an Ed25519 PeerId/],
  ['no token', { token: '' }, ALICE, /token must have/],
  ['a huge token', { token: 'x'.repeat(129) }, ALICE, /token must have 1 to 128/],
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
