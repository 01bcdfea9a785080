import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '#testing/until.ts'
import { ClientSocket, type SocketOwner } from './client-socket.ts'
import { openingResponse, refuseUpgrade } from './handshake.ts'

const LIMITS = { messageBytes: 70_000, messageFrames: 4, bufferedBytes: 1_000_000, closeMs: 300 }
const REQUEST = [
  'GET / HTTP/1.1',
  'Host: x',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  // The key and the accept of RFC 6455, 1.3.
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n')
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='

/** Keeps what the server's end reports. */
class Owner implements SocketOwner {
  readonly events: string[] = []
  onText = (text: string) => void this.events.push(`text ${text}`)
  onBinary = () => void this.events.push('binary')
  onControl = () => void this.events.push('control')
  onClosed = () => void this.events.push('closed')
}

let server: Server
let owner: Owner
let socket: ClientSocket
beforeEach(async () => {
  server = createServer()
  owner = new Owner()
  server.on('upgrade', (request, stream, head) => {
    const response = openingResponse(request)
    if (!response) return refuseUpgrade(stream, 400)
    socket = new ClientSocket(stream, response, head, LIMITS)
    socket.owner = owner
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  socket?.terminate()
  server.close()
})

/** A client that writes bytes as a test wants them. */
class RawClient {
  readonly stream: Socket
  received = Buffer.alloc(0)
  hasEnded = false

  private constructor() {
    this.stream = connect((server.address() as AddressInfo).port, '127.0.0.1')
    this.stream.on('data', chunk => {
      this.received = Buffer.concat([this.received, chunk])
    })
    this.stream.on('close', () => {
      this.hasEnded = true
    })
    this.stream.on('error', () => {})
  }

  static async open(more: Buffer = Buffer.alloc(0)): Promise<RawClient> {
    const client = new RawClient()
    client.stream.write(Buffer.concat([Buffer.from(REQUEST), more]))
    await until(() => expect(client.received.includes('\r\n\r\n')).toBe(true))
    expect(client.received.toString('latin1')).toContain(`Sec-WebSocket-Accept: ${ACCEPT}\r\n`)
    return client
  }

  /** The bytes after the answer to the request. */
  get frames(): Buffer {
    return this.received.subarray(this.received.indexOf('\r\n\r\n') + 4)
  }
}

/** A masked frame; the first byte has its opcode and flags. */
function masked(first: number, payload: Buffer | string, mask = Buffer.from([1, 2, 250, 4])): Buffer {
  const bytes = Buffer.from(payload)
  const length =
    bytes.length < 126
      ? Buffer.from([0x80 | bytes.length])
      : bytes.length < 65_536
        ? Buffer.from([0xfe, bytes.length >> 8, bytes.length & 255])
        : Buffer.from([0xff, 0, 0, 0, 0, ...[24, 16, 8, 0].map(shift => (bytes.length >> shift) & 255)])
  const hidden = bytes.map((byte, i) => byte ^ (mask[i & 3] as number))
  return Buffer.concat([Buffer.from([first]), length, mask, hidden])
}

const closeCode = (frames: Buffer) => (frames[0] === 0x88 ? frames.readUInt16BE(2) : undefined)

test('texts of every length arrive, in whatever pieces the network delivers them', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('x'.repeat(125), 'x'.repeat(126), 'é'.repeat(32_768)),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(70_000), { maxLength: 8 }),
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      async (texts, cuts, mask) => {
        owner.events.length = 0
        const client = await RawClient.open()
        const bytes = Buffer.concat(texts.map(text => masked(0x81, text, Buffer.from(mask))))
        const marks = [0, ...cuts.map(cut => cut % bytes.length).sort((a, b) => a - b), bytes.length]
        for (let i = 1; i < marks.length; i++) {
          client.stream.write(bytes.subarray(marks[i - 1], marks[i]))
          await new Promise(setImmediate)
        }
        const expected = texts.map(text => `text ${Buffer.from(text).toString()}`)
        await until(() => expect(owner.events).toEqual(expected))
        socket.owner = new Owner()
        socket.terminate()
        socket.owner = owner
      },
    ),
    { numRuns: 30 },
  )
})

test('a message may come with the request, in parts, and with a ping between them', async () => {
  const first = Buffer.concat([masked(0x01, 'one '), masked(0x89, 'hi'), masked(0x80, 'two')])
  const client = await RawClient.open(first)
  await until(() => expect(owner.events).toEqual(['control', 'text one two']))
  await until(() => expect(client.frames).toEqual(Buffer.from([0x8a, 2, ...Buffer.from('hi')])))
})

