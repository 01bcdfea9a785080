import type { Logger } from '@libp2p/interface'
import { afterEach, expect, test } from 'vitest'
import { ChannelBridge } from '#page/peer-host/channel-bridge.ts'
import { FakeChannel } from '#testing/fake-channel.ts'
import { testPeer } from '#testing/test-peer.ts'
import { until } from '#testing/until.ts'
import {
  CHANNEL_LOW_WATER_BYTES,
  type LinkFrame,
  MAX_FRAME_BYTES,
  MAX_RECEIVE_QUEUE_BYTES,
  SEND_CREDIT_BYTES,
} from '../link-messages.ts'
import { PortConnection, refuseLink } from './port-connection.ts'

const PEER = testPeer('12D3KooWJWoaqZhDaoEFshF7Rh1bpY9ohihFhzcW6d69Lr2NASuq')
const silent = Object.assign(() => {}, {
  error: () => {},
  trace: () => {},
  newScope: () => silent,
  enabled: false,
}) as Logger

interface End {
  readonly connection: PortConnection
  readonly channel: FakeChannel
  readonly bridge: ChannelBridge
  /** The page's port, for pages that misbehave. */
  readonly ends: string[]
}

const open: End[] = []
afterEach(() => {
  for (const { bridge } of open.splice(0)) bridge.end('the test is over')
})

function attach(channel: FakeChannel, direction: 'inbound' | 'outbound', maxMessageBytes = 262_144): End {
  const { port1, port2 } = new MessageChannel()
  const ends: string[] = []
  const bridge = new ChannelBridge({
    channel,
    port: port1,
    onEnd: reason => ends.push(reason),
    after: (delayMs, task) => void setTimeout(task, delayMs).unref(),
  })
  const connection = new PortConnection({
    port: port2,
    peerId: PEER,
    direction,
    maxMessageBytes,
    log: silent,
  })
  const end = { connection, channel, bridge, ends }
  open.push(end)
  return end
}

function pair(options = { bytesPerTurn: 4 << 20 }, maxMessageBytes?: number): [End, End] {
  const [a, b] = FakeChannel.pair(options)
  return [attach(a, 'outbound', maxMessageBytes), attach(b, 'inbound', maxMessageBytes)]
}

/** Counts what arrives, and checks that it is the sequence that {@link pour} sends. */
function collect({ connection }: End) {
  const got = { bytes: 0, intact: true }
  connection.addEventListener('message', ({ data }) => {
    for (const chunk of data instanceof Uint8Array ? [data] : data) {
      const number =
        chunk.length === MAX_FRAME_BYTES ? new DataView(chunk.buffer, chunk.byteOffset).getUint32(0) : -1
      got.intact &&= number === got.bytes / MAX_FRAME_BYTES
      got.bytes += chunk.byteLength
    }
  })
  return got
}

/** Not `onDrain()`: in @libp2p/utils 7.4 it waits for the first drain only. */
const drained = (connection: PortConnection) =>
  new Promise(resolve => connection.addEventListener('drain', resolve, { once: true }))

async function pour({ connection }: End, frames: number): Promise<void> {
  for (let i = 0; i < frames; i++) {
    const frame = new Uint8Array(MAX_FRAME_BYTES)
    new DataView(frame.buffer).setUint32(0, i)
    if (!connection.send(frame)) await drained(connection)
  }
}

test('64 MiB go through a slow wire in order, and neither buffer ever holds more than the credit allows', async () => {
  const [a, b] = pair({ bytesPerTurn: 512 * 1024 })
  const got = collect(b)
  await pour(a, 1024)
  await until(() => expect(got.bytes).toBe(64 << 20))
  expect(got.intact).toBe(true)
  expect(a.channel.mostBuffered).toBeLessThanOrEqual(
    CHANNEL_LOW_WATER_BYTES + SEND_CREDIT_BYTES + MAX_FRAME_BYTES,
  )
  expect([a.connection.bytesOut, b.connection.bytesIn]).toEqual([64 << 20, 64 << 20])
})

test('both directions at once', async () => {
  const [a, b] = pair({ bytesPerTurn: 1 << 20 })
  const [fromA, fromB] = [collect(b), collect(a)]
  await Promise.all([pour(a, 256), pour(b, 256)])
  await until(() => expect([fromA.bytes, fromB.bytes]).toEqual([16 << 20, 16 << 20]))
})

