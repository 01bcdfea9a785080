import { EventEmitter } from 'node:events'
import type { WebSocket } from 'ws'
import { TokenBucket } from '#lib/token-bucket.ts'
import { peerIdOfSeat, seatId } from './ids.ts'
import type { SignalingLimits } from './limits.ts'
import type { ClientMessage } from './messages.ts'

/** A message as `peer` writes it; in ours the payload is JSON text. */
interface ServerMessage {
  readonly type: string
  readonly src?: string
  readonly dst?: string
  readonly payload?: unknown
}

/**
 * A place in a network: the socket that `peer` believes to talk to. It stands between `peer`, whose ids
 * contain the network, and the real WebSocket, whose client knows PeerIds only. It emits `message`, `close`
 * and `error` as a WebSocket does.
 */
export class Seat extends EventEmitter {
  /** Whether a pong or a message arrived since the last ping of the sweep. */
  alive = true
  /** Messages dropped for the rate. */
  dropped = 0
  readonly bucket: TokenBucket
  readonly #maxBufferedBytes: number
  #left = false

  constructor(
    readonly socket: WebSocket,
    readonly networkId: string,
    readonly peerId: string,
    readonly token: string,
    readonly address: string,
    limits: SignalingLimits,
  ) {
    super()
    this.bucket = new TokenBucket(limits.connectionUnits, Date)
    this.#maxBufferedBytes = limits.bufferedBytes
  }

  get id(): string {
    return seatId(this.networkId, this.peerId)
  }

  /** Passes a message of the client to `peer`. */
  receive(message: ClientMessage): void {
    const forPeer =
      message.type === 'HEARTBEAT' ? message : { ...message, dst: seatId(this.networkId, message.dst) }
    this.emit('message', JSON.stringify(forPeer))
  }

  /** Passes a message of `peer` to the client. */
  send(text: string): void {
    const { type, src, dst, payload } = JSON.parse(text) as ServerMessage
    // PeerJS clients close live links on LEAVE. Here it only means that a message could not be delivered.
    const sentType = type === 'LEAVE' ? 'EXPIRE' : type
    const fields = [
      `"type":${JSON.stringify(sentType)}`,
      ...(src ? [`"src":${JSON.stringify(peerIdOfSeat(src))}`] : []),
      ...(dst ? [`"dst":${JSON.stringify(peerIdOfSeat(dst))}`] : []),
      ...(payload === undefined
        ? []
        : [`"payload":${typeof payload === 'string' ? payload : JSON.stringify(payload)}`]),
    ]
    this.#write(`{${fields.join(',')}}`)
  }

  /** Called when `peer` gives up on this client, or another connection took over its id. */
  close(code = 1000, reason = ''): void {
    this.leave()
    this.socket.close(code, reason)
  }

  /** Reports to the server that the client is gone, at once, whatever the real socket still does. */
  leave(): void {
    if (this.#left) return
    this.#left = true
    this.emit('close')
  }

  #write(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.socket.bufferedAmount > this.#maxBufferedBytes) this.socket.terminate()
    else this.socket.send(text)
  }
}
