import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { UdpClient } from '../testing/udp-client.ts'
import { ATTRIBUTE, addressOf, valueIn } from './attributes.ts'
import { STUN_LIMITS } from './limits.ts'
import { encodeMessage, METHOD, type MessageContent } from './message.ts'
import { createResponder } from './responder.ts'
import { openUdpPort } from './udp-port.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function start() {
  const respond = createResponder({ binding: true, relay: undefined, limits: STUN_LIMITS })
  const probe = await UdpClient.open()
  probe.close()
  const udp = await openUdpPort({ address: '127.0.0.1', family: 'IPv4', port: probe.port }, respond)
  ends.push(() => udp.close())
  return probe.port
}

async function open(port: number): Promise<UdpClient> {
  const client = await UdpClient.open(port)
  ends.push(() => client.close())
  return client
}

const request = (content: Partial<MessageContent> = {}): Buffer =>
  encodeMessage({
    kind: 'request',
    method: METHOD.binding,
    transactionId: randomBytes(12),
    attributes: [],
    ...content,
  })

test('a Binding request is answered with the address that it came from', async () => {
  const client = await open(await start())
  const transactionId = randomBytes(12)
  client.send(request({ transactionId }))
  const answer = await client.message()
  expect(answer).toMatchObject({ kind: 'success', method: METHOD.binding, transactionId })
  expect(addressOf(valueIn(answer, ATTRIBUTE.xorMappedAddress), transactionId)).toEqual({
    address: '127.0.0.1',
    port: client.port,
  })
})

test('a request without a fingerprint gets an answer of at most twice its size', async () => {
  const client = await open(await start())
  const bare = Buffer.from(request().subarray(0, 20))
  bare.writeUInt16BE(0, 2)
  client.send(bare)
  expect((await client.packet()).length).toBeLessThanOrEqual(2 * bare.length)
})

test('attributes that must be understood are refused with their types', async () => {
  const client = await open(await start())
  // CHANGE-REQUEST, which would have the answer sent from elsewhere, PRIORITY, and one that may be ignored.
  const attributes = [0x0003, 0x0024, 0x8022].map(type => ({ type, value: Buffer.alloc(4) }))
  client.send(request({ attributes }))
  const answer = await client.message()
  expect(answer.kind).toBe('error')
  expect(valueIn(answer, ATTRIBUTE.errorCode)?.subarray(0, 4).toString('hex')).toBe('00000414')
  expect(valueIn(answer, ATTRIBUTE.unknownAttributes)?.toString('hex')).toBe('00030024')
})

test('everything else is dropped without an answer', async () => {
  const client = await open(await start())
  client.send(Buffer.alloc(0))
  client.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
  client.send(randomBytes(1_000))
  client.send(Buffer.concat([request(), randomBytes(1)]))
  client.send(Buffer.from([0x40, 0, 0, 4, 1, 2, 3, 4]))
  client.send(request({ kind: 'indication' }))
  client.send(request({ kind: 'success' }))
  client.send(request({ method: METHOD.allocate }))
  client.send(request({ attributes: [{ type: 0x8022, value: Buffer.alloc(5_000) }] }))
  const transactionId = randomBytes(12)
  client.send(request({ transactionId }))
  expect((await client.message()).transactionId).toEqual(transactionId)
})

test('a port that is taken is an error', async () => {
  const taken = await open(1)
  const respond = createResponder({ binding: true, relay: undefined, limits: STUN_LIMITS })
  await expect(
    openUdpPort({ address: '127.0.0.1', family: 'IPv4', port: taken.port }, respond),
  ).rejects.toThrow('EADDRINUSE')
})
