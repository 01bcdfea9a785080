import { hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import { known } from '#lib/assert.ts'
import type { Clock } from '#lib/clock.ts'
import type { Random } from '#lib/random.ts'
import { GOSSIP_SEEN_MS, MAX_BODIES, MAX_HEADERS, MAX_LOCATOR_IDS } from '#network/limits.ts'
import {
  type BlockAnnouncement,
  type ChainHead,
  type FileNews,
  type KnownPeer,
  type Network,
  NetworkError,
  type NetworkHandlers,
  type PeerInfo,
  type Verdict,
} from '#network/network.ts'
import { encodeAnnouncement } from '#network/protocols/announcement.ts'
import { shortId } from '#network/protocols/pool.ts'
import { PeerScores } from '#network/scoring.ts'
import { VERDICTS } from '#network/verdicts.ts'

export interface MemoryHubOptions {
  readonly clock: Clock
  readonly random: Random
  /** Every message takes a random time between these, so that messages overtake each other. */
  readonly delayMs?: readonly [least: number, most: number]
  /** How many of 100 gossip messages arrive twice. */
  readonly duplicates?: number
  /** How many of 100 gossip messages are lost. */
  readonly losses?: number
}

/** A penalty that a node gave, for tests that check which peer was blamed. */
export interface GivenPenalty {
  readonly by: string
  readonly peerId: string
  readonly code: Parameters<Network['penalise']>[1]
}

/**
 * The network between nodes of one process: no libp2p, no bytes on a wire, one clock and one source of
 * randomness, so that a seed repeats a run. All started nodes are linked with each other unless they are in
 * different partitions.
 */
export class MemoryHub {
  readonly #options: MemoryHubOptions
  readonly #nodes = new Map<string, MemoryNetwork>()
  readonly #groups = new Map<string, number>()
  readonly #mute = new Set<string>()
  readonly penalties: GivenPenalty[] = []
  /** Whether these two link at all; by default all do. Set before they start. */
  links: (one: string, other: string) => boolean = () => true

  constructor(options: MemoryHubOptions) {
    this.#options = options
  }

  get clock(): Clock {
    return this.#options.clock
  }

  /**
   * A node's network, not started; a peer id may be used again once its last network stopped (a restarted
   * node).
   */
  create(peerId: string, handlers: NetworkHandlers): Network {
    const network = new MemoryNetwork(this, peerId, handlers)
    this.#nodes.set(peerId, network)
    return network
  }

  /**
   * Separates nodes of different groups from now on; messages under way between them are lost. Nodes in no
   * group form one more.
   */
  partition(...groups: readonly (readonly string[])[]): void {
    this.#groups.clear()
    for (const [i, group] of groups.entries()) for (const peerId of group) this.#groups.set(peerId, i + 1)
    this.relink()
  }

  /** Drops everything that one of these sends to one of those from now on, while their links stay. */
  mute(from: readonly string[], to: readonly string[]): void {
    for (const one of from) for (const other of to) this.#mute.add(`${one} ${other}`)
  }

  hears(to: MemoryNetwork, from: MemoryNetwork): boolean {
    return !this.#mute.has(`${from.peerId} ${to.peerId}`)
  }

  heal(): void {
    this.#mute.clear()
    this.partition()
  }

  reaches(from: MemoryNetwork, to: MemoryNetwork): boolean {
    const isSameGroup = (this.#groups.get(from.peerId) ?? 0) === (this.#groups.get(to.peerId) ?? 0)
    if (!this.links(from.peerId, to.peerId)) return false
    return isSameGroup && from.running && to.running && from.accepts(to.peerId) && to.accepts(from.peerId)
  }

  /** Opens and closes links as the partition requires. */
  relink(): void {
    for (const from of this.#nodes.values()) {
      for (const to of this.#nodes.values()) {
        if (from !== to) from.setLinked(to, this.reaches(from, to))
      }
    }
  }

  node(peerId: string): MemoryNetwork | undefined {
    return this.#nodes.get(peerId)
  }

  /** Runs `task` after the delay of a message. */
  later(task: () => void): void {
    const [least, most] = this.#options.delayMs ?? [5, 50]
    this.#options.clock.after(least + this.#options.random.below(most - least + 1), task)
  }

  /** Delivers a gossip message never, once or twice. */
  gossip(task: () => void): void {
    const { random, losses = 0, duplicates = 0 } = this.#options
    if (random.below(100) < losses) return
    this.later(task)
    if (random.below(100) < duplicates) this.later(task)
  }
}

interface Gossiped {
  readonly id: string
  readonly check: (handlers: NetworkHandlers, from: string) => Promise<Verdict>
}

class MemoryNetwork implements Network {
  readonly peerId: string
  readonly handlers: NetworkHandlers
  readonly #hub: MemoryHub
  readonly #links = new Map<string, { readonly to: MemoryNetwork; head: ChainHead; readonly since: number }>()
  readonly #seen = new Map<string, number>()
  readonly #scores: PeerScores
  readonly #refused = new Set<string>()
  #told = 0
  running = false

  constructor(hub: MemoryHub, peerId: string, handlers: NetworkHandlers) {
    this.#hub = hub
    this.peerId = peerId
    this.handlers = handlers
    this.#scores = new PeerScores(hub.clock)
  }

  async start(): Promise<void> {
    this.running = true
    this.handlers.onSignaling('online')
    this.#hub.relink()
  }

  async stop(): Promise<void> {
    this.running = false
    this.#hub.relink()
  }

  accepts(peerId: string): boolean {
    return !this.#refused.has(peerId) && !this.#scores.isUnwelcome(peerId)
  }

  setLinked(to: MemoryNetwork, linked: boolean): void {
    const link = this.#links.get(to.peerId)
    if (linked === (link?.to === to)) return
    if (link) {
      const left = this.#infoOf(link.to)
      this.#links.delete(to.peerId)
      if (this.running) this.handlers.onPeer(left, 'left')
    }
    if (!linked) return
    this.#links.set(to.peerId, { to, head: to.handlers.head(), since: this.#hub.clock.now() })
    this.#hub.later(() => {
      if (this.#isLinked(to)) this.handlers.onPeer(this.#infoOf(to), 'joined')
    })
  }

  peers(): PeerInfo[] {
    return [...this.#links.values()].map(({ to }) => this.#infoOf(to))
  }

  /** All nodes have one clock. */
  clockOffsetMs(): number {
    return 0
  }

  knownPeers(): KnownPeer[] {
    return this.peers().map(({ peerId }) => ({
      peerId,
      lastSeen: this.#hub.clock.now(),
      failures: 0,
      nextTry: 0,
    }))
  }

  async publishTransaction(bytes: Uint8Array): Promise<number> {
    return this.#publish({
      id: hashOf<Hash>(bytes),
      check: (handlers, from) => handlers.onTransaction(bytes, from),
    })
  }

  async publishBlock(announcement: BlockAnnouncement): Promise<number> {
    return this.#publish({
      id: hashOf<Hash>(encodeAnnouncement(announcement)),
      check: (handlers, from) => handlers.onBlock(announcement, from),
    })
  }

  /** The time in it makes every message different. */
  async publishFileNews(news: FileNews): Promise<number> {
    const { peerId } = this
    return this.#publish({
      id: `${peerId} ${++this.#told}`,
      check: handlers => handlers.onFileNews(peerId, news),
    })
  }

  headChanged(): void {
    const head = this.handlers.head()
    for (const { to } of this.#links.values()) this.#hub.later(() => to.receiveHead(this, head))
  }

  async requestHeaders(
    peerId: string,
    locator: readonly string[],
    limit: number,
    signal: AbortSignal,
  ): Promise<Uint8Array[]> {
    return this.#request(peerId, signal, handlers =>
      handlers.serveHeaders(locator.slice(0, MAX_LOCATOR_IDS), Math.min(limit, MAX_HEADERS)),
    )
  }

  async requestBodies(peerId: string, ids: readonly string[], signal: AbortSignal): Promise<Uint8Array[]> {
    return this.#request(peerId, signal, handlers => handlers.serveBodies(ids.slice(0, MAX_BODIES)))
  }

  async requestPool(peerId: string, ids: readonly string[], signal: AbortSignal): Promise<Uint8Array[]> {
    return this.#request(peerId, signal, handlers => handlers.servePool(ids.map(shortId)))
  }

  async sendStem(peerId: string, transactions: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    await this.#request(peerId, signal, async handlers => handlers.onStem(transactions, this.peerId))
  }

  async connect(peerId: string): Promise<void> {
    this.#refused.delete(peerId)
    this.#hub.relink()
    if (!this.#links.has(peerId)) throw new NetworkError('DIAL_FAILED', `${peerId} cannot be reached`)
  }

  async disconnect(peerId: string): Promise<void> {
    this.#refused.add(peerId)
    this.#hub.relink()
  }

  ban(peerId: string): Promise<void> {
    return this.disconnect(peerId)
  }

  penalise(peerId: string, code: Parameters<Network['penalise']>[1], message: string): void {
    const { penalty } = VERDICTS[code]
    const standing = this.#scores.penalise(peerId, penalty)
    if (penalty === 0) return
    this.#hub.penalties.push({ by: this.peerId, peerId, code })
    this.handlers.onEvent('peer-penalised', { peerId, code, message, penalty })
    if (standing === 'ban') this.#refused.add(peerId)
    if (standing !== 'fine') this.#hub.relink()
  }

  receiveHead(from: MemoryNetwork, head: ChainHead): void {
    const link = this.#links.get(from.peerId)
    if (!this.#isLinked(from) || !link || !this.#hub.hears(this, from)) return
    link.head = head
    this.handlers.onPeer(this.#infoOf(from), 'head')
  }

  async receive(message: Gossiped, from: MemoryNetwork): Promise<void> {
    if (!this.#isLinked(from) || !this.#hub.hears(this, from) || !this.#isNew(message.id)) return
    let verdict: Verdict
    try {
      verdict = await message.check(this.handlers, from.peerId)
    } catch {
      return
    }
    if (verdict.verdict === 'valid') {
      const { afterMs = 0 } = verdict
      if (afterMs > 0) this.#hub.clock.after(afterMs, () => this.#forward(message, from.peerId))
      else this.#forward(message, from.peerId)
    } else if (verdict.verdict === 'invalid') this.penalise(from.peerId, verdict.code, verdict.message)
  }

  #publish(message: Gossiped): number {
    return this.running && this.#isNew(message.id) ? this.#forward(message, undefined) : 0
  }

  #forward(message: Gossiped, from: string | undefined): number {
    const targets = [...this.#links.values()].filter(({ to }) => to.peerId !== from)
    for (const { to } of targets) this.#hub.gossip(() => void to.receive(message, this))
    return targets.length
  }

  /** Like gossipsub: once within some seconds. */
  #isNew(id: string): boolean {
    const now = this.#hub.clock.now()
    const isNew = now - (this.#seen.get(id) ?? Number.NEGATIVE_INFINITY) > GOSSIP_SEEN_MS
    if (isNew) this.#seen.set(id, now)
    return isNew
  }

  #isLinked(to: MemoryNetwork): boolean {
    return this.#links.get(to.peerId)?.to === to && this.#hub.reaches(this, to)
  }

  #request<T>(
    peerId: string,
    signal: AbortSignal,
    serve: (handlers: NetworkHandlers) => Promise<T>,
  ): Promise<T> {
    const link = this.#links.get(peerId)
    if (!link) return Promise.reject(new NetworkError('PEER_GONE', `no link with ${peerId}`))
    return new Promise((resolve, reject) => {
      const gone = () => reject(new NetworkError('PEER_GONE', `${peerId} went away`))
      signal.addEventListener('abort', () =>
        reject(new NetworkError('PEER_TIMEOUT', `${peerId} did not answer`)),
      )
      this.#hub.later(() => {
        if (!this.#isLinked(link.to)) return gone()
        if (!this.#hub.hears(link.to, this)) return
        serve(link.to.handlers).then(answer => {
          if (!this.#hub.hears(this, link.to)) return
          this.#hub.later(() => (this.#isLinked(link.to) ? resolve(answer) : gone()))
        }, gone)
      })
    })
  }

  #infoOf(to: MemoryNetwork): PeerInfo {
    const { head, since } = known(this.#links.get(to.peerId), 'link')
    return {
      peerId: to.peerId,
      direction: this.peerId < to.peerId ? 'outbound' : 'inbound',
      state: 'connected',
      latencyMs: undefined,
      score: this.#scores.score(to.peerId),
      head,
      bytesIn: 0,
      bytesOut: 0,
      route: 'manual',
      since,
    }
  }
}
