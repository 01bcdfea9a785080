import {
  LINK_LABEL,
  type LinkCommand,
  type LinkEvent,
  MAX_LINKS,
  type SignalingStatus,
  signalingUrl,
} from '#network/link-messages.ts'
import { IceLists } from './peer-host/ice-lists.ts'
import { MemberLinks } from './peer-host/member-links.ts'
import { type PageEvents, watchWakeUps } from './peer-host/page-events.ts'
import { type LinkConnection, PeerLink } from './peer-host/peer-link.ts'
import { probeReach } from './peer-host/probe-reach.ts'
import type { SignalingEnvironment } from './peer-host/signaling-client.ts'
import { SignalingServers } from './peer-host/signaling-servers.ts'

/** After this time PeerJS is loaded again if it did not load. */
const RELOAD_MS = 5_000
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
  readonly fetch: typeof globalThis.fetch
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
  fetch: (...request) => fetch(...request),
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
  readonly #members: MemberLinks
  #signaling: SignalingServers | undefined
  #ice: IceLists | undefined
  #wasOffline = false
  #accepting = false
  #closed = false

  constructor(port: MessagePort, environment: PeerHostEnvironment) {
    this.#port = port
    this.#environment = environment
    port.onmessage = ({ data }: MessageEvent<LinkCommand>) => this.#onCommand(data)
    this.#members = new MemberLinks({
      after: environment.after,
      createConnection: () => new RTCPeerConnection({ iceServers: [...(this.#ice?.list ?? [])] }),
      hasRoom: () => !this.#closed && this.#links.size < MAX_CONNECTIONS,
      dialled: (dialId, connection, timeoutMs) => this.#dialled(dialId, connection, timeoutMs),
      incoming: (connection, timeoutMs, isPatient) => this.#incoming(connection, timeoutMs, isPatient),
      post: event => this.#post(event),
    })
    this.#stopWatching = watchWakeUps(environment, {
      onWake: (reason, wasLong) => {
        this.#signaling?.retryNow(wasLong)
        this.#post({ type: 'wake', reason })
      },
      onOffline: () => {
        this.#signaling?.check()
        this.#post({ type: 'wake', reason: 'offline' })
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
    this.#ice?.close()
    this.#ice = undefined
  }

  #onCommand(command: LinkCommand): void {
    switch (command.type) {
      case 'open':
        return void this.#open(command)
      case 'dial':
        return this.#dial(command)
      case 'make-offer':
        return void this.#members.offer(command)
      case 'take-answer':
        return this.#dials.get(command.dialId)?.takeAnswer(command.sdp)
      case 'make-answer':
        return void this.#members.answer(command)
      case 'abort':
        return this.#dials.get(command.dialId)?.end('ABORTED')
      case 'accept-inbound':
        this.#accepting = command.accept
        return
      case 'probe':
        return void this.#probe(command.probeId)
      case 'proof':
        return this.#signaling?.prove(command.server, command.nonce, {
          host: command.host,
          signature: command.signature,
        })
      case 'close':
        return this.close()
    }
  }

  async #open(command: LinkCommand & { type: 'open' }): Promise<void> {
    const { peerId, signaling } = command
    const { loadPeerJs, ...environment } = this.#environment
    this.#signaling?.close()
    this.#ice?.close()
    const ice = new IceLists(
      signaling.map(address => `${signalingUrl(address)}ice`),
      { ...environment, onChange: count => this.#post({ type: 'ice-servers', count }) },
    )
    this.#ice = ice
    if (signaling.length === 0) return
    try {
      const [createPeer] = await Promise.all([loadPeerJs(), ice.first])
      if (this.#closed || this.#ice !== ice) return
      this.#signaling = new SignalingServers({
        peerId,
        addresses: signaling,
        iceServers: () => ice.list,
        environment: { ...environment, createPeer },
        accepts: from => this.#accepting && from !== peerId && this.#links.size < MAX_CONNECTIONS,
        onExpired: gone => this.#onExpired(gone),
        onChallenge: (server, nonce) => this.#post({ type: 'challenge', server, nonce }),
        onStatus: (status, server, reason) => this.#onSignaling(status, server, reason),
        onConnection: connection => this.#incoming(connection, INCOMING_TIMEOUT_MS),
      })
    } catch (error) {
      environment.after(RELOAD_MS, () => !this.#closed && this.#ice === ice && void this.#open(command))
      this.#post({
        type: 'signaling',
        status: 'offline',
        server: 0,
        reason: `PeerJS did not load: ${String(error)}`,
      })
    }
  }

  #onSignaling(status: SignalingStatus, server: number, reason: string | undefined): void {
    if (status === 'offline') {
      this.#wasOffline = true
      // Their offers are lost, and no peer is to blame.
      for (const link of this.#dials.values()) if (link.needsServer) link.end('SIGNALING_OFFLINE')
    }
    if (status === 'online' && this.#wasOffline) this.#ice?.ask()
    this.#post({ type: 'signaling', status, server, ...(reason === undefined ? {} : { reason }) })
  }

  async #probe(probeId: number): Promise<void> {
    const report = await probeReach(this.#ice?.known, this.#environment.after)
    this.#post({ type: 'probed', probeId, report })
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
    this.#dialled(dialId, connection, timeoutMs)
  }

  #dialled(dialId: number, connection: LinkConnection, timeoutMs: number): PeerLink {
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
      onEnd: (code, message = `the link with ${connection.peer} did not open`) => {
        this.#links.delete(link)
        this.#dials.delete(dialId)
        if (!opened) this.#post({ type: 'dial-failed', dialId, code, message })
      },
    })
    this.#links.add(link)
    this.#dials.set(dialId, link)
    link.start()
    return link
  }

  #incoming(connection: LinkConnection, timeoutMs: number, isPatient = false): PeerLink {
    const link: PeerLink = new PeerLink({
      connection,
      timeoutMs,
      isPatient,
      after: this.#environment.after,
      onOpen: (port, maxMessageBytes) =>
        this.#post({ type: 'incoming', peerId: connection.peer, port, maxMessageBytes }, port),
      onEnd: () => this.#links.delete(link),
    })
    this.#links.add(link)
    link.start()
    return link
  }

  #onExpired(peerId: string): void {
    for (const link of this.#dials.values())
      if (link.peerId === peerId && link.needsServer) link.end('PEER_UNAVAILABLE')
  }

  #endLinks(reason: string): void {
    for (const link of this.#links) link.end(reason)
  }

  #post(event: LinkEvent, ...transfer: MessagePort[]): void {
    this.#port.postMessage(event, transfer)
  }
}
