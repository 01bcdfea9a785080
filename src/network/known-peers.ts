import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import {
  ALIVE_MS,
  BAN_MS,
  MAX_FAILURES,
  MAX_KNOWN_PEERS,
  MAX_REFUSED_PEERS,
  MAX_SHARED_PEERS,
  REDIAL_FIRST_MS,
  REDIAL_LONGEST_MS,
} from './limits.ts'
import type { KnownPeer, PeerInfo } from './network.ts'

/** A peer as one peer names it to another. */
export interface SharedPeer {
  readonly peerId: PeerId
  /**
   * For how long nobody on the way of this news has heard anything of that peer itself; 0 for the links of
   * the peer that names it.
   */
  readonly ageMs: number
  /** How many links that peer has, as far as is known. */
  readonly links: number
}

interface Entry {
  readonly peerId: PeerId
  lastSeen: number
  /** Was it ever linked with us? */
  proven: boolean
  failures: number
  nextTry: number
  bannedUntil: number
  links: number
  /** Where it was heard of. */
  route: PeerInfo['route']
}

/**
 * The address book: which peers there are, which of them are alive, and whom to dial when. Dead ones are
 * tried ever more rarely and then forgotten; peers of another network are not dialled again. It opens no
 * links.
 */
export class KnownPeers {
  readonly #self: PeerId
  readonly #clock: Clock
  readonly #random: Random
  readonly #onChange: () => void
  readonly #entries = new Map<PeerId, Entry>()
  readonly #refused = new Set<PeerId>()

  constructor(
    self: PeerId,
    initial: readonly KnownPeer[],
    { clock, random }: { clock: Clock; random: Random },
    onChange: () => void,
  ) {
    this.#self = self
    this.#clock = clock
    this.#random = random
    this.#onChange = onChange
    for (const peer of initial.slice(0, MAX_KNOWN_PEERS)) this.#load(peer)
  }

