import type { Libp2p, PrivateKey } from '@libp2p/interface'
import type { BlockId, TxId } from '#chain/ids.ts'
import type { Cid } from '#lib/cid.ts'
import { JudgingFault } from '#lib/judged.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import type { Services } from './create-libp2p.ts'
import { FileGossip } from './file-gossip.ts'
import { Gossip } from './gossip.ts'
import type { Topics } from './gossip-parameters.ts'
import type { HandLinks } from './hand-links/hand-links.ts'
import type { KnownPeers } from './known-peers.ts'
import { HANDSHAKE_TIMEOUT_MS, REACH_PROBE_MS } from './limits.ts'
import { type ReachReport, type SignalingStatus, signalingUrl } from './link-messages.ts'
import type { Link } from './links/link.ts'
import { Neighbourhood } from './neighbourhood.ts'
import {
  type BlockAnnouncement,
  type FileNews,
  type KnownPeer,
  type Network,
  NetworkError,
  type NetworkExtent,
  type PeerInfo,
  type Reach,
} from './network.ts'
import type { NetworkOptions } from './network-options.ts'
import { PeerRequests } from './peer-requests.ts'
import { ask } from './protocols/request.ts'
import type { PeerScores } from './scoring.ts'
import type { LinkTable } from './transport/link-table.ts'
import { type OpenChannel, PageLinks } from './transport/page-links.ts'
import type { PortTransport } from './transport/port-transport.ts'

export interface Libp2pNetworkParts extends NetworkOptions {
  readonly libp2p: Libp2p<Services>
  readonly transport: PortTransport
  readonly privateKey: PrivateKey
  readonly self: PeerId
  readonly scores: PeerScores
  readonly known: KnownPeers
  readonly table: LinkTable
  readonly topics: Topics
}

/** {@link Network} over libp2p; `create-network.ts` creates its parts. */
export class Libp2pNetwork implements Network {
  readonly peerId: PeerId
  readonly page: PageLinks
  readonly neighbourhood: Neighbourhood
  readonly #parts: Libp2pNetworkParts
  readonly #requests: PeerRequests
  readonly #gossip: Gossip
  #handLinks: Promise<HandLinks> | undefined
  readonly #files: FileGossip
  #running = false

