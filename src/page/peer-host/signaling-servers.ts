import type { SignalingAddress, SignalingProof, SignalingStatus } from '#network/link-messages.ts'
import { SignalingClient, type SignalingClientOptions } from './signaling-client.ts'

export interface SignalingServersOptions
  extends Omit<SignalingClientOptions, 'address' | 'onStatus' | 'onChallenge'> {
  /** In the order of preference. */
  readonly addresses: readonly SignalingAddress[]
  /** The server at this index asks for proof of the own id; {@link SignalingServers.prove} receives the answer. */
  readonly onChallenge: (server: number, nonce: string) => void
  /** `server` is the index of the one in use, or of the first one while none answers. */
  readonly onStatus: (status: SignalingStatus, server: number, reason?: string) => void
}

/**
 * Keeps this tab introduced by at least one of several signaling servers. The next one is tried when all
 * before it are offline. Those before it are tried again all the time, and the tab stays with both, so that
 * tabs that found different servers meet. It does not end links.
 */
export class SignalingServers {
  readonly #o: SignalingServersOptions
  readonly #clients: SignalingClient[] = []
  readonly #status: SignalingStatus[] = []
  /** The server in use. */
  #used: number | undefined
  #closed = false

  constructor(options: SignalingServersOptions) {
    this.#o = options
    this.#startNext()
  }

  /** The PeerJS peer of the first server that answers; undefined while a dial cannot succeed. */
  get online(): SignalingClient['online'] {
    return this.#clients.find(client => client.online)?.online
  }

  retryNow(anew: boolean): void {
    for (const client of this.#clients) client.retryNow(anew)
  }

  /** Requires an answer of each server soon: the browser may have lost its connection. */
  check(): void {
    for (const client of this.#clients) client.check()
  }

  /** Passes the node's proof on to the server that asked for it. */
  prove(server: number, nonce: string, proof: SignalingProof): void {
    this.#clients[server]?.prove(nonce, proof)
  }

  close(): void {
    this.#closed = true
    for (const client of this.#clients) client.close()
  }

  #startNext(): void {
    const server = this.#clients.length
    const address = this.#o.addresses[server]
    if (!address || this.#closed) return
    this.#status[server] = 'connecting'
    // A client reports its first status before its constructor returns.
    const client = new SignalingClient({
      ...this.#o,
      address,
      onChallenge: nonce => this.#o.onChallenge(server, nonce),
      onStatus: (status, reason) => this.#onStatus(server, status, reason),
    })
    this.#clients[server] = client
  }

  /** While one server answers, the attempts at others are not news. */
  #online(server: number): void {
    if (this.#used === server) return
    this.#used = server
    this.#o.onStatus('online', server)
  }

  #onStatus(server: number, status: SignalingStatus, reason?: string): void {
    this.#status[server] = status
    const used = this.#status.indexOf('online')
    if (used >= 0) return this.#online(used)
    this.#used = undefined
    if (status === 'offline' && server === this.#clients.length - 1) this.#startNext()
    const isTrying = this.#status.includes('connecting')
    this.#o.onStatus(isTrying ? 'connecting' : 'offline', server, reason)
  }
}