  /** As it is kept across reloads. */
  list(): KnownPeer[] {
    return [...this.#entries.values()].map(({ peerId, lastSeen, failures, nextTry, bannedUntil }) => ({
      peerId,
      lastSeen,
      failures,
      nextTry,
      ...(bannedUntil > this.#clock.now() ? { bannedUntil } : {}),
    }))
  }

  /**
   * Heard of, `ageMs` after it was last alive. Hearsay does not shorten the pause of a peer that could not be
   * dialled.
   */
  heard({ peerId, ageMs, links }: SharedPeer, route: PeerInfo['route']): void {
    if (peerId === this.#self || this.#refused.has(peerId)) return
    const lastSeen = this.#clock.now() - ageMs
    const entry = this.#entries.get(peerId)
    if (!entry) {
      this.#entries.set(peerId, { ...fresh(peerId), lastSeen, links, route })
      this.#trim()
      this.#onChange()
    } else if (lastSeen > entry.lastSeen) {
      Object.assign(entry, { lastSeen, links, route })
    }
  }

  /** Ids without more, from an invite or from the server. */
  introduced(peerIds: readonly PeerId[], route: PeerInfo['route']): void {
    for (const peerId of peerIds) this.heard({ peerId, ageMs: 0, links: this.linksOf(peerId) ?? 0 }, route)
  }

  /** Linked now, or answering: the best evidence there is. */
  alive(peerId: PeerId, links: number): void {
    this.heard({ peerId, ageMs: 0, links }, 'known')
    const entry = this.#entries.get(peerId)
    if (!entry) return
    const changed = !entry.proven || entry.failures > 0
    const proven = { proven: true, failures: 0, nextTry: 0, route: 'known' } as const
    Object.assign(entry, proven, { lastSeen: this.#clock.now(), links })
    if (changed) this.#onChange()
  }

  /** A dial failed. A refusal for want of room is no failure of the peer: it is only tried later. */
  failed(peerId: PeerId, full: boolean): void {
    const entry = this.#entries.get(peerId)
    if (!entry) return
    if (!full) entry.failures++
    if (entry.failures > MAX_FAILURES * (entry.proven ? 2 : 1) && entry.bannedUntil <= this.#clock.now()) {
      this.#entries.delete(peerId)
    } else {
      const pause = Math.min(REDIAL_LONGEST_MS, REDIAL_FIRST_MS * 2 ** Math.max(0, entry.failures - 1))
      // Jitter, so that tabs that lost each other at one moment do not all come back at one moment.
      entry.nextTry = this.#clock.now() + pause / 2 + this.#random.below(Math.ceil(pause))
      if (!full) entry.lastSeen = Math.min(entry.lastSeen, this.#clock.now() - ALIVE_MS)
    }
    this.#onChange()
  }

  /** Its link ended; it is not dialled again before `pauseMs` and some jitter have passed. */
  left(peerId: PeerId, pauseMs: number): void {
    const entry = this.#entries.get(peerId)
    if (!entry) return
    entry.nextTry = Math.max(entry.nextTry, this.#clock.now() + pauseMs + this.#random.below(pauseMs))
  }

  /** Of another network or version: never dialled again in this session. */
  refuse(peerId: PeerId): void {
    this.#refused.add(peerId)
    const [oldest] = this.#refused
    if (this.#refused.size > MAX_REFUSED_PEERS && oldest !== undefined) this.#refused.delete(oldest)
    if (this.#entries.delete(peerId)) this.#onChange()
  }

  ban(peerId: PeerId): void {
    const entry = this.#entries.get(peerId) ?? fresh(peerId)
    this.#entries.set(peerId, entry)
    entry.bannedUntil = this.#clock.now() + BAN_MS
    this.#trim()
    this.#onChange()
  }

  isBanned(peerId: PeerId): boolean {
    return (this.#entries.get(peerId)?.bannedUntil ?? 0) > this.#clock.now()
  }

  isRefused(peerId: PeerId): boolean {
    return this.#refused.has(peerId)
  }

  isAlive(peerId: PeerId): boolean {
    const entry = this.#entries.get(peerId)
    return entry !== undefined && this.#clock.now() - entry.lastSeen < ALIVE_MS
  }

  routeOf(peerId: PeerId): PeerInfo['route'] {
    return this.#entries.get(peerId)?.route ?? 'known'
  }

  linksOf(peerId: PeerId): number | undefined {
    return this.#entries.get(peerId)?.links
  }

  /** How many other nodes the network seems to have now. */
  aliveCount(): number {
    return [...this.#entries.keys()].filter(peerId => this.isAlive(peerId) && !this.isBanned(peerId)).length
  }

  /** Who may be dialled now. */
  dialable(): PeerId[] {
    const now = this.#clock.now()
    return [...this.#entries.values()]
      .filter(entry => entry.nextTry <= now && entry.bannedUntil <= now)
      .map(entry => entry.peerId)
  }

  /** After a wake-up every pause is over: the peers may be back as well. */
  forgive(): void {
    for (const entry of this.#entries.values()) entry.nextTry = 0
  }

  /** The peers to name to `to`: first `links`, then those heard of last. */
  peersFor(to: PeerId, links: readonly PeerId[]): SharedPeer[] {
    const now = this.#clock.now()
    return [...this.#entries.values()]
      .filter(({ peerId }) => peerId !== to && this.isAlive(peerId) && !this.isBanned(peerId))
      .map(entry => ({ entry, ageMs: links.includes(entry.peerId) ? 0 : Math.max(0, now - entry.lastSeen) }))
      .sort((a, b) => a.ageMs - b.ageMs)
      .slice(0, MAX_SHARED_PEERS)
      .map(({ entry, ageMs }) => ({ peerId: entry.peerId, ageMs, links: entry.links }))
  }

  #load({ peerId, lastSeen, failures, nextTry, bannedUntil }: KnownPeer): void {
    if (peerId === this.#self) return
    const proven = lastSeen > 0
    this.#entries.set(peerId, {
      ...fresh(peerId),
      lastSeen,
      proven,
      failures,
      nextTry,
      bannedUntil: bannedUntil ?? 0,
    })
  }

  /**
   * The first to go is the one that failed most and was seen longest ago; a ban must not be lost to a flood
   * of names.
   */
  #trim(): void {
    while (this.#entries.size > MAX_KNOWN_PEERS) {
      const worst = [...this.#entries.values()].reduce((a, b) => (this.#worth(b) < this.#worth(a) ? b : a))
      this.#entries.delete(worst.peerId)
    }
  }

  #worth(entry: Entry): number {
    const now = this.#clock.now()
    const kept = entry.bannedUntil > now ? 4 : entry.proven ? 2 : 0
    const pastHour = Math.min(1, (now - entry.lastSeen) / REDIAL_LONGEST_MS)
    return kept - entry.failures / MAX_FAILURES - pastHour
  }
}

const fresh = (peerId: PeerId): Entry => ({
  peerId,
  lastSeen: 0,
  proven: false,
  failures: 0,
  nextTry: 0,
  bannedUntil: 0,
  links: 0,
  route: 'known',
})
