import { afterEach, expect, test } from 'vitest'
import { SIGNALING_LIMITS, type SignalingLimits } from './limits.ts'
import { NETWORK_A, NETWORK_B, TestClient, testPeerId } from './testing/test-client.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

const ALICE = testPeerId(1)
const BOB = testPeerId(2)

let running: TestServer | undefined
afterEach(() => running?.stop())

async function start(limits: Partial<SignalingLimits> = {}, trustProxy = false): Promise<TestServer> {
  running = await startTestServer(limits, { trustProxy })
  return running
}

test('a frame above the cap ends the connection', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  alice.send({ type: 'OFFER', dst: BOB, payload: { sdp: 'x'.repeat(SIGNALING_LIMITS.messageBytes) } })
  expect((await alice.gone()).code).toBe(1009)
})

test('an offer of 16 KiB, more than any real one, passes', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()
  const sdp = 'x'.repeat(16 * 1024)
  alice.send({ type: 'OFFER', dst: BOB, payload: { sdp } })
  expect((await bob.message('OFFER')).payload).toEqual({ sdp })
})

test.each([
  ['no JSON', 'not json'],
  ['a text that is not an object', '7'],
  ['null', 'null'],
  ['no type', '{}'],
  ['an unknown type', '{"type":"OPEN"}'],
  ['a type of the prototype', '{"type":"constructor"}'],
  ['no destination', '{"type":"OFFER","payload":{}}'],
  ['a bad destination', '{"type":"OFFER","dst":"bob","payload":{}}'],
  ['no payload', `{"type":"OFFER","dst":"${BOB}"}`],
  ['a payload that is not an object', `{"type":"OFFER","dst":"${BOB}","payload":"x"}`],
  ['a type that is the server’s, EXPIRE', `{"type":"EXPIRE","dst":"${BOB}","payload":{}}`],
  [
    'nesting of 30 000',
    `{"type":"OFFER","dst":"${BOB}","payload":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
  ],
])('a message with %s reaches nobody and does no harm', async (_, text) => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()
  alice.send(text)
  await alice.flushed()
  await bob.flushed()
  expect(bob.received.map(({ type }) => type)).toEqual(['OPEN', 'EXPIRE'])
  expect([alice.closed, bob.closed]).toEqual([undefined, undefined])
})

test('a heartbeat is answered', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  alice.send({ type: 'HEARTBEAT' })
  expect(await alice.message('HEARTBEAT')).toEqual({ type: 'HEARTBEAT' })
})

test('a binary frame reaches nobody', async () => {
  const { port } = await start()
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()
  alice.socket.send(Buffer.from(JSON.stringify({ type: 'OFFER', dst: BOB, payload: {} })), { binary: true })
  await alice.flushed()
  await bob.flushed()
  expect(bob.received.map(({ type }) => type)).toEqual(['OPEN', 'EXPIRE'])
})

test('messages over the rate are dropped, and a flood ends the connection', async () => {
  // One unit is spent on the proof.
  const { port } = await start({ connectionUnits: { burst: 11, perSecond: 0 }, droppedMessages: 20 })
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()
  for (let i = 0; i < 31; i++) alice.send({ type: 'OFFER', dst: BOB, payload: { i } })
  expect(await alice.gone()).toEqual({
    code: 1008,
    reason: 'too many messages: slow down, then connect again',
  })
  await bob.flushed()
  expect(bob.received.filter(({ type }) => type === 'OFFER')).toHaveLength(10)
})

test('large messages use up more of the rate', async () => {
  const { port } = await start({ connectionUnits: { burst: 10, perSecond: 0 }, droppedMessages: 0 })
  const alice = await new TestClient(port, ALICE).opened()
  alice.send({ type: 'OFFER', dst: BOB, payload: { sdp: 'x'.repeat(40 * 1024) } })
  expect((await alice.gone()).code).toBe(1008)
})

test('malformed messages use up the rate fast', async () => {
  const { port } = await start({ connectionUnits: { burst: 30, perSecond: 0 }, droppedMessages: 0 })
  const alice = await new TestClient(port, ALICE).opened()
  for (let i = 0; i < 2; i++) alice.send('{')
  expect((await alice.gone()).code).toBe(1008)
})

test('the rate of one address is shared by its connections', async () => {
  const { port } = await start({ addressUnits: { burst: 12, perSecond: 0 }, droppedMessages: 0 })
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()
  for (let i = 0; i < 10; i++) alice.send({ type: 'HEARTBEAT' })
  alice.send({ type: 'HEARTBEAT' })
  await alice.gone()
  bob.send({ type: 'HEARTBEAT' })
  expect((await bob.gone()).code).toBe(1008)
})

test('a class of 30 behind one address opens four tabs each and dials 16 peers each: nothing is dropped', async () => {
  const { port } = await start()
  const clients = Array.from({ length: 120 }, (_, n) => new TestClient(port, testPeerId(n)))
  await Promise.all(clients.map(client => client.opened()))

  // 16 offers and 64 candidates per tab, all delivered: each client receives what the ones before it sent.
  clients.forEach((client, n) => {
    for (let d = 1; d <= 16; d++) {
      const dst = testPeerId((n + d) % 120)
      client.send({ type: 'OFFER', dst, payload: { sdp: 'x'.repeat(2000) } })
      for (let c = 0; c < 4; c++) client.send({ type: 'CANDIDATE', dst, payload: {} })
    }
  })
  await Promise.all(clients.map(client => client.until(({ received }) => received.length >= 81)))
  expect(clients.every(({ received }) => received.filter(({ type }) => type === 'OFFER').length === 16)).toBe(
    true,
  )
})

test('a client that does not read is dropped before its buffer grows', async () => {
  const { port } = await start({
    bufferedBytes: 128 * 1024,
    connectionUnits: { burst: 100_000, perSecond: 0 },
  })
  const alice = await new TestClient(port, ALICE).opened()
  const bob = await new TestClient(port, BOB).opened()
  bob.socket.pause()

  // More than the kernel's socket buffers hold.
  const payload = { sdp: 'x'.repeat(60 * 1024) }
  for (let i = 0; i < 400; i++) alice.send({ type: 'OFFER', dst: BOB, payload })
  await alice.message('EXPIRE')
  bob.socket.resume()
  expect((await bob.gone()).code).toBe(1006)
})

test('the sockets of one address are bounded', async () => {
  const { port } = await start({ addressSockets: 2 })
  const alice = await new TestClient(port, ALICE).opened()
  await new TestClient(port, BOB).opened()
  const third = new TestClient(port, testPeerId(3))
  await third.until(({ refused }) => refused !== undefined)
  expect(third.refused).toBe(429)

  alice.socket.close()
  await alice.gone()
  await expect
    .poll(async () => {
      const again = new TestClient(port, testPeerId(3))
      await again.until(({ refused, received }) => refused !== undefined || received.length > 0)
      return again.received[0]?.type
    })
    .toBe('OPEN')
})

test('the connection rate of one address is bounded; behind a trusted proxy every client counts by itself', async () => {
  const { port } = await start({ addressConnects: { burst: 1, perSecond: 0 } }, true)
  const from = (address: string) => ({ options: { headers: { 'x-forwarded-for': `6.6.6.6, ${address}` } } })
  await new TestClient(port, ALICE, from('10.0.0.1')).opened()
  await new TestClient(port, BOB, from('10.0.0.2')).opened()
  const again = new TestClient(port, testPeerId(3), from('10.0.0.1'))
  await again.until(({ refused }) => refused !== undefined)
  expect(again.refused).toBe(429)
})

test('the peers of a network, of all networks together, and all sockets have a maximum', async () => {
  const { port } = await start({ networkPeers: 1, totalPeers: 2, totalSockets: 3 })
  await new TestClient(port, ALICE).opened()
  const second = new TestClient(port, BOB)
  expect((await second.message('ERROR')).payload?.msg).toMatch(/network is full/)
  await second.gone()

  await new TestClient(port, BOB, { networkId: NETWORK_B }).opened()
  const third = new TestClient(port, BOB, { networkId: 'c'.repeat(64) })
  expect((await third.message('ERROR')).payload?.msg).toMatch(/server is full/)
  await third.gone()

  // The holder of a place can always come back.
  await new TestClient(port, ALICE).opened()
})

test('sockets above the maximum are refused before they are opened', async () => {
  const { port } = await start({ totalSockets: 1 })
  await new TestClient(port, ALICE, { networkId: NETWORK_A }).opened()
  const second = new TestClient(port, BOB)
  await second.until(({ refused }) => refused !== undefined)
  expect(second.refused).toBe(503)
})
