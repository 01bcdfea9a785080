import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import {
  ALIVE_MS,
  BAN_MS,
  MAX_FAILURES,
  MAX_FORGOTTEN_PEERS,
  MAX_KNOWN_PEERS,
  MAX_REFUSED_PEERS,
  MAX_SHARED_PEERS,
  REDIAL_FIRST_MS,
  REDIAL_LONGEST_MS,
} from './limits.ts'
import type { KnownPeer, PeerInfo } from './network.ts'

/** A peer as peers report it to each other. */
export interface SharedPeer {
  readonly peerId: PeerId
  /**
   * The time since the peer itself was last seen by anyone along this report; 0 for a link of the peer that
   * reports it.
   */
  readonly ageMs: number
  /** Its number of links, as far as is known. */
  readonly links: number
}

interface Entry {
  readonly peerId: PeerId
  lastSeen: number
  /** Was it ever linked to this node? */
  proven: boolean
  failures: number
  nextTry: number
  bannedUntil: number
  links: number
  /** The source of its latest report. */
  route: PeerInfo['route']
  /** The code of the last failed dial, until a link opens. */
  failure: string | undefined
}

/** What remains of a forgotten peer. */
type Pause = Pick<Entry, 'failures' | 'nextTry'>

/**
 * The address book: the known peers, which of them are alive, and when to dial each. Dead peers are dialled
 * less and less often and then forgotten; peers of another network are not dialled again. It does not open
 * links itself.
 */
export class KnownPeers {
  readonly #self: PeerId
  readonly #clock: Clock
  readonly #random: Random
  readonly #onChange: () => void
  readonly #entries = new Map<PeerId, Entry>()
  readonly #refused = new Set<PeerId>()
  /**
   * The pauses of peers that no dial reached and that were forgotten. The server goes on naming a tab that
   * this one cannot link to, which must not begin the short pauses anew.
   */
  readonly #pauses = new Map<PeerId, Pause>()

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

