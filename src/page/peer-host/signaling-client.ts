import type { Peer, PeerOptions } from 'peerjs'
import type { IceServer, SignalingAddress, SignalingProof, SignalingStatus } from '#network/link-messages.ts'
import { filterServerMessages, type ServerMessageRules } from './server-messages.ts'

/**
 * The first pause before the server is tried again; it doubles up to the longest, so that a class of 30 tries
 * six times a second at most.
 */
const RETRY_FIRST_MS = 500
const RETRY_LONGEST_MS = 4_000
/**
 * A socket that does not open, or opens without the server's OPEN, is given up after this time. TCP sends its
 * first packet again after 1 s and 3 s and then only after 7 s, so that a new socket is the faster way back.
 */
const OPEN_TIMEOUT_MS = 5_000
/** Between two heartbeats on the socket; the server forgets a tab that sends none for 90 s. */
const HEARTBEAT_MS = 5_000
/** A heartbeat that the server does not answer within this time shows a dead socket. */
const ANSWER_TIMEOUT_MS = 5_000
/** The same right after the browser reported a change of its connection. */
const CHECK_TIMEOUT_MS = 2_000
/** PeerJS would send heartbeats of its own; this is the longest timer of a browser. */
const NEVER_MS = 2 ** 31 - 1

export interface SignalingEnvironment {
  readonly createPeer: (peerId: string, options: PeerOptions) => Peer
  readonly after: (delayMs: number, task: () => void) => () => void
  /** In [0, 1). */
  readonly random: () => number
  /** In milliseconds. */
  readonly now: () => number
}

export interface SignalingClientOptions extends Pick<ServerMessageRules, 'accepts' | 'onExpired'> {
  readonly peerId: string
  readonly address: SignalingAddress
  /** The STUN and TURN servers for a connection that begins now. */
  readonly iceServers: () => readonly IceServer[]
  readonly environment: SignalingEnvironment
  /** Asks the node to prove its id; {@link SignalingClient.prove} receives the answer. */
  readonly onChallenge: (nonce: string) => void
  /** Each change: `connecting` is reported before the first answer only, and an outage once. */
  readonly onStatus: (status: SignalingStatus, reason?: string) => void
  readonly onConnection: (connection: ReturnType<Peer['connect']>) => void
}

/**
 * Keeps PeerJS connected to the signaling server for as long as the page lives, with growing pauses. A socket
 * can die without an event, so the server has to answer heartbeats. Links do not depend on the server and
 * stay when it is gone. The server gives an id to whoever proves it, so a tab that crashed has its own back at
 * once.
 */
export class SignalingClient {
  readonly #o: SignalingClientOptions
  #peer: Peer | undefined
  #status: SignalingStatus = 'connecting'
  #attempts = 0
  #attemptedAt = 0
  /** The server answers heartbeats, so silence means something; other PeerJS servers do not. */
  #answers = false
  #reason: string | undefined
  /** The challenge of the present socket, until it is answered. */
  #nonce: string | undefined
  #cancelRetry: (() => void) | undefined
  #cancelTimeout: (() => void) | undefined
  #cancelBeat: (() => void) | undefined
  #cancelDeadline: (() => void) | undefined
  #closed = false

  constructor(options: SignalingClientOptions) {
    this.#o = options
    options.onStatus('connecting')
    this.#connect()
  }

  /** The PeerJS peer while it is introduced; undefined while a dial cannot succeed. */
  get online(): Peer | undefined {
    return this.#peer?.open ? this.#peer : undefined
  }

