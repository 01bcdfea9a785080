import type { DataConnection } from 'peerjs'
import { LINK_LABEL, type LinkCommand, type LinkEvent, MAX_LINKS } from '#network/link-messages.ts'
import { type PageEvents, watchWakeUps } from './peer-host/page-events.ts'
import { PeerLink } from './peer-host/peer-link.ts'
import { SignalingClient, type SignalingEnvironment } from './peer-host/signaling-client.ts'

/** The time for an incoming offer to become an open channel. */
const INCOMING_TIMEOUT_MS = 15_000
/**
 * Above the node's own cap, so that it can give a few more peers a reason before it turns them away; further
 * offers are dropped.
 */
const MAX_CONNECTIONS = MAX_LINKS + 4

export interface PeerHost {
  /** Ends every link and leaves the signaling server. */
  close(): void
  /** The number of open RTCPeerConnections. */
  connections(): number
}

/** What the host needs of the browser. */
export interface PeerHostEnvironment extends Omit<SignalingEnvironment, 'createPeer'>, PageEvents {
  readonly loadPeerJs: () => Promise<SignalingEnvironment['createPeer']>
}

export const browserEnvironment: PeerHostEnvironment = {
  // Loaded when the node asks for it, so that the page is shown first.
  loadPeerJs: async () => {
    const { Peer } = await import('peerjs')
    return (peerId, options) => new Peer(peerId, options)
  },
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  now: () => Date.now(),
  isHidden: () => document.visibilityState === 'hidden',
  listen: (target, type, listener) => {
    const source = target === 'document' ? document : window
    source.addEventListener(type, listener)
    return () => source.removeEventListener(type, listener)
  },
}

/**
 * The page's half of all links: the node (in the worker, at the other end of `port`) asks for a dial, the
 * host negotiates with PeerJS and passes on every open channel as a port of its own. It knows neither libp2p
 * nor the chain.
 */
export function createPeerHost(port: MessagePort, environment = browserEnvironment): PeerHost {
  return new Host(port, environment)
}

class Host implements PeerHost {
  readonly #port: MessagePort
  readonly #environment: PeerHostEnvironment
  readonly #links = new Set<PeerLink>()
  readonly #dials = new Map<number, PeerLink>()
  readonly #stopWatching: () => void
  #signaling: SignalingClient | undefined
  #accepting = false
  #closed = false

  constructor(port: MessagePort, environment: PeerHostEnvironment) {
    this.#port = port
    this.#environment = environment
    port.onmessage = ({ data }: MessageEvent<LinkCommand>) => this.#onCommand(data)
    this.#stopWatching = watchWakeUps(environment, {
      onWake: (reason, wasLong) => {
        this.#signaling?.retryNow(wasLong)
        this.#post({ type: 'wake', reason })
      },
      // Peers notice it at once instead of by missing heartbeats.
      onUnload: () => this.#endLinks('the tab was closed'),
    })
  }

  connections(): number {
    return this.#links.size
  }

  close(): void {
    this.#closed = true
    this.#accepting = false
    this.#stopWatching()
    this.#endLinks('the node stopped')
    this.#signaling?.close()
    this.#signaling = undefined
  }

  #onCommand(command: LinkCommand): void {
    switch (command.type) {
      case 'open':
        return void this.#open(command)
      case 'dial':
        return this.#dial(command)
      case 'abort':
        return this.#dials.get(command.dialId)?.end('ABORTED')
      case 'accept-inbound':
        this.#accepting = command.accept
        return
      case 'proof':
        return this.#signaling?.prove(command.nonce, { host: command.host, signature: command.signature })
      case 'close':
        return this.close()
    }
  }

  async #open({ peerId, signaling, iceServers }: LinkCommand & { type: 'open' }): Promise<void> {
    const { loadPeerJs, ...environment } = this.#environment
    try {
      const createPeer = await loadPeerJs()
      if (this.#closed) return
      this.#signaling?.close()
      this.#signaling = new SignalingClient({
        peerId,
        address: signaling,
        iceServers,
        environment: { ...environment, createPeer },
        accepts: from => this.#accepting && from !== peerId && this.#links.size < MAX_CONNECTIONS,
        onExpired: gone => this.#onExpired(gone),
        onChallenge: nonce => this.#post({ type: 'challenge', nonce }),
        onStatus: (status, reason) =>
          this.#post({ type: 'signaling', status, ...(reason === undefined ? {} : { reason }) }),
        onConnection: connection => this.#onIncoming(connection),
      })
    } catch (error) {
      this.#post({ type: 'signaling', status: 'offline', reason: `PeerJS did not load: ${String(error)}` })
    }
  }

  #dial({ dialId, peerId, timeoutMs }: LinkCommand & { type: 'dial' }): void {
    const fail = (code: string, message: string) => this.#post({ type: 'dial-failed', dialId, code, message })
    const peer = this.#signaling?.online
    if (!peer)
      return fail(
        'SIGNALING_OFFLINE',
        'the signaling server cannot be reached, so peers cannot be introduced; check the connection',
      )
    if (this.#links.size >= MAX_CONNECTIONS)
      return fail('LINK_CAP', 'this tab has as many connections as it may have; close one first')
    const connection = peer.connect(peerId, { label: LINK_LABEL, reliable: true, serialization: 'raw' })
    if (!connection?.peerConnection)
      return fail('SIGNALING_OFFLINE', 'the connection to the signaling server was lost')

    let opened = false
    const link: PeerLink = new PeerLink({
      connection,
      timeoutMs,
      after: this.#environment.after,
      onOpen: (port, maxMessageBytes) => {
        opened = true
        this.#dials.delete(dialId)
        this.#post({ type: 'dialled', dialId, port, maxMessageBytes }, port)
      },
      onEnd: code => {
        this.#links.delete(link)
        this.#dials.delete(dialId)
        if (!opened) fail(code, `the link with ${peerId} did not open`)
      },
    })
    this.#links.add(link)
    this.#dials.set(dialId, link)
    link.start()
  }

  #onIncoming(connection: DataConnection): void {
    const link: PeerLink = new PeerLink({
      connection,
      timeoutMs: INCOMING_TIMEOUT_MS,
      after: this.#environment.after,
      onOpen: (port, maxMessageBytes) =>
        this.#post({ type: 'incoming', peerId: connection.peer, port, maxMessageBytes }, port),
      onEnd: () => this.#links.delete(link),
    })
    this.#links.add(link)
    link.start()
  }

  #onExpired(peerId: string): void {
    for (const link of this.#dials.values()) if (link.peerId === peerId) link.end('PEER_UNAVAILABLE')
  }

  #endLinks(reason: string): void {
    for (const link of this.#links) link.end(reason)
  }

  #post(event: LinkEvent, ...transfer: MessagePort[]): void {
    this.#port.postMessage(event, transfer)
  }
}
