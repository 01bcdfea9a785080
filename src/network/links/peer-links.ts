import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import { timeoutSignal } from '#lib/timeout-signal.ts'
import type { SharedPeer } from '../known-peers.ts'
import { HANDSHAKE_TIMEOUT_MS, MAX_HANDSHAKE_BYTES } from '../limits.ts'
import type { PeerInfo } from '../network.ts'
import { nameOfPeer } from '../peer-id.ts'
import {
  HANDSHAKE_PROTOCOL,
  type HandshakeInfo,
  type HandshakeOutcome,
  shakeAsDialler,
  shakeAsListener,
} from '../protocols/handshake.ts'
import { answerHeartbeats, HEARTBEAT_PROTOCOL, Heartbeat } from '../protocols/heartbeat.ts'
import type { Beat } from '../protocols/messages.ts'
import { type WireViolation, wireOf } from '../protocols/wire.ts'
import { createLink, type Link } from './link.ts'

export interface PeerLinksDependencies {
  readonly libp2p: Libp2p
  readonly clock: Clock
  readonly random: Random
  readonly info: () => HandshakeInfo
  readonly peersFor: (to: PeerId) => readonly SharedPeer[]
  readonly beat: (to: PeerId) => Omit<Beat, 'nonce'>
  /** Bytes that the link with this peer has received. */
  readonly received: (from: PeerId) => number
  readonly routeOf: (peerId: PeerId, direction: Connection['direction']) => PeerInfo['route']
  readonly onJoined: (link: Link, outcome: HandshakeOutcome) => void
  readonly onBeat: (link: Link, beat: Beat) => void
  /** Called also for a link whose handshake failed. */
  readonly onClosed: (link: Link) => void
  readonly onViolation: (link: Link, violation: WireViolation) => void
}

/**
 * Turns libp2p's connections into links: runs the handshake on each, then heartbeats, and reports peers that
 * joined and left. It neither opens links nor scores peers.
 */
export class PeerLinks {
  readonly #deps: PeerLinksDependencies
  readonly #links = new Map<PeerId, Link>()
  readonly #waiting = new Set<{ readonly peerId: PeerId; settle(joined: boolean): void }>()