test('a writer that was stopped is woken whatever it sent last', async () => {
  const [a, b] = pair({ bytesPerTurn: 256 * 1024 })
  const got = collect(b)
  // Fill the credit to different fractions of a step, so that the last credit comes at every distance from
  // the mark.
  for (const extra of [0, 1, 65_535, 65_536, 262_143, 262_144, 262_145]) {
    const size = SEND_CREDIT_BYTES + extra
    const before = got.bytes
    if (!a.connection.send(new Uint8Array(size))) await drained(a.connection)
    await until(() => expect(got.bytes).toBe(before + size))
  }
})

test('frames are never larger than the smaller of 64 KiB and what the channel takes', async () => {
  const [a, b] = pair({ bytesPerTurn: 4 << 20 }, 16_384)
  const got = collect(b)
  a.connection.send(new Uint8Array(100_000))
  await until(() => expect(got.bytes).toBe(100_000))
  expect(a.channel.largestFrame).toBe(16_384)
})

test('a worker that does not read holds a bounded amount, then the peer is closed', async () => {
  const [raw, channel] = FakeChannel.pair()
  const { port1, port2 } = new MessageChannel()
  const ends: string[] = []
  const bridge = new ChannelBridge({
    channel,
    port: port1,
    onEnd: reason => ends.push(reason),
    after: () => {},
  })
  const frames = MAX_RECEIVE_QUEUE_BYTES / MAX_FRAME_BYTES
  for (let i = 0; i < frames; i++) raw.send(new ArrayBuffer(MAX_FRAME_BYTES))
  await until(() => expect(raw.bufferedAmount).toBe(0))
  expect(ends).toEqual([])
  raw.send(new ArrayBuffer(1))
  await until(() => expect(ends).toEqual(['LINK_RECEIVE_OVERFLOW']))
  bridge.end('over')
  port2.close()
})

test.each([
  ['a frame of 64 KiB and one byte', new ArrayBuffer(MAX_FRAME_BYTES + 1), 'LINK_FRAME_TOO_LARGE'],
  ['text', 'hello', 'LINK_NOT_BINARY'],
])('%s ends the link', async (_, data, reason) => {
  const [raw, channel] = FakeChannel.pair()
  const end = attach(channel, 'inbound')
  raw.send(data)
  await until(() => expect(end.connection.status).toBe('closed'))
  expect(end.ends).toEqual([reason])
})

test('what was sent before a close arrives before it', async () => {
  const [a, b] = pair({ bytesPerTurn: 64 * 1024 })
  const got = collect(b)
  a.connection.send(new Uint8Array(1 << 20))
  await a.connection.close()
  await until(() => expect(b.connection.status).toBe('closed'))
  expect(got.bytes).toBe(1 << 20)
  expect(a.connection.status).toBe('closed')
})

test('an abort ends both ends', async () => {
  const [a, b] = pair()
  a.connection.abort(new Error('enough'))
  await until(() => expect(b.connection.status).toBe('closed'))
})

test('a refusal is read by name, and only as the first frame', async () => {
  const [near, far] = FakeChannel.pair()
  const a = attach(near, 'outbound')
  const { port1, port2 } = new MessageChannel()
  const bridge = new ChannelBridge({ channel: far, port: port1, onEnd: () => {}, after: () => {} })
  refuseLink(port2, 'LINK_CAP')
  await until(() => expect(a.connection.status).toBe('aborted'))
  expect(a.connection.refusal).toBe('LINK_CAP')
  bridge.end('over')

  const [c, d] = pair()
  const got = collect(d)
  c.connection.send(new Uint8Array(8))
  await until(() => expect(got.bytes).toBe(8))
  c.connection.send(new TextEncoder().encode('\0tabchain refused LINK_CAP'))
  await until(() => expect(got.bytes).toBe(34))
  expect(d.connection.refusal).toBeUndefined()
})

test('the page’s report about the way of the link is kept', async () => {
  const { port1, port2 } = new MessageChannel()
  const connection = new PortConnection({
    port: port2,
    peerId: PEER,
    direction: 'outbound',
    maxMessageBytes: MAX_FRAME_BYTES,
    log: silent,
  })
  expect(connection.relayed).toBe(false)
  port1.postMessage({ type: 'path', relayed: true } satisfies LinkFrame)
  await until(() => expect(connection.relayed).toBe(true))
  expect(connection.status).toBe('open')
  port1.postMessage({ type: 'path', relayed: false } satisfies LinkFrame)
  await until(() => expect(connection.relayed).toBe(false))
  connection.abort(new Error('the test is over'))
  port1.close()
})
