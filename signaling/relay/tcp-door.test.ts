import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { until } from '#testing/until.ts'
import { encodeMessage, METHOD } from '../stun/message.ts'
import { startTestRelay, type TestRelay } from '../testing/test-relay.ts'
import { errorOf } from '../testing/turn-client.ts'
import { Frames } from './frames.ts'

let running: TestRelay | undefined
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  running?.stop()
  running = undefined
})

async function start(...options: Parameters<typeof startTestRelay>): Promise<TestRelay> {
  running = await startTestRelay(...options)
  return running
}

/** A connection that sends these bytes; its state is read later. */
function open(port: number, ...chunks: Buffer[]) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  for (const chunk of chunks) socket.write(chunk)
  sockets.push(socket)
  const state = { received: '', closed: false, socket }
  socket.on('data', data => {
    state.received += data
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    state.closed = true
  })
  return state
}

const binding = encodeMessage({
  kind: 'request',
  method: METHOD.binding,
  transactionId: Buffer.alloc(12, 1),
  attributes: [],
})

test('HTTP passes as if there were no relay, also in pieces and kept alive', async () => {
  const { port } = await start()
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('http')
  const body = 'x'.repeat(300_000)
  expect(await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).text()).toBe('http')

  const slow = open(port, Buffer.from('G'))
  slow.socket.write('ET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await until(() => expect(slow.received).toMatch(/200 OK[\s\S]*http/))
  slow.received = ''
  slow.socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  await until(() => expect(slow).toMatchObject({ received: expect.stringMatching(/200 OK/), closed: true }))
})

test('messages in pieces and several at once are answered', async () => {
  const { port } = await start()
  const state = open(port, binding.subarray(0, 1))
  state.socket.write(binding.subarray(1, 9))
  state.socket.write(Buffer.concat([binding.subarray(9), binding, binding]))
  await until(() => expect(state.received.length).toBeGreaterThanOrEqual(3 * 30))
  expect(state.closed).toBe(false)
})

test('a connection that turns out to be something else, or sends too long a packet, is closed', async () => {
  const { port } = await start()
  const garbage = open(port, Buffer.concat([binding, Buffer.from([0x80, 0, 0, 0])]))
  const long = open(port, Buffer.from([0, 1, 0x40, 0]))
  await until(() => expect([garbage.closed, long.closed]).toEqual([true, true]))
})

test('a connection without an allocation is closed after a while, one that sends nothing too', async () => {
  const { port } = await start({ limits: { idleMs: 50 } })
  const [silent, idle] = [open(port), open(port, binding)]
  await until(() => expect([silent.closed, idle.closed]).toEqual([true, true]))
})

test('a connection with an allocation stays', async () => {
  const relay = await start({ limits: { idleMs: 50 } })
  const client = await relay.allocated('tcp')
  const idle = open(relay.port, binding)
  await until(() => expect(idle.closed).toBe(true))
  expect(errorOf(await client.refresh(600))).toBeUndefined()
})

test('connections of an address and of all are bounded; HTTP is not', async () => {
  const relay = await start({ limits: { addressConnections: 1 } })
  await relay.allocated('tcp')
  const second = open(relay.port, binding)
  await until(() => expect(second.closed).toBe(true))
  expect(second.received).toBe('')
  expect(await (await fetch(`http://127.0.0.1:${relay.port}/`)).text()).toBe('http')
})

test('packets for a client that does not read are dropped before its buffer grows', async () => {
  const relay = await start({ limits: { bufferedBytes: 10_000 } })
  const ends: Socket[] = []
  relay.server.on('connection', socket => ends.push(socket))
  const [a, b] = [await relay.allocated('udp'), await relay.allocated('tcp')]
  await a.permit(b.relayedPort)
  await b.permit(a.relayedPort)
  const [end] = ends as [Socket]
  end.cork()
  let most = 0
  for (let i = 0; i < 100; i++) {
    a.sendTo(b.relayedPort, Buffer.alloc(1_000))
    await a.permit(b.relayedPort)
    most = Math.max(most, end.writableLength)
  }
  expect(most).toBeGreaterThan(9_000)
  expect(most).toBeLessThan(12_000)
})

test('bytes in pieces of any size are the same packets', () => {
  const packets = [binding, Buffer.from([0x40, 1, 0, 3, 1, 2, 3, 0]), binding]
  const whole = Buffer.concat(packets)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: whole.length - 1 })), cuts => {
      const frames = new Frames(4_096)
      const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), whole.length]
      const found = edges.slice(1).flatMap((end, i) => frames.add(whole.subarray(edges[i], end)) ?? [])
      expect(found).toEqual(packets)
    }),
  )
})

test('random bytes of a stream never throw, and never are kept beyond the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), chunks => {
      const frames = new Frames(256)
      for (const chunk of chunks) if (!frames.add(Buffer.from(chunk))) return
    }),
  )
})
