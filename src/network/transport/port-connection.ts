import type { PeerId } from '#lib/peer-id.ts'
import '../promise-with-resolvers.ts'
import type { Logger } from '@libp2p/interface'
import { AbstractMultiaddrConnection } from '@libp2p/utils'
import { multiaddr } from '@multiformats/multiaddr'
import { textFromUtf8 } from '#lib/utf8.ts'
import { MAX_WRITE_BUFFER_BYTES } from '../limits.ts'
import { CREDIT_STEP_BYTES, type LinkFrame, MAX_FRAME_BYTES, SEND_CREDIT_BYTES } from '../link-messages.ts'
import { REFUSALS, type Refusal } from './link-table.ts'

type Chunks = Parameters<AbstractMultiaddrConnection['sendData']>[0]

/** The end of a link, with its reason. */
export class LinkClosedError extends Error {
  override readonly name = 'LinkClosedError'
}

export interface PortConnectionInit {
  readonly port: MessagePort
  readonly peerId: PeerId
  readonly direction: 'inbound' | 'outbound'
  readonly maxMessageBytes: number
  readonly log: Logger
}

/** The multiaddr of a peer for libp2p, which has only the peer id. */
export const addressOf = (peerId: PeerId) => multiaddr(`/webrtc/p2p/${peerId}`)

/**
 * The worker's end of one data channel, as a libp2p connection. The page's credit bounds the bytes sent;
 * bytes received are credited after they were read. It does not know whether the peer is alive: a data
 * channel may die without an event (heartbeat.ts).
 */
export class PortConnection extends AbstractMultiaddrConnection {
  readonly #port: MessagePort
  /** Bytes sent and not yet credited by the page. */
  #inFlight = 0
  #full = false
  /** Bytes received and not yet credited to the page. */
  #uncredited = 0
  #hasReceived = false
  bytesIn = 0
  bytesOut = 0
  /** A TURN server carries the bytes, as far as the page knows. */
  relayed = false
  /** The other end's refusal, instead of a first frame. */
  refusal: Refusal | undefined

  constructor({ port, peerId, direction, maxMessageBytes, log }: PortConnectionInit) {
    super({
      remoteAddr: addressOf(peerId),
      direction,
      log,
      maxMessageSize: Math.min(MAX_FRAME_BYTES, maxMessageBytes),
      maxWriteBufferLength: MAX_WRITE_BUFFER_BYTES,
    })
    this.#port = port
    this.addEventListener('close', () => this.#dispose())
    port.onmessage = ({ data }: MessageEvent<LinkFrame>) => this.#onFrame(data)
  }

  /**
   * libp2p passes at most one frame (`maxMessageSize`). The bytes are copied once, because transferring them
   * takes the buffer away.
   */
  override sendData(data: Chunks): { sentBytes: number; canSendMore: boolean } {
    const sentBytes = data.byteLength
    const frame = new Uint8Array(sentBytes)
    let offset = 0
    for (const chunk of data) {
      frame.set(chunk, offset)
      offset += chunk.length
    }
    this.#port.postMessage(frame.buffer, [frame.buffer])

    this.bytesOut += sentBytes
    this.#inFlight += sentBytes
    this.#full = this.#inFlight >= SEND_CREDIT_BYTES
    return { sentBytes, canSendMore: !this.#full }
  }

  override async sendClose(): Promise<void> {
    this.#post({ type: 'close', reason: 'closed' })
  }

  override sendReset(error: Error): void {
    this.#post({ type: 'close', reason: error.message.slice(0, 200) })
  }

  /** While reading is paused, nothing is credited, so that the page's bound applies. */
  override sendPause(): void {}

  override sendResume(): void {
    this.#credit()
  }

  #onFrame(frame: LinkFrame): void {
    if (frame instanceof ArrayBuffer) this.#onBytes(new Uint8Array(frame))
    else if (frame.type === 'credit') this.#onCredit(frame.bytes)
    else if (frame.type === 'path') this.relayed = frame.relayed
    else this.onTransportClosed()
  }

  #onBytes(bytes: Uint8Array): void {
    this.bytesIn += bytes.length
    this.#uncredited += bytes.length
    const refusal = this.#hasReceived ? undefined : readRefusal(bytes)
    this.#hasReceived = true
    if (refusal) {
      this.refusal = refusal
      this.abort(new LinkClosedError(`the peer refused the link: ${refusal}`))
      return
    }
    this.onData(bytes)
    this.#credit()
  }

  #onCredit(bytes: number): void {
    this.#inFlight = Math.max(0, this.#inFlight - bytes)
    if (!this.#full || this.#inFlight >= SEND_CREDIT_BYTES) return
    // Only this event wakes the writers; without it the link stalls for ever.
    this.#full = false
    this.safeDispatchEvent('drain')
  }

  #credit(): void {
    const read = this.#uncredited - this.readBufferLength
    if (read < CREDIT_STEP_BYTES || this.status !== 'open') return
    this.#uncredited -= read
    this.#post({ type: 'credit', bytes: read })
  }

  #post(frame: LinkFrame): void {
    this.#port.postMessage(frame)
  }

  #dispose(): void {
    this.#port.onmessage = null
    this.#port.close()
  }
}

/** No multistream message begins with a zero byte, so a refusal cannot be mistaken for one. */
const REFUSAL_PREFIX = '\0tabchain refused '

/** Refuses a channel before libp2p sees it, and sends the reason to the other end. */
export function refuseLink(port: MessagePort, refusal: Refusal): void {
  const frame = new TextEncoder().encode(REFUSAL_PREFIX + refusal)
  port.postMessage(frame.buffer, [frame.buffer])
  port.postMessage({ type: 'close', reason: refusal } satisfies LinkFrame)
  port.close()
}

function readRefusal(bytes: Uint8Array): Refusal | undefined {
  if (bytes[0] !== 0 || bytes.length > 64) return undefined
  const text = textFromUtf8(bytes)
  return REFUSALS.find(refusal => text === REFUSAL_PREFIX + refusal)
}
