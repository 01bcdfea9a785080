import {
  CHANNEL_LOW_WATER_BYTES,
  CREDIT_STEP_BYTES,
  type LinkFrame,
  MAX_FRAME_BYTES,
  MAX_RECEIVE_QUEUE_BYTES,
} from '#network/link-messages.ts'

/** The part of an `RTCDataChannel` that the bridge needs. */
export type Channel = Pick<
  RTCDataChannel,
  'readyState' | 'bufferedAmount' | 'bufferedAmountLowThreshold' | 'binaryType' | 'send' | 'close'
> &
  Pick<EventTarget, 'addEventListener' | 'removeEventListener'>

export interface BridgeOptions {
  readonly channel: Channel
  /** The other end is in the worker. */
  readonly port: MessagePort
  /** Called once, when the channel can no longer be used. */
  readonly onEnd: (reason: string) => void
  /** `setTimeout` as a dependency. */
  readonly after: (delayMs: number, task: () => void) => void
}

/** The time for a channel that is closing to send its buffer. */
const FLUSH_MS = 1_000

/**
 * Carries frames between a data channel and the worker, and bounds both directions. Out: the worker gets
 * credit only while the channel has little buffered. In: a data channel cannot pause its sender, so bytes
 * that the worker has not read yet are counted, and the channel of a peer that exceeds the bound is closed.
 * It does not look into the bytes.
 */
export class ChannelBridge {
  readonly #o: BridgeOptions
  /** Bytes taken from the worker and not yet credited. */
  #uncredited = 0
  /** Bytes passed to the worker and not yet read there. */
  #unread = 0
  #closing = false
  #ended = false

  constructor(options: BridgeOptions) {
    const { channel, port } = options
    this.#o = options
    channel.binaryType = 'arraybuffer'
    channel.bufferedAmountLowThreshold = CHANNEL_LOW_WATER_BYTES
    channel.addEventListener('message', this.#onMessage)
    channel.addEventListener('bufferedamountlow', this.#onLow)
    channel.addEventListener('close', this.#onChannelEnd)
    channel.addEventListener('error', this.#onChannelEnd)
    port.onmessage = ({ data }: MessageEvent<LinkFrame>) => this.#onFrame(data)
  }

  /** Closes the channel once its buffer was sent, or after a second. */
  close(reason: string): void {
    if (this.#closing || this.#ended) return
    this.#closing = true
    this.#o.channel.close()
    this.#o.after(FLUSH_MS, () => this.end(reason))
  }

  /** Reports to the worker that the link has ended, and releases everything. */
  end(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    const { channel, port, onEnd } = this.#o
    channel.removeEventListener('message', this.#onMessage)
    channel.removeEventListener('bufferedamountlow', this.#onLow)
    channel.removeEventListener('close', this.#onChannelEnd)
    channel.removeEventListener('error', this.#onChannelEnd)
    channel.close()
    port.onmessage = null
    port.postMessage({ type: 'close', reason } satisfies LinkFrame)
    port.close()
    onEnd(reason)
  }

  readonly #onMessage = (event: Event): void => {
    const { data } = event as MessageEvent<unknown>
    if (!(data instanceof ArrayBuffer)) return this.end('LINK_NOT_BINARY')
    if (data.byteLength > MAX_FRAME_BYTES) return this.end('LINK_FRAME_TOO_LARGE')
    this.#unread += data.byteLength
    if (this.#unread > MAX_RECEIVE_QUEUE_BYTES) return this.end('LINK_RECEIVE_OVERFLOW')
    this.#o.port.postMessage(data, [data])
  }

  readonly #onLow = (): void => this.#credit()

  readonly #onChannelEnd = (): void => this.end('the channel closed')

  #onFrame(frame: LinkFrame): void {
    if (frame instanceof ArrayBuffer) this.#send(frame)
    else if (frame.type === 'credit') this.#unread = Math.max(0, this.#unread - frame.bytes)
    else if (frame.type === 'close') this.close(frame.reason)
  }

  #send(frame: ArrayBuffer): void {
    const { channel } = this.#o
    if (this.#closing || channel.readyState !== 'open') return
    try {
      channel.send(frame)
    } catch (error) {
      // "send queue is full": the credit keeps the buffer at a quarter of that, so the channel is broken.
      return this.end(`LINK_SEND_FAILED: ${String(error)}`)
    }
    this.#uncredited += frame.byteLength
    this.#credit()
  }

  /**
   * If the buffer is above the mark now, `bufferedamountlow` is certain to fire, because it fires on the way
   * down.
   */
  #credit(): void {
    const { channel, port } = this.#o
    if (this.#uncredited < CREDIT_STEP_BYTES || channel.bufferedAmount > CHANNEL_LOW_WATER_BYTES) return
    port.postMessage({ type: 'credit', bytes: this.#uncredited } satisfies LinkFrame)
    this.#uncredited = 0
  }
}
