import type { RawData, WebSocket } from 'ws'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { isNetworkId, isPeerId } from './ids.ts'
import type { SignalingLimits } from './limits.ts'
import { type ClientMessage, parseClientMessage } from './messages.ts'
import type { Networks } from './networks.ts'
import { RateLimiter } from './rate-limiter.ts'
import { Seat } from './seat.ts'

interface Claim {
  readonly networkId: string
  readonly peerId: string
  readonly token: string
}

/**
 * Decides which client gets which id and which messages pass, in front of `peer`, which registers clients and
 * relays. `seated` receives each admitted client.
 */
export class Gate {
  readonly #addressUnits: RateLimiter

  constructor(
    private readonly networks: Networks,
    private readonly limits: SignalingLimits,
    private readonly seated: (seat: Seat) => void,
  ) {
    this.#addressUnits = new RateLimiter(limits.addressUnits, limits.addresses)
  }

  /** Handles a WebSocket that was opened with these query parameters. */
  async admit(socket: WebSocket, query: URLSearchParams, address: string): Promise<void> {
    const claim = parseClaim(query, this.limits)
    if (!claim.ok) return refuse(socket, 'ERROR', claim.error.message)
    const { networkId, peerId, token } = claim.value

    // A loop, because another claimant may have got the place while the holder of the id was asked.
    for (
      let holder = this.networks.find(networkId, peerId);
      holder;
      holder = this.networks.find(networkId, peerId)
    ) {
      if (holder.token !== token && (await answersPing(holder.socket, this.limits.takeoverPingMs)))
        return refuse(socket, 'ID-TAKEN', 'ID is taken')
      this.#evict(holder)
    }

    const full = this.#full(networkId)
    if (full) return refuse(socket, 'ERROR', full)
    if (socket.readyState === socket.OPEN)
      this.#seat(new Seat(socket, networkId, peerId, token, address, this.limits))
  }

  /** Pings every client, and drops those that did not answer since the last time. */
  sweep(): void {
    for (const seat of this.networks.all()) {
      if (!seat.alive) {
        this.#evict(seat)
        continue
      }
      seat.alive = false
      seat.socket.ping()
    }
  }

  #full(networkId: string): string | undefined {
    if (this.networks.peers >= this.limits.totalPeers)
      return 'This signaling server is full; try again later, or set another one.'
    if (this.networks.peersOf(networkId) >= this.limits.networkPeers)
      return 'This network is full on this signaling server; join through an invite of a connected tab.'
    return undefined
  }

  #seat(seat: Seat): void {
    const { socket } = seat
    seat.once('close', () => this.networks.remove(seat))
    socket.on('close', () => seat.leave())
    socket.on('pong', () => {
      seat.alive = true
    })
    socket.on('message', (data, isBinary) => {
      seat.alive = true
      this.#receive(seat, data, isBinary)
    })
    this.networks.add(seat)
    this.seated(seat)
  }

  #evict(seat: Seat): void {
    seat.leave()
    // Not `close`: a half-open connection would linger for the 30 s of the closing handshake.
    seat.socket.terminate()
  }

  #receive(seat: Seat, data: RawData, isBinary: boolean): void {
    const text = String(data)
    if (!this.#spend(seat, Math.ceil(Buffer.byteLength(text) / this.limits.unitBytes))) return

    const message = isBinary ? fail('MESSAGE_BINARY', 'Messages must be text.') : parseClientMessage(text)
    if (message.ok) this.#relay(seat, message.value)
    else this.#spend(seat, this.limits.malformedUnits)
  }

  /** False if the message exceeds the rate; a client that continues is disconnected. */
  #spend(seat: Seat, units: number): boolean {
    if (seat.bucket.take(units) && this.#addressUnits.take(seat.address, units)) return true
    seat.dropped++
    if (seat.dropped > this.limits.droppedMessages)
      seat.close(1008, 'too many messages: slow down, then connect again')
    return false
  }

  #relay(seat: Seat, message: ClientMessage): void {
    // `peer` does not answer, and a page does not see WebSocket pings: without an answer it would believe in a
    // dead socket.
    if (message.type === 'HEARTBEAT') seat.send(JSON.stringify(message))
    if (message.type === 'HEARTBEAT' || this.networks.find(seat.networkId, message.dst)) {
      seat.receive(message)
      return
    }
    // `peer` would keep it in an unbounded queue for 5 s. Instead the caller is notified at once, once per
    // dial.
    if (message.type === 'OFFER')
      seat.send(JSON.stringify({ type: 'EXPIRE', src: message.dst, dst: seat.peerId }))
  }
}

function parseClaim(query: URLSearchParams, limits: SignalingLimits): Result<Claim, Failure> {
  const networkId = query.get('key')
  const peerId = query.get('id')
  const token = query.get('token')
  if (!isNetworkId(networkId)) return fail('KEY', 'key must be the network id: 64 lower-case hex digits.')
  if (!isPeerId(peerId)) return fail('ID', 'id must be an Ed25519 PeerId (12D3KooW…).')
  if (!token || token.length > limits.tokenCharacters)
    return fail('TOKEN', `token must have 1 to ${limits.tokenCharacters} characters.`)
  return ok({ networkId, peerId, token })
}

/** Refuses as `peer` does: with a message that PeerJS turns into an error, then the end. */
function refuse(socket: WebSocket, type: 'ERROR' | 'ID-TAKEN', msg: string): void {
  if (socket.readyState !== socket.OPEN) return
  socket.send(JSON.stringify({ type, payload: { msg } }))
  socket.close()
}

/**
 * Whether the client's machine answers a WebSocket ping in time; browsers do so by themselves, even for a
 * frozen page.
 */
function answersPing(socket: WebSocket, timeoutMs: number): Promise<boolean> {
  return new Promise(resolve => {
    const done = (answer: boolean) => {
      clearTimeout(timer)
      socket.off('pong', onPong).off('close', onClose)
      resolve(answer)
    }
    const onPong = () => done(true)
    const onClose = () => done(false)
    const timer = setTimeout(() => done(false), timeoutMs)
    socket.on('pong', onPong).on('close', onClose)
    socket.ping()
  })
}
