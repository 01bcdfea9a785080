import type { Libp2p } from '@libp2p/interface'
import type { Cancel } from '#lib/clock.ts'
import type { Result } from '#lib/result.ts'
import { Acquaintances } from './acquaintances.ts'
import { Conduct } from './conduct.ts'
import type { Services } from './create-libp2p.ts'
import { Dialler } from './dialler.ts'
import { FileGossip } from './file-gossip.ts'
import { Gossip } from './gossip.ts'
import type { Topics } from './gossip-parameters.ts'
import { Introductions } from './introductions.ts'
import type { KnownPeers } from './known-peers.ts'
import {
  DROPPED_PAUSE_MS,
  FORGET_PEER_MS,
  HANDSHAKE_TIMEOUT_MS,
  KNOWN_PEERS_SAVE_MS,
  LEFT_PAUSE_MS,
  ROTATION_MS,
  TARGET_LINKS,
} from './limits.ts'
import type { Link } from './links/link.ts'
import { PeerLinks } from './links/peer-links.ts'
import {
  type BlockAnnouncement,
  type FileNews,
  type KnownPeer,
  type Network,
  NetworkError,
  type PeerInfo,
} from './network.ts'
import type { NetworkOptions } from './network-options.ts'
import { PeerExchange } from './peer-exchange.ts'
import { BODIES, bodiesQuestion } from './protocols/bodies.ts'
import type { HandshakeOutcome } from './protocols/handshake.ts'
import { HEADERS, headersQuestion } from './protocols/headers.ts'
import type { Beat } from './protocols/messages.ts'
import { POOL, poolQuestion } from './protocols/pool.ts'
import { ask } from './protocols/request.ts'
import { STEM, stemQuestion } from './protocols/stem.ts'
import type { WireViolation } from './protocols/wire.ts'
import type { PeerScores } from './scoring.ts'
import { serveRequests } from './serve-requests.ts'
import { TopologyDriver } from './topology-driver.ts'
import type { LinkTable } from './transport/link-table.ts'
import { PageLinks } from './transport/page-links.ts'
import type { PortTransport } from './transport/port-transport.ts'

export interface Libp2pNetworkParts extends NetworkOptions {
  readonly libp2p: Libp2p<Services>
  readonly transport: PortTransport
  readonly self: string
  readonly scores: PeerScores
  readonly known: KnownPeers
  readonly table: LinkTable
  readonly topics: Topics
}

/** {@link Network} over libp2p; `create-network.ts` makes the parts, this joins them. */
export class Libp2pNetwork implements Network {
  readonly peerId: string
  readonly page: PageLinks
  readonly #parts: Libp2pNetworkParts
  readonly #links: PeerLinks
  readonly #dialler: Dialler
  readonly #conduct: Conduct
  readonly #gossip: Gossip
  readonly #topology: TopologyDriver
  readonly #introductions: Introductions | undefined
  readonly #exchange: PeerExchange
  readonly #acquaintances = new Acquaintances()
  #cancelSave: Cancel | undefined
  #asked: string | undefined
  #running = false
  #signaling: 'connecting' | 'online' | 'offline' = 'connecting'

  constructor(parts: Libp2pNetworkParts) {
    const { libp2p, table, known, scores, handlers, clock } = parts
    const links = () => this.#links
    const onEvent = handlers.onEvent.bind(handlers)
    this.#parts = parts
    this.peerId = parts.self
    this.#conduct = new Conduct({ links, known, scores, onEvent })
    this.#dialler = new Dialler({ libp2p, table, links, known, onEvent })
    this.page = new PageLinks(parts.linkPort, {
      onSignaling: (status, reason) => this.#onSignaling(status, reason),
      onIncoming: (peerId, channel) => parts.transport.accept(peerId, channel),
      onWake: reason => this.#onWake(reason),
    })
    this.#links = this.#createLinks()
    this.#gossip = new Gossip({
      pubsub: libp2p.services.pubsub,
      topics: parts.topics,
      clock,
      handlers,
      files: new FileGossip({ ...parts, isKnown: peerId => this.#isKnown(peerId) }),
      isLinked: peerId => this.#links.get(peerId) !== undefined,
      joined: peerId => this.#links.whenJoined(peerId, HANDSHAKE_TIMEOUT_MS),
      penalise: (peerId, { code, message }) => this.#conduct.penalise(peerId, code, message),
      onGossip: parts.onGossip,
      onNews: parts.onNews,
    })
    this.#topology = this.#createTopology()
    this.#introductions = parts.signaling && this.#createIntroductions(parts.signaling)
    const onViolation = this.#conduct.violation.bind(this.#conduct)
    const onTold = this.#learn.bind(this)
    this.#exchange = new PeerExchange({ links, known, clock, random: parts.random, onTold, onViolation })
  }

