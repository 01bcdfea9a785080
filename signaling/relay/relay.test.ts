import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { ATTRIBUTE, addressOf, numberAttribute, numberOf, valueIn } from '../stun/attributes.ts'
import { METHOD } from '../stun/message.ts'
import { startTestRelay, type TestRelay } from '../testing/test-relay.ts'
import { errorOf, TRANSPORT_UDP, type TurnClient } from '../testing/turn-client.ts'
import { keyOf } from './credentials.ts'
import { RELAYED_ADDRESS } from './relayed-address.ts'

let running: TestRelay | undefined
afterEach(() => {
  running?.stop()
  running = undefined
})

async function start(...options: Parameters<typeof startTestRelay>): Promise<TestRelay> {
  running = await startTestRelay(...options)
  return running
}

/** Two clients that permit each other. */
async function pair(
  relay: TestRelay,
  one: 'udp' | 'tcp' = 'udp',
  other = one,
): Promise<[TurnClient, TurnClient]> {
  const [a, b] = [await relay.allocated(one), await relay.allocated(other)]
  expect(errorOf(await a.permit(b.relayedPort))).toBeUndefined()
  expect(errorOf(await b.permit(a.relayedPort))).toBeUndefined()
  return [a, b]
}

test.each([
  ['udp', 'udp'],
  ['tcp', 'tcp'],
  ['udp', 'tcp'],
] as const)('%s and %s: data passes both ways, by indications and by channels', async (one, other) => {
  const [a, b] = await pair(await start(), one, other)
  a.sendTo(b.relayedPort, Buffer.from('hello'))
  expect(await b.data()).toEqual({ from: a.relayedPort, data: 'hello' })
  b.sendTo(a.relayedPort, Buffer.from('hi'))
  expect(await a.data()).toEqual({ from: b.relayedPort, data: 'hi' })

  expect(errorOf(await a.bind(0x4001, b.relayedPort))).toBeUndefined()
  b.sendTo(a.relayedPort, Buffer.from('to a channel'))
  expect(await a.data()).toEqual({ from: 0x4001, data: 'to a channel' })
  // Of a length that TCP pads.
  a.sendThrough(0x4001, Buffer.from('padding'))
  expect(await b.data()).toEqual({ from: a.relayedPort, data: 'padding' })
  a.sendThrough(0x4001, Buffer.alloc(1_200, 'x'))
  expect((await b.data()).data).toBe('x'.repeat(1_200))
})

test('an allocation names the relayed address, its lifetime and the address of the client', async () => {
  const relay = await start()
  const client = await relay.client('tcp')
  const answer = await client.allocate([numberAttribute(ATTRIBUTE.lifetime, 10)])
  expect(addressOf(valueIn(answer, ATTRIBUTE.xorRelayedAddress), answer.transactionId)).toEqual({
    address: RELAYED_ADDRESS,
    port: expect.toSatisfy((port: number) => port >= 49_152 && port <= 65_535),
  })
  expect(numberOf(valueIn(answer, ATTRIBUTE.lifetime))).toBe(600)
  const mapped = addressOf(valueIn(answer, ATTRIBUTE.xorMappedAddress), answer.transactionId)
  expect(mapped?.address).toBe('127.0.0.1')
})

test('the client recognises the server by the same password', async () => {
  const relay = await start()
  const client = await relay.client('udp')
  const { username, credential } = client.credentials
  expect((await client.allocate()).verify?.(keyOf(username, credential))).toBe(true)
  expect((await client.permit(9, '10.0.0.1')).verify?.(keyOf(username, credential))).toBe(true)
})

test.each(['10.0.0.1', '127.0.0.1', '192.0.0.9', '169.254.169.254', '2001:db8::1', '::1'])(
  '%s cannot be reached through it',
  async address => {
    const relay = await start()
    const client = await relay.allocated('udp')
    expect(errorOf(await client.permit(80, address))).toBe(403)
    expect(errorOf(await client.bind(0x4000, 80, address))).toBe(403)
  },
)

