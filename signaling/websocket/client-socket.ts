import { isUtf8 } from 'node:buffer'
import type { Duplex } from 'node:stream'
import { CLOSE, closeFrame, type Frame, frame, OPCODE, readFrame, textFrame } from './frames.ts'

/** Receives what happens on a socket. One object may serve many sockets. */
export interface SocketOwner {
  onText(text: string, sizeBytes: number): void
  onBinary(): void
  /** Any control frame of the client: a sign of life, and a cost. */
  onControl(): void
  /** Called once, when nothing more arrives. */
  onClosed(): void
}

export interface SocketLimits {
  readonly messageBytes: number
  /** Frames of one message; browsers send a message of this size in one. */
  readonly messageFrames: number
  /** Bytes waiting for a client that does not read. */
  readonly bufferedBytes: number
  /** The time for a client to answer a close. */
  readonly closeMs: number
}

const PING = frame(OPCODE.ping, Buffer.alloc(0))
const NOBODY: SocketOwner = { onText() {}, onBinary() {}, onControl() {}, onClosed() {} }
const SOCKET = Symbol('socket')
type Stream = Duplex & { [SOCKET]?: ClientSocket }

/**
 * The server's end of a WebSocket (RFC 6455). Memory per client is why it exists: there is no stream, closure
 * or buffer for a client that says nothing. What is sent within one turn of the event loop is written at
 * once, because introductions come in bursts.
 */
export class ClientSocket {
  owner: SocketOwner = NOBODY
  readonly #stream: Stream
  readonly #limits: SocketLimits
  /** The beginning of a frame that has not arrived in full. */
  #rest: Buffer | undefined
  #parts: Frame[] | undefined
  #unsent: Buffer[] | undefined
  #unsentBytes = 0
  #state: 'open' | 'closing' | 'closed' = 'open'

  /** Takes over the stream of an upgraded request; `head` is what arrived with it. */
  constructor(stream: Duplex, response: string, head: Buffer, limits: SocketLimits) {
    this.#stream = stream
    this.#limits = limits
    this.#stream[SOCKET] = this
    // A client that ends its half has left.
    stream.allowHalfOpen = false
    stream.on('data', onData).on('close', onClose).on('error', onError)
    stream.write(response)
    // After the caller has set the owner, and before anything else arrives.
    if (head.length > 0) process.nextTick(() => this.receive(head))
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  send(text: string): void {
    if (this.#state !== 'open') return
    if (this.#stream.writableLength + this.#unsentBytes > this.#limits.bufferedBytes) return this.terminate()
    this.#write(textFrame(text))
  }

  ping(): void {
    if (this.#state === 'open') this.#write(PING)
  }

  /** Closes in order; a client that does not answer in time is cut off. */
  close(code: number, reason = ''): void {
    if (this.#state !== 'open') return
    this.#write(closeFrame(code, reason))
    this.#state = 'closing'
    this.#cutOffLater()
  }

  /** Cuts the connection off; `onClosed` is called before this returns. */
  terminate(): void {
    this.#stream.destroy()
    this.closed()
  }

  /** For the functions below: the bytes that arrived. */
  receive(chunk: Buffer): void {
    if (this.#state === 'closed') return
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk
    let at = 0
    while (at < bytes.length) {
      const read = readFrame(bytes, at, this.#limits.messageBytes)
      if (!read.ok) return this.#fail(read.error.close, read.error.message)
      if (!read.value) break
      at = read.value.end
      this.#onFrame(read.value)
      if (this.isFinished) return
    }
    // A copy, so that the whole chunk is not kept for a few bytes.
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : undefined
  }

  /** For the functions below: nothing more arrives. */
  closed(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#rest = this.#parts = this.#unsent = undefined
    this.owner.onClosed()
  }

  /** For the flush: writes what was sent during this turn. */
  flush(): void {
    const unsent = this.#unsent
    this.#unsent = undefined
    this.#unsentBytes = 0
    if (!unsent || this.#stream.destroyed) return
    this.#stream.write(unsent.length === 1 ? unsent[0] : Buffer.concat(unsent))
  }

  private get isFinished(): boolean {
    return this.#state === 'closed'
  }

  #onFrame(received: Frame): void {
    const { opcode, payload, isLast } = received
    if (opcode === OPCODE.close) return this.#onClose(payload)
    if (this.#state !== 'open') return
    if (opcode === OPCODE.ping) this.#write(frame(OPCODE.pong, payload))
    if (opcode >= OPCODE.close) return this.owner.onControl()

    if ((opcode === OPCODE.more) !== (this.#parts !== undefined))
      return this.#fail(CLOSE.protocol, 'a message is out of order')
    if (isLast && !this.#parts) return this.#onMessage(opcode, payload)
    this.#onPart({ ...received, payload: Buffer.from(payload) })
  }

  #onPart(part: Frame): void {
    const parts = this.#parts ?? []
    this.#parts = parts
    parts.push(part)
    const sizeBytes = parts.reduce((sum, { payload }) => sum + payload.length, 0)
    if (sizeBytes > this.#limits.messageBytes || parts.length > this.#limits.messageFrames)
      return this.#fail(CLOSE.tooLarge, `a message is larger than ${this.#limits.messageBytes} bytes`)
    if (!part.isLast) return
    this.#parts = undefined
    this.#onMessage(parts[0]?.opcode ?? OPCODE.binary, Buffer.concat(parts.map(({ payload }) => payload)))
  }

  #onMessage(opcode: number, payload: Buffer): void {
    if (opcode === OPCODE.binary) return this.owner.onBinary()
    if (!isUtf8(payload)) return this.#fail(CLOSE.notUtf8, 'a text is not UTF-8')
    this.owner.onText(payload.toString(), payload.length)
  }

  #onClose(payload: Buffer): void {
    if (this.#state === 'open') this.#write(frame(OPCODE.close, payload.subarray(0, 2)))
    this.#end()
  }

  #fail(code: number, message: string): void {
    this.close(code, message)
    this.#end()
  }

  /** Nothing more is read. The client ends the connection, or it is cut off. */
  #end(): void {
    this.flush()
    this.#stream.end()
    this.#cutOffLater()
    this.closed()
  }

  #cutOffLater(): void {
    setTimeout(() => this.terminate(), this.#limits.closeMs).unref()
  }

  #write(bytes: Buffer): void {
    if (this.#unsent) this.#unsent.push(bytes)
    else {
      this.#unsent = [bytes]
      flushLater(this)
    }
    this.#unsentBytes += bytes.length
  }
}

let waiting: ClientSocket[] = []

function flushLater(socket: ClientSocket): void {
  if (waiting.push(socket) === 1) setImmediate(flushAll)
}

function flushAll(): void {
  const sockets = waiting
  waiting = []
  for (const socket of sockets) socket.flush()
}

// One function for all sockets instead of closures per socket.
function onData(this: Stream, chunk: Buffer): void {
  this[SOCKET]?.receive(chunk)
}

function onClose(this: Stream): void {
  this[SOCKET]?.closed()
}

/** `close` follows. */
function onError(): void {}