  /** The entries to store for the next start. */
  list(): KnownPeer[] {
    return [...this.#entries.values()].map(
      ({ peerId, lastSeen, failures, nextTry, bannedUntil, failure }) => ({
        peerId,
        lastSeen,
        failures,
        nextTry,
        ...(bannedUntil > this.#clock.now() ? { bannedUntil } : {}),
        ...(failure === undefined ? {} : { failure }),
      }),
    )
  }

  /**
   * Records a report of a peer that was last alive `ageMs` ago. A report does not shorten the pause after a
   * failed dial.
   */
  learned({ peerId, ageMs, links }: SharedPeer, route: PeerInfo['route']): void {
    if (peerId === this.#self || this.#refused.has(peerId)) return
    const lastSeen = this.#clock.now() - ageMs
    const entry = this.#entries.get(peerId)
    if (!entry) {
      this.#entries.set(peerId, { ...fresh(peerId), ...this.#pauses.get(peerId), lastSeen, links, route })
      this.#pauses.delete(peerId)
      this.#trim()
      this.#onChange()
    } else if (lastSeen > entry.lastSeen) {
      Object.assign(entry, { lastSeen, links, route })
    }
  }

  /** Records bare ids, from an invite or from the server. */
  introduced(peerIds: readonly PeerId[], route: PeerInfo['route']): void {
    for (const peerId of peerIds) this.learned({ peerId, ageMs: 0, links: this.linksOf(peerId) ?? 0 }, route)
  }

  /** Records a peer as alive, because it is linked or answers. */
  alive(peerId: PeerId, links: number): void {
    this.learned({ peerId, ageMs: 0, links }, 'known')
    const entry = this.#entries.get(peerId)
    if (!entry) return
    const changed = !entry.proven || entry.failures > 0
    const proven = { proven: true, failures: 0, nextTry: 0, route: 'known', failure: undefined } as const
    Object.assign(entry, proven, { lastSeen: this.#clock.now(), links })
    if (changed) this.#onChange()
  }

  /** Records a failed dial with its code. */
  failed(peerId: PeerId, code: string): void {
    const entry = this.#entries.get(peerId)
    if (!entry) return
    entry.failures++
    entry.failure = code
    entry.lastSeen = Math.min(entry.lastSeen, this.#clock.now() - ALIVE_MS)
    this.#pause(entry)
    if (entry.failures > MAX_FAILURES * (entry.proven ? 2 : 1) && entry.bannedUntil <= this.#clock.now())
      this.#forget(entry)
    this.#onChange()
  }

  /** Delays the next dial after one that did not fail because of the peer: it was full, or no one introduced. */
  postpone(peerId: PeerId): void {
    const entry = this.#entries.get(peerId)
    if (!entry) return
    this.#pause(entry)
    this.#onChange()
  }

  /**
   * Records the end of a link; the peer is not dialled again before `pauseMs` and some jitter have passed.
   */
  left(peerId: PeerId, pauseMs: number): void {
    const entry = this.#entries.get(peerId)
    if (!entry) return
    entry.nextTry = Math.max(entry.nextTry, this.#clock.now() + pauseMs + this.#random.below(pauseMs))
  }

  /** Records a peer of another network or version, which is not dialled again in this session. */
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

  /** The number of other nodes that seem to be alive now; counting ends at `enough`. */
  aliveCount(enough = Number.POSITIVE_INFINITY): number {
    const now = this.#clock.now()
    let count = 0
    for (const { lastSeen, bannedUntil } of this.#entries.values()) {
      if (now - lastSeen >= ALIVE_MS || bannedUntil > now) continue
      count++
      if (count >= enough) break
    }
    return count
  }

  /** The peers that may be dialled now. */
  dialable(): PeerId[] {
    const now = this.#clock.now()
    return [...this.#entries.values()]
      .filter(entry => entry.nextTry <= now && entry.bannedUntil <= now)
      .map(entry => entry.peerId)
  }

  /**
   * Ends every pause after a wake-up or an outage, because the peers may be back as well. A peer that was
   * linked before begins with short pauses again; one that never was gets one dial.
   */
  forgive(): void {
    for (const entry of this.#entries.values()) {
      entry.nextTry = 0
      if (entry.proven) entry.failures = 0
    }
    for (const pause of this.#pauses.values()) pause.nextTry = 0
  }

  /** The peers to report to `to`: first `links`, then the most recently reported ones. */
  peersFor(to: PeerId, links: readonly PeerId[]): SharedPeer[] {
    const now = this.#clock.now()
    return [...this.#entries.values()]
      .filter(({ peerId }) => peerId !== to && this.isAlive(peerId) && !this.isBanned(peerId))
      .map(entry => ({ entry, ageMs: links.includes(entry.peerId) ? 0 : Math.max(0, now - entry.lastSeen) }))
      .sort((a, b) => a.ageMs - b.ageMs)
      .slice(0, MAX_SHARED_PEERS)
      .map(({ entry, ageMs }) => ({ peerId: entry.peerId, ageMs, links: entry.links }))
  }

  #pause(entry: Entry): void {
    const pause = Math.min(REDIAL_LONGEST_MS, REDIAL_FIRST_MS * 2 ** Math.max(0, entry.failures - 1))
    // Jitter, so that tabs that lost each other at the same moment do not all dial at the same moment.
    entry.nextTry = this.#clock.now() + pause / 2 + this.#random.below(Math.ceil(pause))
  }

  #forget({ peerId, failures, nextTry }: Entry): void {
    this.#entries.delete(peerId)
    this.#pauses.set(peerId, { failures, nextTry })
    const [oldest] = this.#pauses.keys()
    if (this.#pauses.size > MAX_FORGOTTEN_PEERS && oldest !== undefined) this.#pauses.delete(oldest)
  }

  #load({ peerId, lastSeen, failures, nextTry, bannedUntil, failure }: KnownPeer): void {
    if (peerId === this.#self) return
    const proven = lastSeen > 0
    this.#entries.set(peerId, {
      ...fresh(peerId),
      lastSeen,
      proven,
      failures,
      nextTry,
      bannedUntil: bannedUntil ?? 0,
      failure,
    })
  }

  /**
   * Forgets the peer with the most failures first, then the one seen longest ago; a flood of ids must not
   * displace a ban.
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
  failure: undefined,
})