  async start(): Promise<void> {
    const { libp2p, table, known, handlers, introducer, signaling, iceServers } = this.#parts
    this.#running = true
    table.open()
    await libp2p.start()
    await this.#links.start()
    await serveRequests({
      libp2p,
      links: this.#links,
      known,
      handlers,
      onTold: (link, told) => this.#learn(link, told),
      onViolation: (link, violation) => this.#conduct.violation(link, violation),
    })
    this.#gossip.start()

    if (introducer !== undefined) known.introduced([introducer], 'invite')
    if (signaling) this.page.open(this.peerId, signaling, iceServers)
    this.#introductions?.start()
    this.#topology.start()
    this.#exchange.start()
  }

  async stop(): Promise<void> {
    const { libp2p, table } = this.#parts
    if (!this.#running) return
    this.#running = false
    this.#exchange.stop()
    this.#saveKnown()
    this.#topology.stop()
    this.#introductions?.stop()
    await Promise.all(this.#links.all().map(link => this.#links.close(link, 'the node stops')))
    table.close()
    this.page.close()
    await libp2p.stop()
  }

  peers(): PeerInfo[] {
    return this.#links.all().map(link => this.#infoOf(link))
  }

  clockOffsetMs(): number {
    const offsets = this.#links.joined().flatMap(link => link.clockOffsetMs ?? [])
    return offsets.sort((a, b) => a - b)[Math.floor(offsets.length / 2)] ?? 0
  }

  knownPeers(): KnownPeer[] {
    return this.#parts.known.list()
  }

  publishTransaction(bytes: Uint8Array): Promise<number> {
    return this.#running ? this.#gossip.publishTransaction(bytes) : Promise.resolve(0)
  }

  publishBlock(announcement: BlockAnnouncement): Promise<number> {
    return this.#running ? this.#gossip.publishBlock(announcement) : Promise.resolve(0)
  }

  publishFileNews(news: FileNews): Promise<number> {
    return this.#running ? this.#gossip.publishFileNews(news) : Promise.resolve(0)
  }

  headChanged(): void {
    for (const link of this.#links.joined()) link.heartbeat?.push()
  }

  async requestHeaders(
    peerId: string,
    locator: readonly string[],
    limit: number,
    signal: AbortSignal,
  ): Promise<Uint8Array[]> {
    const link = this.#joined(peerId)
    const answer = await ask(HEADERS, link.connection, headersQuestion({ locator, limit }), signal)
    const { headers } = this.#accept(link, answer)
    if (headers.length > limit)
      throw this.#unrequested(link, `${headers.length} headers, ${limit} were asked for`)
    return headers
  }

  async requestBodies(peerId: string, ids: readonly string[], signal: AbortSignal): Promise<Uint8Array[]> {
    const link = this.#joined(peerId)
    const answer = await ask(BODIES, link.connection, bodiesQuestion(ids), signal)
    const { bodies } = this.#accept(link, answer)
    if (bodies.length > ids.length) {
      throw this.#unrequested(link, `${bodies.length} bodies, ${ids.length} were asked for`)
    }
    return bodies
  }

  async requestPool(peerId: string, ids: readonly string[], signal: AbortSignal): Promise<Uint8Array[]> {
    const link = this.#joined(peerId)
    return this.#accept(link, await ask(POOL, link.connection, poolQuestion(ids), signal)).transactions
  }

  async sendStem(peerId: string, transactions: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    const link = this.#joined(peerId)
    this.#accept(link, await ask(STEM, link.connection, stemQuestion(transactions), signal))
  }

  async connect(peerId: string, route: PeerInfo['route']): Promise<void> {
    if (!this.#running) throw new NetworkError('NETWORK_NOT_RUNNING', 'the network does not run')
    if (peerId === this.peerId) throw new NetworkError('DIAL_FAILED', 'this is the node itself')
    this.#parts.known.introduced([peerId], route)
    await this.#dialler.connect(peerId, route)
  }

  async disconnect(peerId: string): Promise<void> {
    const link = this.#links.get(peerId)
    if (link) await this.#links.close(link, 'disconnected by the user')
  }

  async ban(peerId: string): Promise<void> {
    this.#conduct.ban(peerId, 'by the user')
  }

  penalise(peerId: string, code: Parameters<Network['penalise']>[1], message: string): void {
    this.#conduct.penalise(peerId, code, message)
  }

  /** The address book changed; the node keeps it. */
  knownChanged(): void {
    if (!this.#running) return
    this.#cancelSave ??= this.#parts.clock.after(KNOWN_PEERS_SAVE_MS, () => this.#saveKnown())
    this.#topology.poke()
  }

  #saveKnown(): void {
    this.#cancelSave?.()
    this.#cancelSave = undefined
    this.#parts.handlers.onKnownPeers(this.#parts.known.list())
  }

  #createLinks(): PeerLinks {
    const { libp2p, clock, random, known, networkId, version, handlers } = this.#parts
    const linked = () => this.#links.joined().map(link => link.peerId)
    return new PeerLinks({
      libp2p,
      clock,
      random,
      info: () => ({ networkId, agent: `tabchain/${version}`, head: handlers.head() }),
      tell: to => known.tell(linked(), to),
      beat: to => ({
        head: handlers.head(),
        links: linked().length,
        asksRelease: this.#asked === to,
        time: this.#parts.clock.now(),
      }),
      routeOf: (peerId, direction) => this.#dialler.routeOf(peerId, direction),
      onJoined: (link, outcome) => this.#onJoined(link, outcome),
      onBeat: (link, beat) => this.#onBeat(link, beat),
      onClosed: link => this.#onClosed(link),
      onViolation: (link, violation) => this.#conduct.violation(link, violation),
    })
  }

  #createTopology(): TopologyDriver {
    const { known, table, clock, random, handlers } = this.#parts
    return new TopologyDriver({
      known,
      clock,
      random,
      rotationMs: this.#parts.rotationMs ?? ROTATION_MS,
      introducer: this.#parts.introducer,
      ports: {
        links: () =>
          this.#links.joined().map(({ peerId, since, links, asksRelease }) => ({
            peerId,
            ageMs: clock.now() - since,
            links,
            asksRelease,
          })),
        opening: () =>
          table
            .slots()
            .filter(slot => this.#links.get(slot.peerId)?.state !== 'connected')
            .map(({ peerId, direction }) => ({ peerId, dial: direction === 'outbound' })),
        introduces: () => this.#signaling === 'online',
        dial: (peerId, route) => this.#dialler.connect(peerId, route),
        drop: (peerId, reason) => {
          const link = this.#links.get(peerId)
          if (!link) return
          link.dropped = true
          void this.#links.close(link, reason)
        },
        ask: peerId => this.#ask(peerId),
        onEvent: handlers.onEvent.bind(handlers),
      },
    })
  }

