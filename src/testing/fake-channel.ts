import type { Channel } from '#page/peer-host/channel-bridge.ts'

export interface FakeChannelOptions {
  /** How much one end lets through per turn of the event loop. */
  readonly bytesPerTurn: number
}

/**
 * One end of a pair that behaves like two `RTCDataChannel`s: reliable and ordered, with a buffer that drains
 * at the speed of the wire, `bufferedamountlow` on the way down, and an exception when the buffer overflows
 * (16 MiB, as in Chromium).
 */
export class FakeChannel extends EventTarget implements Channel {
  readyState: RTCDataChannelState = 'open'
  bufferedAmount = 0
  bufferedAmountLowThreshold = 0
  binaryType: BinaryType = 'arraybuffer'
  /** The largest amount that was ever buffered. */
  mostBuffered = 0
  largestFrame = 0
  /** Frames and events no longer arrive, as when a laptop is closed. */
  dead = false
  readonly #options: FakeChannelOptions
  readonly #queue: unknown[] = []
  #other: FakeChannel | undefined
  #draining = false

  private constructor(options: FakeChannelOptions) {
    super()
    this.#options = options
  }

  static pair(options: FakeChannelOptions = { bytesPerTurn: 4 << 20 }): [FakeChannel, FakeChannel] {
    const a = new FakeChannel(options)
    const b = new FakeChannel(options)
    a.#other = b
    b.#other = a
    return [a, b]
  }

  /** Also accepts text, as the real one does, for peers that misbehave. */
  send(data: unknown): void {
    if (this.readyState !== 'open') throw new Error('InvalidStateError')
    const size = sizeOf(data)
    if (this.bufferedAmount + size > 16 << 20) throw new Error('OperationError: send queue is full')
    this.bufferedAmount += size
    this.largestFrame = Math.max(this.largestFrame, size)
    this.mostBuffered = Math.max(this.mostBuffered, this.bufferedAmount)
    this.#queue.push(data)
    this.#drain()
  }

  /** Sends what is buffered, then fires `close` at both ends. */
  close(): void {
    if (this.readyState !== 'open') return
    this.readyState = 'closing'
    this.#drain()
  }

  #drain(): void {
    if (this.#draining) return
    this.#draining = true
    setImmediate(() => {
      this.#draining = false
      if (this.dead || this.readyState === 'closed') return
      this.#deliver()
      if (this.#queue.length > 0) this.#drain()
      else if (this.readyState === 'closing') this.#end()
    })
  }

  #deliver(): void {
    for (let room = this.#options.bytesPerTurn; room > 0 && this.#queue.length > 0; ) {
      const data = this.#queue.shift()
      const size = sizeOf(data)
      const before = this.bufferedAmount
      room -= size
      this.bufferedAmount -= size
      const other = this.#other
      if (other && !other.dead && other.readyState !== 'closed') {
        other.dispatchEvent(new MessageEvent('message', { data }))
      }
      const mark = this.bufferedAmountLowThreshold
      if (before > mark && this.bufferedAmount <= mark) this.dispatchEvent(new Event('bufferedamountlow'))
    }
  }

  #end(): void {
    for (const end of [this, this.#other]) {
      if (!end || end.dead || end.readyState === 'closed') continue
      end.readyState = 'closed'
      end.dispatchEvent(new Event('close'))
    }
  }
}

function sizeOf(data: unknown): number {
  return data instanceof ArrayBuffer ? data.byteLength : String(data).length
}
