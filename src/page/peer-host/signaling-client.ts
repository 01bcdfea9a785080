import type { Peer, PeerOptions } from 'peerjs'
import type { IceServer, SignalingAddress, SignalingProof } from '#network/link-messages.ts'
import { filterServerMessages, type ServerMessageRules } from './server-messages.ts'

/**
 * The first pause before the server is tried again; it doubles up to the longest, so that a class of 30 tries
 * six times a second at most.
 */
const RETRY_FIRST_MS = 500
const RETRY_LONGEST_MS = 5_000
/** A socket that does not open, or opens without the server's OPEN, is given up after this time. */
const OPEN_TIMEOUT_MS = 10_000

export interface SignalingEnvironment {
  readonly createPeer: (peerId: string, options: PeerOptions) => Peer
  readonly after: (delayMs: number, task: () => void) => () => void
  /** In [0, 1). */
  readonly random: () => number
}

export interface SignalingClientOptions extends Omit<ServerMessageRules, 'onChallenge'> {
  readonly peerId: string
  readonly address: SignalingAddress
  readonly iceServers: readonly IceServer[]
  readonly environment: SignalingEnvironment
  /** Asks the node to prove its id; {@link SignalingClient.prove} receives the answer. */
  readonly onChallenge: (nonce: string) => void
  readonly onStatus: (status: 'connecting' | 'online' | 'offline', reason?: string) => void
  readonly onConnection: (connection: ReturnType<Peer['connect']>) => void
}

/**
 * Keeps PeerJS connected to the signaling server for as long as the page lives, with growing pauses. Links do
 * not depend on it and stay when the server is gone. The server gives an id to whoever proves it, so a tab that
 * crashed has its own back at once.
 */
export class SignalingClient {
  readonly #o: SignalingClientOptions
  #peer: Peer | undefined
  #attempts = 0
  #reason: string | undefined
  /** The challenge of the present socket, until it is answered. */
  #nonce: string | undefined
  #cancelRetry: (() => void) | undefined
  #cancelTimeout: (() => void) | undefined
  #closed = false

  constructor(options: SignalingClientOptions) {
    this.#o = options
    this.#connect()
  }

  /** The PeerJS peer while it is introduced; undefined while a dial cannot succeed. */
  get online(): Peer | undefined {
    return this.#peer?.open ? this.#peer : undefined
  }

  /**
   * Tries at once instead of after the pause; with `anew` also if the socket looks fine, because after a
   * sleep it may be dead.
   */
  retryNow(anew: boolean): void {
    if (this.#closed) return
    this.#attempts = 0
    if (this.#cancelRetry) this.#connect()
    else if (anew && this.#peer?.open) this.#peer.disconnect()
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
    this.#cancelTimeout?.()
    this.#peer?.destroy()
    this.#peer = undefined
  }

  #connect(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    this.#reason = undefined
    this.#nonce = undefined
    this.#o.onStatus('connecting')
    this.#cancelTimeout = this.#o.environment.after(OPEN_TIMEOUT_MS, () => {
      this.#reason = 'the server did not answer'
      this.#peer?.disconnect()
      this.#retry()
    })
    if (this.#peer?.disconnected && !this.#peer.destroyed) this.#peer.reconnect()
    else this.#peer = this.#createPeer()
  }

  #createPeer(): Peer {
    const { peerId, address, iceServers, environment, onConnection } = this.#o
    const peer = environment.createPeer(peerId, {
      host: address.host,
      port: address.port,
      path: address.path,
      key: address.networkId,
      secure: address.secure,
      config: { iceServers: [...iceServers] },
      debug: 0,
    })
    filterServerMessages(peer, {
      ...this.#o,
      onChallenge: nonce => {
        this.#nonce = nonce
        this.#o.onChallenge(nonce)
      },
    })
    peer.on('open', () => {
      this.#cancelTimeout?.()
      this.#attempts = 0
      this.#o.onStatus('online')
    })
    peer.on('connection', onConnection)
    peer.on('error', error => {
      this.#reason = `${error.type}: ${error.message}`
    })
    peer.on('disconnected', () => this.#retry())
    peer.on('close', () => this.#retry())
    return peer
  }

  #retry(): void {
    this.#cancelTimeout?.()
    if (this.#closed || this.#cancelRetry) return
    const pause = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** this.#attempts++)
    const { environment, onStatus } = this.#o
    onStatus('offline', this.#reason)
    // Jitter, so that a class of tabs does not return at one instant when the server does.
    this.#cancelRetry = environment.after(pause * (0.5 + environment.random()), () => this.#connect())
  }
}