  constructor(parts: Libp2pNetworkParts) {
    const { clock, handlers, transport } = parts
    this.#parts = parts
    this.peerId = parts.self
    this.page = new PageLinks(parts.linkPort, {
      onSignaling: (status, server, reason) => this.#onSignaling(status, server, reason),
      onIceServers: count => this.neighbourhood.onIceServers(count),
      onIncoming: (peerId, channel) => transport.accept(peerId, channel),
      onWake: reason => {
        handlers.onEvent('wake', { reason })
        this.neighbourhood.onWake()
      },
      sign: async bytes => parts.privateKey.sign(bytes),
    })
    this.#files = new FileGossip({
      ...parts,
      isKnown: peerId => this.neighbourhood.isKnown(peerId),
      isLarge: () => this.neighbourhood.extent().isLarge,
    })
    this.neighbourhood = new Neighbourhood({
      ...parts,
      page: this.page,
      onClosed: peerId => this.#gossip.forget(peerId),
      newsOf: cids => this.#files.of(cids),
    })
    this.#requests = new PeerRequests(
      (peerId, protocol, question, signal) =>
        ask(protocol, this.#joined(peerId).connection, question, signal ? { clock, signal } : { clock }),
      (peerId, { code, message }) => this.penalise(peerId, code, message),
    )
    this.#gossip = this.#createGossip()
  }

  async start(): Promise<void> {
    const { libp2p, table, signaling } = this.#parts
    this.#running = true
    table.open()
    await libp2p.start()
    this.#gossip.start()
    await this.neighbourhood.start()
    this.page.open(this.peerId, signaling)
  }

  async stop(): Promise<void> {
    const { libp2p, table } = this.#parts
    if (!this.#running) return
    this.#running = false
    await this.neighbourhood.stop()
    void this.#handLinks?.then(links => links.close())
    table.close()
    this.page.close()
    await libp2p.stop()
  }

  peers(): PeerInfo[] {
    const { links } = this.neighbourhood
    return links.all().map(link => this.neighbourhood.infoOf(link))
  }

  clockOffsetMs(): number {
    const offsets = this.neighbourhood.links.joined().flatMap(link => link.clockOffsetMs ?? [])
    return offsets.sort((a, b) => a - b)[Math.floor(offsets.length / 2)] ?? 0
  }

  knownPeers(): KnownPeer[] {
    return this.#parts.known.list()
  }

  reach(): Reach {
    return this.neighbourhood.reach()
  }

  async probeReach(): Promise<ReachReport | undefined> {
    const probe = (signal: AbortSignal) => this.page.probe(signal)
    return withDeadline(this.#parts.clock, REACH_PROBE_MS, [], probe).catch(() => undefined)
  }

  async publishTransaction(bytes: Uint8Array): Promise<number> {
    return this.#running ? this.#gossip.publishTransaction(bytes) : 0
  }

  async publishBlock(announcement: BlockAnnouncement): Promise<number> {
    return this.#running ? this.#gossip.publishBlock(announcement) : 0
  }

  async publishFileNews(news: FileNews): Promise<number> {
    return this.#running ? this.#gossip.publishFileNews(news) : 0
  }

  async requestFileNews(peerId: PeerId, cids: readonly Cid[]): Promise<void> {
    const { announcements } = await this.#requests.holders(peerId, cids)
    try {
      const broken = await this.#gossip.hearRepeated(announcements)
      if (broken) this.penalise(peerId, broken.code, broken.message)
    } catch (error) {
      if (!(error instanceof JudgingFault)) throw error
      this.#parts.handlers.onFault(error)
    }
  }

  extent(): NetworkExtent {
    return this.neighbourhood.extent()
  }

  headChanged(): void {
    for (const link of this.neighbourhood.links.joined()) link.heartbeat?.push()
  }

  requestHeaders(
    peerId: PeerId,
    locator: readonly BlockId[],
    limit: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array[]> {
    return this.#requests.headers(peerId, locator, limit, signal)
  }

  requestBodies(peerId: PeerId, ids: readonly BlockId[], signal?: AbortSignal): Promise<Uint8Array[]> {
    return this.#requests.bodies(peerId, ids, signal)
  }

  requestPool(peerId: PeerId, ids: readonly TxId[], signal?: AbortSignal): Promise<Uint8Array[]> {
    return this.#requests.pool(peerId, ids, signal)
  }

  sendStem(peerId: PeerId, transactions: readonly Uint8Array[], signal?: AbortSignal): Promise<void> {
    return this.#requests.stem(peerId, transactions, signal)
  }

  async connect(peerId: PeerId, route: PeerInfo['route']): Promise<void> {
    this.#mustRun()
    if (peerId === this.peerId)
      throw new NetworkError('DIAL_FAILED', 'this is the id of this node; give that of another one')
    await this.neighbourhood.connect(peerId, route)
  }

  /** Links by offers and answers that people carry; the code is loaded at the first use. */
  handLinks(): Promise<HandLinks> {
    this.#mustRun()
    this.#handLinks ??= this.#loadHandLinks()
    return this.#handLinks
  }

  async disconnect(peerId: PeerId): Promise<void> {
    const { links } = this.neighbourhood
    const link = links.get(peerId)
    if (link) await links.close(link, 'disconnected by the user')
  }

  async ban(peerId: PeerId): Promise<void> {
    this.neighbourhood.conduct.ban(peerId, 'by the user')
  }

  penalise(peerId: PeerId, code: Parameters<Network['penalise']>[1], message: string): void {
    this.neighbourhood.conduct.penalise(peerId, code, message)
  }

  async #loadHandLinks(): Promise<HandLinks> {
    const { HandLinks } = await import('./hand-links/hand-links.ts')
    const { page, neighbourhood, peerId: self } = this
    return new HandLinks({
      ...this.#parts,
      isLinked: peerId => neighbourhood.links.get(peerId)?.state === 'connected',
      // It is unknown yet which peer will answer.
      dial: (timeoutMs, signal, introduce) => page.dialThrough(self, timeoutMs, signal, introduce),
      answer: (peerId, sdp, timeoutMs) => {
        neighbourhood.expect(peerId)
        return page.answer(peerId, sdp, timeoutMs, true)
      },
      adopt: (peerId, channel) => this.#adopt(peerId, channel),
    })
  }

  async #adopt(peerId: PeerId, channel: OpenChannel): Promise<void> {
    const { transport } = this.#parts
    transport.hand(peerId, channel)
    try {
      await this.connect(peerId, 'hand')
    } finally {
      transport.release(peerId)
    }
  }

  #createGossip(): Gossip {
    const { libp2p } = this.#parts
    const { links } = this.neighbourhood
    return new Gossip({
      ...this.#parts,
      pubsub: libp2p.services.pubsub,
      files: this.#files,
      isLinked: peerId => links.get(peerId) !== undefined,
      joined: peerId => links.whenJoined(peerId, HANDSHAKE_TIMEOUT_MS),
      penalise: (peerId, { code, message }) => this.penalise(peerId, code, message),
    })
  }

  #onSignaling(status: SignalingStatus, index: number, reason: string | undefined): void {
    const { handlers, signaling } = this.#parts
    const address = signaling[index]
    const server = address && signalingUrl(address)
    handlers.onSignaling(status, server)
    const detail = {
      ...(server === undefined ? {} : { server }),
      ...(reason === undefined ? {} : { reason }),
    }
    handlers.onEvent('signaling', { status, ...detail })
    this.neighbourhood.onSignaling(status, address)
  }

  #joined(peerId: PeerId): Link {
    this.#mustRun()
    const link = this.neighbourhood.links.get(peerId)
    if (link?.state !== 'connected') throw new NetworkError('PEER_GONE', `no link with ${peerId}`)
    return link
  }

  #mustRun(): void {
    if (!this.#running) throw new NetworkError('NETWORK_NOT_RUNNING', 'the network is not running')
  }
}