  constructor(deps: PeerLinksDependencies) {
    this.#deps = deps
    deps.libp2p.addEventListener('connection:open', ({ detail }) => this.#onOpen(detail))
    deps.libp2p.addEventListener('connection:close', ({ detail }) => this.#onClose(detail))
  }

  async start(): Promise<void> {
    const { libp2p } = this.#deps
    const one = { maxInboundStreams: 1, maxOutboundStreams: 1 }
    await libp2p.handle(
      HANDSHAKE_PROTOCOL,
      (stream, connection) => this.#onHandshake(stream, connection),
      one,
    )
    await libp2p.handle(
      HEARTBEAT_PROTOCOL,
      (stream, connection) => this.#onHeartbeat(stream, connection),
      one,
    )
  }

  all(): Link[] {
    return [...this.#links.values()]
  }

  joined(): Link[] {
    return this.all().filter(link => link.state === 'connected')
  }

  get(peerId: PeerId): Link | undefined {
    return this.#links.get(peerId)
  }

  /**
   * The link of a stream, after its handshake: a peer that has our last message may use the link before we
   * have read its own. Undefined when the handshake fails.
   */
  async of(connection: Connection): Promise<Link | undefined> {
    const peerId = nameOfPeer(connection.remotePeer)
    const link = this.#links.get(peerId)
    if (link?.connection !== connection) return undefined
    return (await this.whenJoined(peerId, HANDSHAKE_TIMEOUT_MS)) ? link : undefined
  }

  /** Resolves to whether the peer completes its handshake in time. */
  whenJoined(peerId: PeerId, timeoutMs: number): Promise<boolean> {
    if (this.#links.get(peerId)?.state === 'connected') return Promise.resolve(true)
    return new Promise(resolve => {
      const cancel = this.#deps.clock.after(timeoutMs, () => waiter.settle(false))
      const waiter = {
        peerId,
        settle: (joined: boolean) => {
          cancel()
          this.#waiting.delete(waiter)
          resolve(joined)
        },
      }
      this.#waiting.add(waiter)
    })
  }

  /** Closes a link; bytes sent before still arrive. */
  async close(link: Link, reason: string): Promise<void> {
    if (link.closeReason !== undefined) return
    link.closeReason = reason
    link.heartbeat?.stop()
    try {
      await link.connection.close()
    } catch (error) {
      link.connection.abort(error instanceof Error ? error : new Error(reason))
    }
  }

  /** Aborts a link whose other end does not answer. */
  abort(link: Link, reason: string): void {
    link.closeReason ??= reason
    link.heartbeat?.stop()
    link.connection.abort(new Error(reason))
  }

  #onOpen(connection: Connection): void {
    const { clock, routeOf } = this.#deps
    const peerId = nameOfPeer(connection.remotePeer)
    const link = createLink(connection, routeOf(peerId, connection.direction), clock)
    this.#links.set(peerId, link)
    clock.after(HANDSHAKE_TIMEOUT_MS, () => {
      if (link.state === 'connecting') this.abort(link, 'no handshake in time')
    })
    if (connection.direction === 'outbound') void this.#shake(link)
  }

  #onClose(connection: Connection): void {
    const peerId = nameOfPeer(connection.remotePeer)
    const link = this.#links.get(peerId)
    if (link?.connection !== connection) return
    this.#links.delete(peerId)
    link.heartbeat?.stop()
    this.#settle(peerId, false)
    this.#deps.onClosed(link)
  }

  async #shake(link: Link): Promise<void> {
    const signal = timeoutSignal(this.#deps.clock, HANDSHAKE_TIMEOUT_MS)
    try {
      const stream = await link.connection.newStream(HANDSHAKE_PROTOCOL, { signal })
      const outcome = await shakeAsDialler(this.#handshake(link, stream, signal))
      if (!outcome.ok) return this.#deps.onViolation(link, outcome.error)
      await stream.close({ signal })
      this.#join(link, outcome.value)
    } catch (error) {
      // A node with another version of the wire protocol does not know the protocol's name.
      const message = error instanceof Error ? error.message : String(error)
      if (error instanceof Error && error.name === 'UnsupportedProtocolError') {
        return this.#deps.onViolation(link, { code: 'WIRE_VERSION', message })
      }
      this.abort(link, `the handshake failed: ${message}`)
    }
  }

  async #onHandshake(stream: Stream, connection: Connection): Promise<void> {
    const link = this.#links.get(nameOfPeer(connection.remotePeer))
    if (link?.connection !== connection) return stream.abort(new Error('an unknown link'))
    if (link.isHandshaking || link.state === 'connected' || connection.direction === 'outbound') {
      stream.abort(new Error('a second handshake'))
      return this.#deps.onViolation(link, { code: 'WIRE_UNREQUESTED', message: 'a second handshake' })
    }
    link.isHandshaking = true
    const signal = timeoutSignal(this.#deps.clock, HANDSHAKE_TIMEOUT_MS)
    try {
      const outcome = await shakeAsListener(this.#handshake(link, stream, signal), accepted =>
        this.#join(link, accepted),
      )
      if (!outcome.ok) return this.#deps.onViolation(link, outcome.error)
      await stream.close({ signal })
    } catch (error) {
      this.abort(link, `the handshake failed: ${String(error)}`)
    }
  }

  #handshake(link: Link, stream: Stream, signal: AbortSignal) {
    const { info, random, peersFor } = this.#deps
    const wire = wireOf(stream, MAX_HANDSHAKE_BYTES)
    return { wire, info: info(), random, peersToShare: () => peersFor(link.peerId), signal }
  }

  #join(link: Link, outcome: HandshakeOutcome): void {
    if (this.#links.get(link.peerId) !== link || link.closeReason !== undefined) return
    const { clock, beat, received, onBeat, onJoined, onViolation } = this.#deps
    link.state = 'connected'
    link.since = clock.now()
    link.head = outcome.info.head
    link.agent = outcome.info.agent
    link.heartbeat = new Heartbeat({
      connection: link.connection,
      clock,
      received: () => received(link.peerId),
      state: () => beat(link.peerId),
      onAnswer: (answer, latencyMs) => {
        link.latencyMs = latencyMs
        link.clockOffsetMs = Math.round(answer.time + latencyMs / 2 - clock.now())
        onBeat(link, answer)
      },
      onViolation: violation => onViolation(link, violation),
      onDead: reason => this.abort(link, reason),
    })
    link.heartbeat.start()
    onJoined(link, outcome)
    this.#settle(link.peerId, true)
  }

  async #onHeartbeat(stream: Stream, connection: Connection): Promise<void> {
    const link = await this.of(connection)
    if (!link) return stream.abort(new Error('a heartbeat before the handshake'))
    const { beat, onBeat, onViolation } = this.#deps
    try {
      const violation = await answerHeartbeats({
        stream,
        allowed: () => link.heartbeats.take(),
        state: () => beat(link.peerId),
        onBeat: received => onBeat(link, received),
        signal: new AbortController().signal,
      })
      stream.abort(new Error(violation.message))
      onViolation(link, violation)
    } catch {
      // The stream ends with its link; if only the stream ended, this node's own heartbeat decides.
      stream.abort(new Error('the heartbeat ended'))
    }
  }

  #settle(peerId: PeerId, joined: boolean): void {
    for (const waiter of this.#waiting) if (waiter.peerId === peerId) waiter.settle(joined)
  }
}