test('a channel is bound to an allocation only, and to one at a time', async () => {
  const [a, b] = await pair(await start())
  const other = await (running as TestRelay).allocated('udp')
  expect(errorOf(await a.bind(0x4000, b.relayedPort === 50_000 ? 50_001 : 50_000))).toBe(403)
  expect(errorOf(await a.bind(0x3fff, b.relayedPort))).toBe(400)
  expect(errorOf(await a.bind(0x5000, b.relayedPort))).toBe(400)
  expect(errorOf(await a.bind(0x4000, b.relayedPort))).toBeUndefined()
  expect(errorOf(await a.bind(0x4000, b.relayedPort))).toBeUndefined()
  expect(errorOf(await a.bind(0x4001, b.relayedPort))).toBe(400)
  expect(errorOf(await a.bind(0x4000, other.relayedPort))).toBe(400)
})

test('data without permission of the one that receives it is dropped', async () => {
  const relay = await start()
  const [a, b] = [await relay.allocated('udp'), await relay.allocated('udp')]
  await a.permit(b.relayedPort)
  a.sendTo(b.relayedPort, Buffer.from('unasked'))
  // Answered after the data was dropped, because both go through one socket.
  await a.permit(b.relayedPort)
  await b.permit(a.relayedPort)
  a.sendTo(b.relayedPort, Buffer.from('asked'))
  expect((await b.data()).data).toBe('asked')

  relay.later(300_000)
  a.sendTo(b.relayedPort, Buffer.from('too late'))
  await a.permit(b.relayedPort)
  a.sendTo(b.relayedPort, Buffer.from('still too late'))
  await a.permit(b.relayedPort)
  await b.permit(a.relayedPort)
  a.sendTo(b.relayedPort, Buffer.from('again'))
  expect((await b.data()).data).toBe('again')
})

test('wrong, foreign and expired credentials are refused', async () => {
  const relay = await start()
  const { username, credential } = relay.relay.issueCredentials()
  const another = relay.relay.issueCredentials()
  for (const wrong of [
    { username, credential: 'guess' },
    { username, credential: another.credential },
    { username: `9${username}`, credential },
    { username: 'user', credential: 'secret' },
    { username: '', credential: '' },
  ])
    expect(errorOf(await (await relay.client('udp', wrong)).allocate())).toBe(401)

  relay.later(3_600_000)
  expect(errorOf(await (await relay.client('udp', another)).allocate())).toBe(401)
})

test('an allocation outlives the credentials that opened it', async () => {
  const relay = await start({ limits: { credentialsMs: 100_000 } })
  const client = await relay.allocated('udp')
  relay.later(200_000)
  expect(errorOf(await client.refresh(600))).toBeUndefined()
  expect(errorOf(await client.permit(50_000))).toBeUndefined()
})

test('a nonce is asked for, belongs to one client, and expires', async () => {
  const relay = await start()
  const client = await relay.client('udp')
  const challenge = await client.challenge()
  expect(errorOf(challenge)).toBe(401)
  expect(valueIn(challenge, ATTRIBUTE.realm)?.toString()).toBe('tabchain')

  const other = await relay.client('udp')
  other.nonce = client.nonce
  expect(errorOf(await other.ask(METHOD.allocate, [TRANSPORT_UDP]))).toBe(438)

  relay.later(600_001)
  const stale = await client.ask(METHOD.allocate, [TRANSPORT_UDP])
  expect(errorOf(stale)).toBe(438)
  client.nonce = valueIn(stale, ATTRIBUTE.nonce)?.toString() ?? ''
  expect(errorOf(await client.ask(METHOD.allocate, [TRANSPORT_UDP]))).toBeUndefined()
})

test('requests that the relay does not serve are refused with their own codes', async () => {
  const relay = await start()
  const client = await relay.client('udp')
  await client.challenge()
  const ask = async (...attributes: Parameters<TurnClient['ask']>[1][number][]) =>
    errorOf(await client.ask(METHOD.allocate, attributes))
  expect(await ask()).toBe(400)
  expect(await ask(numberAttribute(ATTRIBUTE.requestedTransport, 6 * 0x1000000))).toBe(442)
  expect(await ask(TRANSPORT_UDP, numberAttribute(ATTRIBUTE.requestedAddressFamily, 2 * 0x1000000))).toBe(440)
  // EVEN-PORT.
  expect(await ask(TRANSPORT_UDP, { type: 0x0018, value: Buffer.alloc(1) })).toBe(420)
  expect(errorOf(await client.refresh(600))).toBe(437)
  expect(errorOf(await client.permit(50_000))).toBe(437)
  expect(errorOf(await client.bind(0x4000, 50_000))).toBe(437)
})