test.each([
  ['without a mask', Buffer.from([0x81, 1, 65]), 1002],
  ['with a reserved bit', masked(0xc1, 'x'), 1002],
  ['of an unknown kind', masked(0x83, 'x'), 1002],
  ['of an unknown kind of control', masked(0x8b, 'x'), 1002],
  ['of control that is too long', masked(0x89, 'x'.repeat(126)), 1002],
  ['of control in parts', masked(0x09, 'x'), 1002],
  ['that continues nothing', masked(0x80, 'x'), 1002],
  ['that begins another message within one', Buffer.concat([masked(0x01, 'x'), masked(0x81, 'y')]), 1002],
  ['that is not UTF-8', masked(0x81, Buffer.from([0xc3, 0x28])), 1007],
  ['whose parts are too many', Buffer.concat([masked(0x01, ''), ...Array(4).fill(masked(0x00, ''))]), 1009],
  [
    'whose parts are too large',
    Buffer.concat([masked(0x01, 'x'.repeat(60_000)), masked(0x00, 'x'.repeat(20_000))]),
    1009,
  ],
  // Only the beginning: the payload need not arrive.
  ['that announces too much', Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 1, 17, 113, 0, 0, 0, 0]), 1009],
  [
    'that announces more than numbers hold',
    Buffer.from([0x81, 0xff, ...Array(8).fill(255), 0, 0, 0, 0]),
    1009,
  ],
])('a frame %s ends the connection', async (_, bytes, code) => {
  const client = await RawClient.open()
  client.stream.write(bytes)
  await until(() => expect(closeCode(client.frames)).toBe(code))
  await until(() => expect(client.hasEnded).toBe(true))
  expect(owner.events).toEqual(['closed'])
})

test('a close is answered with its code, and nothing after it counts', async () => {
  const client = await RawClient.open()
  client.stream.write(Buffer.concat([masked(0x88, Buffer.from([0x03, 0xe9])), masked(0x81, 'late')]))
  await until(() => expect(client.hasEnded).toBe(true))
  expect(closeCode(client.frames)).toBe(1001)
  expect(owner.events).toEqual(['closed'])
})

test('what is sent in one turn is one write, in order, with lengths of one, two and eight bytes', async () => {
  const client = await RawClient.open()
  const texts = ['a', 'b'.repeat(200), 'c'.repeat(66_000), 'é']
  for (const text of texts) socket.send(text)
  socket.close(1012, 'again')
  const expected = Buffer.concat([
    Buffer.from([0x81, 1]),
    Buffer.from(texts[0] as string),
    Buffer.from([0x81, 126, 0, 200]),
    Buffer.from(texts[1] as string),
    Buffer.from([0x81, 127, 0, 0, 0, 0, 0, 1, 0x01, 0xd0]),
    Buffer.from(texts[2] as string),
    Buffer.from([0x81, 2]),
    Buffer.from('é'),
    Buffer.from([0x88, 7, 0x03, 0xf4]),
    Buffer.from('again'),
  ])
  await until(() => expect(client.frames.equals(expected)).toBe(true))
})

test('a client that does not answer a close is cut off', async () => {
  const client = await RawClient.open()
  socket.close(1001)
  await until(() => expect(owner.events).toEqual(['closed']))
  await until(() => expect(client.hasEnded).toBe(true))
})

test('a client that ends its half, and one that resets, have left', async () => {
  const polite = await RawClient.open()
  polite.stream.end()
  await until(() => expect(owner.events).toEqual(['closed']))
  await until(() => expect(polite.hasEnded).toBe(true))
  owner.events.length = 0
  const rude = await RawClient.open()
  rude.stream.resetAndDestroy()
  await until(() => expect(owner.events).toEqual(['closed']))
})

test.each([
  ['of another version', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Version: 8'],
  ['with a bad key', 'dGhlIHNhbXBsZSBub25jZQ==', 'short'],
  ['for something else', 'Upgrade: websocket', 'Upgrade: h2c'],
])('a request %s is refused', async (_, right, wrong) => {
  const stream = connect((server.address() as AddressInfo).port, '127.0.0.1')
  stream.write(REQUEST.replace(right, wrong))
  const [answer] = (await once(stream, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /)
  stream.destroy()
})
