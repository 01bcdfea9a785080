import type { Libp2p } from '@libp2p/interface'
import type { Cid } from '#lib/cid.ts'
import type { Cancel } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { Conduct } from './conduct.ts'
import { Dialler } from './dialler.ts'
import { Introductions } from './introductions.ts'
import type { KnownPeers, SharedPeer } from './known-peers.ts'
import {
  DROPPED_PAUSE_MS,
  FORGET_PEER_MS,
  KNOWN_PEERS_SAVE_MS,
  LEFT_PAUSE_MS,
  ROTATION_MS,
  TARGET_LINKS,
} from './limits.ts'
import type { SignalingAddress, SignalingStatus } from './link-messages.ts'
import type { Link } from './links/link.ts'
import { PeerLinks } from './links/peer-links.ts'
import { ChannelOpener } from './member-introductions/channel-opener.ts'
import { createMemberIntroductions } from './member-introductions/create-member-introductions.ts'
import type { MemberIntroductions } from './member-introductions/member-introductions.ts'
import type { DialTrouble, NetworkError, NetworkExtent, PeerInfo, Reach } from './network.ts'
import type { NetworkOptions } from './network-options.ts'
import { NetworkSize } from './network-size.ts'
import { PeerExchange } from './peer-exchange.ts'
import type { HandshakeOutcome } from './protocols/handshake.ts'
import type { Beat } from './protocols/messages.ts'
import type { PeerScores } from './scoring.ts'
import { serveRequests } from './serve-requests.ts'
import { TopologyDriver } from './topology-driver.ts'
import type { LinkTable } from './transport/link-table.ts'
import type { PageLinks } from './transport/page-links.ts'
import { VouchedPeers } from './vouched-peers.ts'

export interface NeighbourhoodParts extends NetworkOptions {
  readonly libp2p: Libp2p
  readonly self: PeerId
  readonly scores: PeerScores
  readonly known: KnownPeers
  readonly table: LinkTable
  readonly page: PageLinks
  /** A link ended, also one whose handshake failed. */
  readonly onClosed: (peerId: PeerId) => void
  /** Signed announcements by holders of these files. */
  readonly newsOf: (cids: readonly Cid[]) => readonly Uint8Array[]
}

/**
 * The linked and the known peers of this node: opens and closes links, and reacts when a peer joins, sends a
 * heartbeat or leaves.
 */
export class Neighbourhood {
  readonly links: PeerLinks
  readonly conduct: Conduct
  readonly channels: ChannelOpener
  readonly #parts: NeighbourhoodParts
  readonly #dialler: Dialler
  readonly #topology: TopologyDriver
  readonly #introductions: Introductions | undefined
  readonly #exchange: PeerExchange
  readonly #members: MemberIntroductions
  readonly #vouchedPeers = new VouchedPeers()
  readonly #size: NetworkSize
  #cancelSave: Cancel | undefined
  /** The neighbour that is asked for release. */
  #asked: PeerId | undefined
  #server: SignalingAddress | undefined
  #isOnline = false
  #wasOffline = false
  #iceServers = 0
  #others = 0
  #trouble: DialTrouble | undefined
  #running = false