test('a repeated Allocate has the same answer, another one is refused', async () => {
  const relay = await start()
  const client = await relay.client('udp')
  await client.challenge()
  const transactionId = randomBytes(12)
  const first = await client.ask(METHOD.allocate, [TRANSPORT_UDP], transactionId)
  const again = await client.ask(METHOD.allocate, [TRANSPORT_UDP], transactionId)
  expect(valueIn(again, ATTRIBUTE.xorRelayedAddress)).toEqual(valueIn(first, ATTRIBUTE.xorRelayedAddress))
  expect(errorOf(await client.ask(METHOD.allocate, [TRANSPORT_UDP]))).toBe(437)
})

test('an allocation ends by a Refresh of 0, by its lifetime, and with its connection', async () => {
  const relay = await start({ limits: { tabAllocations: 1, nonceMs: 1e9 } })
  const credentials = relay.relay.issueCredentials()
  const first = await relay.allocated('udp', credentials)
  const second = await relay.client('tcp', credentials)
  expect(errorOf(await second.allocate())).toBe(486)
  expect(errorOf(await first.refresh(0))).toBeUndefined()
  expect(errorOf(await second.allocate())).toBeUndefined()

  second.close()
  const third = await relay.client('udp', credentials)
  await expect.poll(async () => errorOf(await third.allocate())).toBeUndefined()
  relay.later(600_000)
  expect(errorOf(await third.refresh(600))).toBe(437)
})

test('allocations of a tab, of an address and of all are limited', async () => {
  for (const [limits, refusal] of [
    [{ addressAllocations: 2 }, 486],
    [{ allocations: 2 }, 508],
  ] as const) {
    const relay = await start({ limits })
    for (const code of [undefined, undefined, refusal])
      expect(errorOf(await (await relay.client('udp')).allocate())).toBe(code)
    relay.stop()
    running = undefined
  }
})

test('beyond a tab’s budget packets are dropped, until it is refilled, and no allocation is opened', async () => {
  // An allocation costs 4 096 bytes, a packet 28 more than its content.
  const limits = { nonceMs: 1e9, permissionMs: 1e9, lifetimeSeconds: { default: 1e6, longest: 1e6 } }
  const relay = await start({ tabBytes: 4_096 + 2_000, allBytes: 1e9, limits })
  const [a, b] = await pair(relay)
  for (const text of ['first', 'second', 'third']) a.sendTo(b.relayedPort, Buffer.from(text.padEnd(700)))
  expect([await b.data(), await b.data()].map(({ data }) => data.trim())).toEqual(['first', 'second'])
  const more = await relay.client('udp', a.credentials)
  expect(errorOf(await more.allocate())).toBe(486)
  // What the other one sends is its own affair.
  b.sendTo(a.relayedPort, Buffer.from('mine'))
  expect((await a.data()).data).toBe('mine')

  relay.later(3_600_000 / 4)
  a.sendTo(b.relayedPort, Buffer.from('later'))
  expect((await b.data()).data).toBe('later')
})

test('an address may use half of what all may, and all together no more than that', async () => {
  const relay = await start({ tabBytes: 10_000, allBytes: 20_000 })
  const codes = []
  for (let i = 0; i < 3; i++) codes.push(errorOf(await (await relay.client('udp')).allocate()))
  expect(codes).toEqual([undefined, undefined, 486])
})

test('a tab that changes its credentials keeps no allocation of others', async () => {
  const relay = await start()
  const client = await relay.allocated('udp')
  Object.assign(client, { credentials: relay.relay.issueCredentials() })
  expect(errorOf(await client.refresh(0))).toBe(441)
})
