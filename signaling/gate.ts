import type { Cluster } from './cluster/cluster.ts'
import type { SignalingLimits } from './limits.ts'
import { type Introduction, parseClientMessage } from './messages.ts'
import type { Networks } from './networks.ts'
import { isProven } from './proof.ts'
import { RateLimiter } from './rate-limiter.ts'
import { type Applicant, msSinceStart, type Seat, type SeatHandlers } from './seat.ts'
import type { Counters } from './signaling-state.ts'
import { CLOSE } from './websocket/frames.ts'

export interface GateOptions {
  readonly networks: Networks
  readonly limits: SignalingLimits
  readonly counters: Counters
  /** The other instances; undefined in a single process. */
  readonly cluster: () => Cluster | undefined
  readonly onSeated: (seat: Seat) => void
  readonly onLeft: (seat: Seat) => void
}

/**
 * Decides which client gets which id and which messages pass, and passes them on: to a client of this
 * instance, or to the one where the client is. It looks into no offer.
 */
export class Gate implements SeatHandlers {
  readonly limits: SignalingLimits
  readonly #o: GateOptions
  readonly #addressUnits: RateLimiter

  constructor(options: GateOptions) {
    this.#o = options
    this.limits = options.limits
    this.#addressUnits = new RateLimiter(options.limits.addressUnits, options.limits.addresses)
  }

  /** Asks a new client to prove its id. */
  challenge(seat: Seat, applicant: Applicant): void {
    seat.socket.send(`{"type":"CHALLENGE","payload":{"nonce":"${applicant.nonce}"}}`)
    const onDeadline = () => this.refuse(seat, 'The proof of the id did not arrive in time.')
    applicant.deadline = setTimeout(onDeadline, this.limits.proofMs).unref()
  }

  /** Pings every client, and drops those that did not answer since the last time, or whose page is frozen. */
  sweep(): void {
    const now = msSinceStart()
    for (const seat of this.#o.networks.seats()) {
      if (seat.hasReceived) {
        seat.hasReceived = false
        seat.lastReceivedAt = now
      }
      if (!seat.alive) seat.socket.terminate()
      else if (now - seat.lastReceivedAt > this.limits.heartbeatTimeoutMs) seat.socket.close(CLOSE.normal)
      else seat.socket.ping()
      seat.alive = false
    }
  }

  /** Another instance has proof that the client is there now. */
  evict(networkId: string, peerId: string): void {
    this.#o.networks.find(networkId, peerId)?.socket.terminate()
  }

  /** Refuses with a message that PeerJS turns into an error, then the end. */
  refuse(seat: Seat, msg: string): void {
    this.#o.counters.refused++
    seat.socket.send(JSON.stringify({ type: 'ERROR', payload: { msg } }))
    seat.socket.close(CLOSE.policy, 'refused')
  }

  onText(seat: Seat, text: string, sizeBytes: number): void {
    seat.alive = seat.hasReceived = true
    if (!this.#spend(seat, Math.ceil(sizeBytes / this.limits.unitBytes))) return
    const message = parseClientMessage(text)
    if (!message.ok) return void this.#spend(seat, this.limits.malformedUnits)
    switch (message.value.type) {
      case 'HEARTBEAT':
        // A page sees no WebSocket pings: without an answer it would believe in a dead socket.
        seat.socket.send('{"type":"HEARTBEAT"}')
        return
      case 'PROOF':
        return void this.#check(seat, message.value.host, message.value.signature)
      default:
        if (seat.status === 'seated') this.#relay(seat, message.value)
        else this.#spend(seat, this.limits.malformedUnits)
    }
  }

  onBinary(seat: Seat): void {
    this.#spend(seat, this.limits.malformedUnits)
  }

  onControl(seat: Seat): void {
    seat.alive = true
    this.#spend(seat, 1)
  }

  onClosed(seat: Seat): void {
    clearTimeout(seat.applicant?.deadline)
    if (this.#o.networks.remove(seat)) this.#o.cluster()?.leave(seat.networkId, seat.peerId)
    this.#o.onLeft(seat)
  }

  async #check(seat: Seat, host: string, signature: unknown): Promise<void> {
    const { applicant } = seat
    if (seat.status !== 'asked' || !applicant) return void this.#spend(seat, this.limits.malformedUnits)
    seat.status = 'checking'
    clearTimeout(applicant.deadline)
    if (applicant.host !== undefined && host.toLowerCase() !== applicant.host)
      return this.refuse(
        seat,
        `The proof is for ${host}, but this server was asked as ${applicant.host}; a proxy must pass the Host header on.`,
      )
    const { networkId, peerId, nonce } = applicant
    if (!(await isProven({ host, networkId, peerId, nonce }, signature)))
      return this.refuse(seat, 'The id is not proven: the signature is not by the key that the id names.')
    seat.applicant = undefined
    if (seat.socket.isOpen) await this.#place(seat)
  }

  async #place(seat: Seat): Promise<void> {
    const { networks, counters } = this.#o
    const { networkId, peerId } = seat
    const holder = networks.find(networkId, peerId)
    const full = holder ? undefined : this.#full(networkId)
    if (full) return this.refuse(seat, full)

    // Not closed in order: a half-open connection would linger.
    holder?.socket.terminate()
    networks.add(seat)
    seat.admitted()
    counters.admitted++
    this.#o.onSeated(seat)
    await this.#o.cluster()?.claim(networkId, peerId, seat.admittedAtMs)
    seat.socket.send('{"type":"OPEN"}')
  }

  #full(networkId: string): string | undefined {
    const { networks } = this.#o
    if (networks.peers >= this.limits.totalPeers)
      return 'This signaling server is full; try again later, or set another one.'
    if (networks.peersOf(networkId) >= this.limits.networkPeers)
      return 'This network is full on this signaling server; join through an invite of a connected tab.'
    return undefined
  }

  /** False if the message exceeds the rate; a client that continues is disconnected. */
  #spend(seat: Seat, units: number): boolean {
    if (seat.bucket.take(units) && this.#addressUnits.take(seat.address, units)) return true
    this.#o.counters.dropped++
    seat.dropped++
    if (seat.dropped > this.limits.droppedMessages)
      seat.socket.close(CLOSE.policy, 'too many messages: slow down, then connect again')
    return false
  }

  #relay(seat: Seat, { type, dst, payload }: Introduction): void {
    const { networks, counters } = this.#o
    const cluster = this.#o.cluster()
    const { networkId, peerId: src } = seat
    counters.messages++
    const text = `{"type":"${type}","src":"${src}","dst":"${dst}","payload":${payload}}`
    const target = networks.find(networkId, dst)
    if (target) target.socket.send(text)
    else if (cluster) {
      counters.forwarded++
      cluster.forward({ networkId, src, dst, isOffer: type === 'OFFER', text })
    } else if (type === 'OFFER') this.expire(networkId, src, dst)
  }

  /** Reports to `src` that its offer reaches nobody, once per dial; nothing is kept for a peer to come. */
  expire(networkId: string, src: string, dst: string): void {
    this.#o.counters.expired++
    this.#o.networks.find(networkId, src)?.socket.send(`{"type":"EXPIRE","src":"${dst}","dst":"${src}"}`)
  }
}