  /**
   * Tries at once instead of after the pause; with `anew` also if the socket looks fine or is about to open,
   * because after a sleep or on another network it may be dead.
   */
  retryNow(anew: boolean): void {
    if (this.#closed) return
    this.#attempts = 0
    // This plans the next attempt, which does not have to wait.
    if (anew) this.#peer?.disconnect()
    if (this.#cancelRetry) this.#connect()
  }

  /** Requires an answer of the server soon: the browser may have lost its connection. */
  check(): void {
    if (this.online) this.#beat(CHECK_TIMEOUT_MS)
  }

  /** Passes the node's proof on, if the server still waits for it. */
  prove(nonce: string, proof: SignalingProof): void {
    if (this.#nonce !== nonce) return
    this.#nonce = undefined
    this.#peer?.socket.send({ type: 'PROOF', payload: proof })
  }

  close(): void {
    this.#closed = true
    this.#cancelRetry?.()
    this.#cancelTimers()
    this.#peer?.destroy()
    this.#peer = undefined
  }

  #connect(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    this.#reason = undefined
    this.#nonce = undefined
    this.#attemptedAt = this.#o.environment.now()
    this.#cancelTimeout = this.#o.environment.after(OPEN_TIMEOUT_MS, () =>
      this.#giveUp('the server did not answer'),
    )
    if (this.#peer?.disconnected && !this.#peer.destroyed) this.#peer.reconnect()
    else this.#peer = this.#createPeer()
  }

  #createPeer(): Peer {
    const { peerId, address, iceServers, environment, accepts, onExpired, onConnection } = this.#o
    const peer = environment.createPeer(peerId, {
      host: address.host,
      port: address.port,
      path: address.path,
      key: address.networkId,
      secure: address.secure,
      pingInterval: NEVER_MS,
      // PeerJS passes this object to every RTCPeerConnection.
      config: {
        get iceServers() {
          return [...iceServers()]
        },
      },
      debug: 0,
    })
    filterServerMessages(peer, {
      accepts,
      onExpired,
      onHeartbeat: () => this.#heard(),
      onChallenge: nonce => {
        this.#nonce = nonce
        this.#o.onChallenge(nonce)
      },
    })
    peer.on('open', () => {
      this.#cancelTimers()
      this.#attempts = 0
      this.#report('online')
      this.#beat(ANSWER_TIMEOUT_MS)
    })
    peer.on('connection', onConnection)
    peer.on('error', error => {
      this.#reason = `${error.type}: ${error.message}`
    })
    peer.on('disconnected', () => this.#retry())
    peer.on('close', () => this.#retry())
    return peer
  }

  /** The server has to answer within `timeoutMs`, if it is one that answers. */
  #beat(timeoutMs: number): void {
    this.#cancelBeat?.()
    this.#cancelDeadline?.()
    this.#peer?.socket.send({ type: 'HEARTBEAT' })
    const { after } = this.#o.environment
    // Counted from the heartbeat, because the timers of a hidden page may be a minute late.
    if (this.#answers) {
      this.#cancelDeadline = after(timeoutMs, () => this.#giveUp('the server stopped answering'))
    }
    this.#cancelBeat = after(HEARTBEAT_MS, () => this.#beat(ANSWER_TIMEOUT_MS))
  }

  #heard(): void {
    this.#answers = true
    this.#cancelDeadline?.()
  }

  #giveUp(reason: string): void {
    this.#reason = reason
    this.#peer?.disconnect()
    this.#retry()
  }

  #retry(): void {
    this.#cancelTimers()
    if (this.#closed || this.#cancelRetry) return
    this.#report('offline', this.#reason)
    // Jitter, so that a class of tabs does not return at one instant when the server does. An attempt that
    // hung has used up its pause: the network may be back by now.
    const pause = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** this.#attempts++)
    const { environment } = this.#o
    const spent = environment.now() - this.#attemptedAt
    const wait = Math.max(RETRY_FIRST_MS, pause - spent) * (0.5 + environment.random())
    this.#cancelRetry = environment.after(wait, () => this.#connect())
  }

  #report(status: SignalingStatus, reason?: string): void {
    if (this.#status === status) return
    this.#status = status
    this.#o.onStatus(status, reason)
  }

  #cancelTimers(): void {
    this.#cancelTimeout?.()
    this.#cancelBeat?.()
    this.#cancelDeadline?.()
  }
}
