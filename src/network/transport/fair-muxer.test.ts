import type { Logger, MessageStream, StreamMuxer } from '@libp2p/interface'
import { AbstractMessageStream } from '@libp2p/utils'
import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { until } from '#testing/until.ts'
import { FIRST_PIPE_BYTES, LEAST_TURN_BYTES, STREAM_WINDOW_BYTES } from '../limits.ts'
import { fairMuxer, type Rank } from './fair-muxer.ts'

const log = Object.assign(() => {}, {
  error: () => {},
  trace: () => {},
  newScope: () => log,
  enabled: false,
}) as Logger

/** One end of a connection whose bytes arrive when the test says so. */
class HeldConnection extends AbstractMessageStream {
  readonly sent: Uint8Array[] = []

  sendData(data: Parameters<MessageStream['send']>[0]) {
    this.sent.push(data instanceof Uint8Array ? data.slice() : data.slice())
    return { sentBytes: data.byteLength, canSendMore: true }
  }

  async close(): Promise<void> {}
  override sendReset(): void {}
  override sendPause(): void {}
  override sendResume(): void {}

  /** Passes everything sent so far to the other end. */
  deliverTo(other: HeldConnection): void {
    for (const bytes of this.sent.splice(0)) other.onData(bytes)
  }

  /** The streams of the data frames that were sent, and their bytes. */
  get frames(): [stream: number, bytes: number][] {
    return this.sent.flatMap(bytes => {
      const view = new DataView(bytes.buffer, bytes.byteOffset)
      return view.getUint8(1) === 0 ? [[view.getUint32(4), view.getUint32(8)] as [number, number]] : []
    })
  }
}

const windowBytes = { initialStreamWindowSize: STREAM_WINDOW_BYTES, maxStreamWindowSize: STREAM_WINDOW_BYTES }

function pair() {
  const clock = createFakeClock()
  const ends = (['outbound', 'inbound'] as const).map(direction => {
    const connection = new HeldConnection({ log, direction })
    const factory = fairMuxer({
      clock,
      rankOf: protocol => (protocol === '' ? 'urgent' : (protocol as Rank)),
      yamux: { enableKeepAlive: false, streamOptions: windowBytes },
    })()
    return { connection, muxer: factory.createStreamMuxer(connection) }
  }) as [End, End]
  const [a, b] = ends
  const received = new Map<string, number>()
  b.muxer.addEventListener('stream', ({ detail: stream }) => {
    stream.addEventListener('message', ({ data }) => {
      received.set(stream.id, (received.get(stream.id) ?? 0) + data.byteLength)
    })
  })
  const settle = () => new Promise(resolve => setImmediate(resolve))
  /** Until nothing is under way. */
  const run = async () => {
    for (await settle(); a.connection.sent.length + b.connection.sent.length > 0; await settle()) {
      a.connection.deliverTo(b.connection)
      b.connection.deliverTo(a.connection)
    }
  }
  const open = async (rank: Rank) => {
    const stream = await a.muxer.createStream()
    stream.protocol = rank
    await run()
    return stream
  }
  return { a, b, open, run, received, settle }
}

interface End {
  readonly connection: HeldConnection
  readonly muxer: StreamMuxer
}

test('a file fills the pipe and no more; a heartbeat follows at once, a block before the rest of the file', async () => {
  const { a, b, open, run, received } = pair()
  const [file, block, heartbeat] = [await open('files'), await open('chain'), await open('urgent')]
  file.send(new Uint8Array(400_000))
  const sum = () => a.connection.frames.reduce((total, [, bytes]) => total + bytes, 0)
  expect(sum()).toBe(FIRST_PIPE_BYTES)
  expect(Math.max(...a.connection.frames.map(([, bytes]) => bytes))).toBe(LEAST_TURN_BYTES)

  block.send(new Uint8Array(50_000))
  heartbeat.send(new Uint8Array(100))
  expect(a.connection.frames.at(-1)).toEqual([Number(heartbeat.id), 100])
  expect(sum()).toBe(FIRST_PIPE_BYTES + 100)

  a.connection.deliverTo(b.connection)
  b.connection.deliverTo(a.connection)
  const next = a.connection.frames.map(([id]) => id)
  expect(next.indexOf(Number(file.id))).toBeGreaterThan(next.lastIndexOf(Number(block.id)))
  await run()
  expect([file, block, heartbeat].map(({ id }) => received.get(id))).toEqual([400_000, 50_000, 100])
})

test('streams of the chain take turns; of two files the first is complete before the second goes on', async () => {
  const order = async (rank: Rank) => {
    const { a, b, open } = pair()
    const streams = [await open(rank), await open(rank)]
    for (const stream of streams) stream.send(new Uint8Array(300_000))
    const seen: number[] = []
    while (a.connection.sent.length > 0) {
      seen.push(...a.connection.frames.map(([id]) => id))
      a.connection.deliverTo(b.connection)
      b.connection.deliverTo(a.connection)
    }
    const [first, second] = streams.map(({ id }) => Number(id)) as [number, number]
    return { ends: seen.lastIndexOf(first), begins: seen.indexOf(second) }
  }
  const files = await order('files')
  expect(files.begins).toBeGreaterThan(files.ends)
  const blocks = await order('chain')
  expect(blocks.begins).toBeLessThan(blocks.ends)
})

test('a question about a file does not wait for blocks of files', async () => {
  const { a, b, open } = pair()
  const [file, question] = [await open('files'), await open('files')]
  file.send(new Uint8Array(400_000))
  question.send(new Uint8Array(60))
  a.connection.deliverTo(b.connection)
  b.connection.deliverTo(a.connection)
  expect(a.connection.frames[0]).toEqual([Number(question.id), 60])
})

test('a stream that is reset leaves its place to others', async () => {
  const { a, b, open, run, received } = pair()
  const [file, block] = [await open('files'), await open('chain')]
  file.send(new Uint8Array(400_000))
  block.send(new Uint8Array(50_000))
  file.abort(new Error('enough'))
  expect(a.connection.frames.filter(([id]) => id === Number(block.id))).not.toEqual([])
  await run()
  expect(received.get(block.id)).toBe(50_000)
  expect(received.get(file.id)).toBeLessThan(FIRST_PIPE_BYTES + 1)
  expect(b.muxer.status).toBe('open')
})

test('what was sent before a close arrives before it', async () => {
  const { a, b, open, run, received, settle } = pair()
  const file = await open('files')
  file.send(new Uint8Array(2 << 20))
  let isClosed = false
  const closing = a.muxer.close().then(() => {
    isClosed = true
  })
  await settle()
  expect(isClosed).toBe(false)
  await until(async () => {
    await run()
    expect(isClosed).toBe(true)
  })
  await closing
  await run()
  expect(received.get(file.id)).toBe(2 << 20)
  expect(b.muxer.status).toBe('closed')
})

test('a peer that asks and does not read is disconnected', async () => {
  const { a, b } = pair()
  // The connection takes nothing any more, and the peer goes on with pings.
  a.connection.sendData = data => ({ sentBytes: data.byteLength, canSendMore: false })
  for (let i = 0; i < 2_000 && a.connection.status === 'open'; i++)
    a.connection.onData(Uint8Array.of(0, 2, 0, 1, 0, 0, 0, 0, 0, 0, i >> 8, i & 255))
  expect(a.connection.status).toBe('aborted')
  b.connection.abort(new Error('the test is over'))
})