  #createIntroductions(signaling: NonNullable<NetworkOptions['signaling']>): Introductions {
    const { clock, random, handlers, known } = this.#parts
    return new Introductions({
      signaling,
      fetch: this.#parts.fetch ?? globalThis.fetch,
      clock,
      random,
      isHungry: () => this.#links.joined().length < TARGET_LINKS,
      onPeers: peerIds => {
        known.introduced(peerIds, 'signaling')
        this.#topology.poke()
      },
      onFailure: reason => handlers.onEvent('introductions-failed', { reason }),
    })
  }

  #onJoined(link: Link, { told }: HandshakeOutcome): void {
    const { known, handlers } = this.#parts
    known.alive(link.peerId, link.links)
    this.#learn(link, told)
    handlers.onPeer(this.#infoOf(link), 'joined')
    // Others decide by the number of our links.
    for (const other of this.#links.joined()) other.heartbeat?.push()
    this.#topology.poke()
  }

  /** A link told of others, in its handshake or in an exchange. */
  #learn({ peerId }: Link, told: HandshakeOutcome['told']): void {
    const { known } = this.#parts
    if (this.#links.get(peerId)) this.#acquaintances.told(peerId, told)
    for (const peer of told) known.heard(peer, 'exchange')
    this.#topology.poke()
  }

  /** Whose news are heard. */
  #isKnown(peerId: string): boolean {
    return this.#links.get(peerId)?.state === 'connected' || this.#acquaintances.has(peerId)
  }

  #onBeat(link: Link, beat: Beat): void {
    const { known, handlers } = this.#parts
    const moved = link.head?.tip !== beat.head.tip
    const shed = link.links !== beat.links || link.asksRelease !== beat.asksRelease
    link.head = beat.head
    link.links = beat.links
    link.asksRelease = beat.asksRelease
    known.alive(link.peerId, beat.links)
    if (moved) handlers.onPeer(this.#infoOf(link), 'head')
    if (shed) this.#topology.poke()
  }

  #onClosed(link: Link): void {
    const { known, handlers, libp2p, clock } = this.#parts
    this.#gossip.forget(link.peerId)
    this.#acquaintances.forget(link.peerId)
    clock.after(FORGET_PEER_MS, () => {
      if (!this.#links.get(link.peerId)) libp2p.peerStore.delete(link.connection.remotePeer).catch(() => {})
    })
    known.left(link.peerId, link.dropped ? DROPPED_PAUSE_MS : LEFT_PAUSE_MS)
    if (link.state === 'connected') {
      handlers.onPeer(this.#infoOf(link), 'left')
      for (const other of this.#links.joined()) other.heartbeat?.push()
    }
    handlers.onEvent('link-closed', { peerId: link.peerId, reason: link.closeReason ?? 'closed by the peer' })
    this.#topology.poke()
  }

  #onSignaling(status: 'connecting' | 'online' | 'offline', reason: string | undefined): void {
    this.#signaling = status
    this.#parts.handlers.onSignaling(status)
    this.#parts.handlers.onEvent('signaling', { status, ...(reason === undefined ? {} : { reason }) })
    if (status !== 'online') return
    this.#introductions?.ask()
    this.#topology.poke()
  }

  /** The tab slept or the network changed: every link proves itself now, and every peer may be tried again. */
  #onWake(reason: string): void {
    this.#parts.handlers.onEvent('wake', { reason })
    this.#parts.known.forgive()
    for (const link of this.#links.joined()) link.heartbeat?.check()
    this.#introductions?.ask()
    this.#topology.poke()
  }

  #ask(peerId: string | undefined): void {
    const before = this.#asked
    this.#asked = peerId
    for (const changed of [before, peerId]) {
      if (changed !== undefined) this.#links.get(changed)?.heartbeat?.push()
    }
  }

  #joined(peerId: string): Link {
    if (!this.#running) throw new NetworkError('NETWORK_NOT_RUNNING', 'the network does not run')
    const link = this.#links.get(peerId)
    if (link?.state !== 'connected') throw new NetworkError('PEER_GONE', `no link with ${peerId}`)
    return link
  }

  #accept<T>(link: Link, answer: Result<T, WireViolation>): T {
    if (answer.ok) return answer.value
    this.#conduct.violation(link, answer.error)
    throw new NetworkError(
      'PEER_REFUSED',
      `${link.peerId} broke ${answer.error.code}: ${answer.error.message}`,
    )
  }

  #unrequested(link: Link, message: string): NetworkError {
    this.#conduct.penalise(link.peerId, 'WIRE_UNREQUESTED', message)
    return new NetworkError('PEER_REFUSED', `${link.peerId} broke WIRE_UNREQUESTED: ${message}`)
  }

  #infoOf({ peerId, connection, state, latencyMs, head, route, since }: Link): PeerInfo {
    const traffic = this.#parts.table
      .of(peerId)
      .find(slot => slot.state === 'open')
      ?.traffic()
    return {
      peerId,
      direction: connection.direction,
      state,
      latencyMs,
      score: this.#parts.scores.score(peerId),
      head,
      bytesIn: traffic?.bytesIn ?? 0,
      bytesOut: traffic?.bytesOut ?? 0,
      route,
      since,
    }
  }
}