  constructor(parts: NeighbourhoodParts) {
    const { known, scores, handlers } = parts
    const onEvent = handlers.onEvent.bind(handlers)
    this.#parts = parts
    this.#size = new NetworkSize(parts.clock)
    this.links = this.#createLinks()
    const { links } = this
    this.conduct = new Conduct({ links, known, scores, onEvent })
    this.#members = createMemberIntroductions({
      ...parts,
      links,
      vouchedPeers: this.#vouchedPeers,
      penalise: (peerId, { code, message }) => this.conduct.penalise(peerId, code, message),
    })
    this.channels = new ChannelOpener({
      ...parts,
      isOnline: () => this.#isOnline,
      hasLinks: () => links.joined().length > 0,
      introduce: (peerId, offer, signal) => this.#members.introduce(peerId, offer, signal),
    })
    this.#dialler = new Dialler({
      ...parts,
      links,
      onEvent,
      onWrongPeer: () => this.channels.wrongPeer(),
      introduces: () => links.joined().length > 0 || (this.#isOnline && !this.#introductions?.failing),
      onFailure: (peerId, failure) => this.#onDialFailed(peerId, failure),
    })
    this.#topology = this.#createTopology()
    this.#server = parts.signaling[0]
    this.#introductions = this.#server && this.#createIntroductions(this.#server)
    this.#exchange = new PeerExchange({
      ...parts,
      links,
      onPeersShared: (peerId, peers) => this.#learn(peerId, peers),
      onViolation: this.conduct.violation.bind(this.conduct),
    })
  }

  /** Requires that libp2p runs. */
  async start(): Promise<void> {
    const { links } = this
    const { known, introducer } = this.#parts
    this.#running = true
    await links.start()
    await serveRequests({
      ...this.#parts,
      links,
      introductions: this.#members,
      onPeersShared: (peerId, peers) => this.#learn(peerId, peers),
      onViolation: this.conduct.violation.bind(this.conduct),
    })
    if (introducer !== undefined) known.introduced([introducer], 'invite')
    this.#introductions?.start()
    this.#topology.start()
    this.#exchange.start()
  }

  /** Resolves once all links are closed. */
  async stop(): Promise<void> {
    this.#running = false
    this.#exchange.stop()
    this.#saveKnown()
    this.#topology.stop()
    this.#introductions?.stop()
    await Promise.all(this.links.all().map(link => this.links.close(link, 'the node stops')))
  }

  /** Resolves once the peer is linked; rejects with a `NetworkError`. */
  async connect(peerId: PeerId, route: PeerInfo['route']): Promise<void> {
    this.#parts.known.introduced([peerId], route)
    await this.#dialler.connect(peerId, route)
  }

  /** The peer will dial this node, because a person carried an answer to it. */
  expect(peerId: PeerId): void {
    this.#dialler.expect(peerId)
  }

  /** Whether the peer is linked, or a linked peer vouches for it. */
  isKnown(peerId: PeerId): boolean {
    return this.links.get(peerId)?.state === 'connected' || this.#vouchedPeers.has(peerId)
  }

  extent(): NetworkExtent {
    const living = this.#parts.known.aliveCount() + 1
    return { tabs: this.#size.estimate(living), isLarge: this.#size.isLarge(living) }
  }

  infoOf({ peerId, connection, state, latencyMs, head, route, since }: Link): PeerInfo {
    const { scores } = this.#parts
    return {
      peerId,
      direction: connection.direction,
      state,
      latencyMs,
      score: scores.score(peerId),
      head,
      ...this.#trafficOf(peerId),
      route,
      since,
    }
  }

  /** Reports a change of the address book, which the node stores. */
  knownChanged(): void {
    if (!this.#running) return
    this.#cancelSave ??= this.#parts.clock.after(KNOWN_PEERS_SAVE_MS, () => this.#saveKnown())
    this.#topology.poke()
  }

  reach(): Reach {
    return { others: this.#others, trouble: this.#trouble }
  }

  /** `server` is the one in use. */
  onSignaling(status: SignalingStatus, server: SignalingAddress | undefined): void {
    this.#server = server
    this.#isOnline = status === 'online'
    if (status === 'offline') this.#wasOffline = true
    if (!this.#isOnline) return
    // Dials during an outage show nothing about the peers.
    if (this.#wasOffline) this.#parts.known.forgive()
    this.#wasOffline = false
    this.#lookAround()
  }

  /** With other STUN and TURN servers every peer may be reachable. */
  onIceServers(count: number): void {
    if (this.#iceServers === count) return
    this.#iceServers = count
    this.#parts.known.forgive()
    this.#topology.poke()
  }

  /**
   * Checks every link and allows a dial of every peer, after a sleep or a change of the internet connection.
   */
  onWake(): void {
    this.#parts.known.forgive()
    for (const link of this.links.joined()) link.heartbeat?.check()
    this.#lookAround()
  }

  #lookAround(): void {
    this.#introductions?.ask(true)
    this.#topology.poke()
  }

  #trafficOf(peerId: PeerId) {
    const slot = this.#parts.table.of(peerId).find(({ state }) => state === 'open')
    const { bytesIn = 0, bytesOut = 0, relayed = false } = slot?.traffic() ?? {}
    return { bytesIn, bytesOut, relayed }
  }

  #saveKnown(): void {
    this.#cancelSave?.()
    this.#cancelSave = undefined
    this.#parts.handlers.onKnownPeers(this.#parts.known.list())
  }

  #createLinks(): PeerLinks {
    const { clock, known, networkId, version, handlers } = this.#parts
    const linked = () => this.links.joined().map(({ peerId }) => peerId)
    return new PeerLinks({
      ...this.#parts,
      info: () => ({ networkId, agent: `tabchain/${version}`, head: handlers.head() }),
      peersFor: to => known.peersFor(to, linked()),
      beat: to => ({
        head: handlers.head(),
        links: linked().length,
        asksRelease: this.#asked === to,
        time: clock.now(),
      }),
      received: from => this.#trafficOf(from).bytesIn,
      routeOf: (peerId, direction) => this.#dialler.routeOf(peerId, direction),
      onJoined: (link, outcome) => this.#onJoined(link, outcome),
      onBeat: (link, beat) => this.#onBeat(link, beat),
      onClosed: link => this.#onClosed(link),
      onViolation: (link, violation) => this.conduct.violation(link, violation),
    })
  }

  #createTopology(): TopologyDriver {
    const { table, clock, rotationMs = ROTATION_MS, introducer, handlers } = this.#parts
    return new TopologyDriver({
      ...this.#parts,
      rotationMs,
      introducer,
      ports: {
        links: () =>
          this.links.joined().map(({ peerId, since, links, asksRelease }) => ({
            peerId,
            ageMs: clock.now() - since,
            links,
            asksRelease,
          })),
        opening: () =>
          table
            .slots()
            .filter(({ peerId }) => this.links.get(peerId)?.state !== 'connected')
            .map(({ peerId, direction }) => ({ peerId, dial: direction === 'outbound' })),
        introduces: () => this.channels.introduces(),
        dial: (peerId, route) => this.#dialler.connect(peerId, route),
        drop: (peerId, reason) => this.#drop(peerId, reason),
        ask: peerId => this.#askForRelease(peerId),
        onEvent: handlers.onEvent.bind(handlers),
      },
    })
  }

  #createIntroductions(first: SignalingAddress): Introductions {
    const { self, handlers, known, fetch = globalThis.fetch } = this.#parts
    return new Introductions({
      ...this.#parts,
      signaling: () => this.#server ?? first,
      fetch,
      wantsLinks: () => this.links.joined().length < TARGET_LINKS,
      onPeers: peerIds => {
        this.#others = peerIds.filter(peerId => peerId !== self).length
        if (this.#others === 0) this.#trouble = undefined
        handlers.onReach()
        known.introduced(peerIds, 'signaling')
        this.#topology.poke()
      },
      onFailure: reason => handlers.onEvent('introductions-failed', { reason }),
    })
  }

  #onJoined(link: Link, { peers }: HandshakeOutcome): void {
    const { known, handlers } = this.#parts
    if (link.connection.direction === 'outbound') {
      const linked = this.links.joined().map(({ peerId }) => peerId)
      this.#size.sampled(peers, known, linked)
    }
    known.alive(link.peerId, link.links)
    if (this.#trouble?.peerId === link.peerId) this.#trouble = undefined
    this.channels.linked(link.peerId)
    this.#members.linkChanged(link.peerId)
    this.#learn(link.peerId, peers)
    handlers.onPeer(this.infoOf(link), 'joined')
    this.#linksChanged()
  }

  /** Records peers that a peer reported in its handshake or in an exchange of peers. */
  #learn(peerId: PeerId, peers: readonly SharedPeer[]): void {
    if (this.links.get(peerId)) this.#vouchedPeers.add(peerId, peers)
    for (const peer of peers) this.#parts.known.learned(peer, 'exchange')
    this.#topology.poke()
  }

  #onBeat(link: Link, beat: Beat): void {
    const { known, handlers } = this.#parts
    const moved = link.head?.tip !== beat.head.tip
    const shed = link.links !== beat.links || link.asksRelease !== beat.asksRelease
    link.head = beat.head
    link.links = beat.links
    link.asksRelease = beat.asksRelease
    known.alive(link.peerId, beat.links)
    if (moved) handlers.onPeer(this.infoOf(link), 'head')
    if (shed) this.#topology.poke()
  }

  #onClosed(link: Link): void {
    const { known, handlers, libp2p, clock, onClosed } = this.#parts
    const { peerId } = link
    onClosed(peerId)
    this.#vouchedPeers.forget(peerId)
    this.#members.linkChanged(peerId)
    clock.after(FORGET_PEER_MS, () => {
      if (!this.links.get(peerId)) libp2p.peerStore.delete(link.connection.remotePeer).catch(() => {})
    })
    known.left(peerId, link.dropped ? DROPPED_PAUSE_MS : LEFT_PAUSE_MS)
    if (link.state === 'connected') handlers.onPeer(this.infoOf(link), 'left')
    handlers.onEvent('link-closed', { peerId, reason: link.closeReason ?? 'closed by the peer' })
    this.#linksChanged()
  }

  /** Peers base decisions on this node's number of links. */
  #linksChanged(): void {
    for (const link of this.links.joined()) link.heartbeat?.push()
    this.#topology.poke()
  }

  #onDialFailed(peerId: PeerId, { code, message }: NetworkError): void {
    if (code === 'SIGNALING_OFFLINE' || code === 'LINKS_TOO_MANY') return
    if (code !== 'PEER_UNAVAILABLE') this.#trouble = { peerId, code, message }
    else if (this.#trouble?.peerId === peerId) this.#trouble = undefined
    this.#parts.handlers.onReach()
  }

  #drop(peerId: PeerId, reason: string): void {
    const link = this.links.get(peerId)
    if (!link) return
    link.dropped = true
    void this.links.close(link, reason)
  }

  #askForRelease(peerId: PeerId | undefined): void {
    const changed = [this.#asked, peerId]
    this.#asked = peerId
    for (const one of changed) if (one !== undefined) this.links.get(one)?.heartbeat?.push()
  }
}
