import { type CborValue, encode } from '#chain/codec.ts'
import { hashOf } from '#chain/hash.ts'
import type { BlockId, Hash, TxId } from '#chain/ids.ts'
import { BugError, known } from '#lib/assert.ts'
import type { Clock } from '#lib/clock.ts'
import { JudgingFault, judgedLater } from '#lib/judged.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Result } from '#lib/result.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import {
  BAN_MS,
  GOSSIP_SEEN_MS,
  MAX_BLOCK_MESSAGE_BYTES,
  MAX_TRANSACTION_MESSAGE_BYTES,
  REQUEST_TIMEOUT_MS,
} from '#network/limits.ts'
import {
  type BlockAnnouncement,
  type ChainHead,
  type FileNews,
  type KnownPeer,
  type Network,
  NetworkError,
  type NetworkExtent,
  type NetworkHandlers,
  type PeerInfo,
  type Reach,
  type Verdict,
} from '#network/network.ts'
import { PeerRequests } from '#network/peer-requests.ts'
import { announcedOf, encodeAnnouncement } from '#network/protocols/announcement.ts'
import { registerAnswers } from '#network/protocols/answers.ts'
import type { RequestProtocol } from '#network/protocols/request.ts'
import { readMessage, type WireViolation } from '#network/protocols/wire.ts'
import { PeerScores } from '#network/scoring.ts'
import { VERDICTS } from '#network/verdicts.ts'

/** A penalty that a node imposed, for tests that check which peer was blamed. */
export interface MemoryPenalty {
  readonly by: string
  readonly peerId: PeerId
  readonly code: Parameters<Network['penalise']>[1]
}

/** What connects memory networks: which of them are linked, and when a message arrives. */
export interface MemoryLinks {
  /** Whether a signaling server introduces nodes. */
  readonly serverRuns: boolean
  readonly clock: Clock
  readonly penalties: MemoryPenalty[]
  node(peerId: string): MemoryNetwork | undefined
  /** Whether the two can be linked now. */
  reaches(from: MemoryNetwork, to: MemoryNetwork): boolean
  /** Whether what `from` sends arrives at `to`. */
  receives(to: MemoryNetwork, from: MemoryNetwork): boolean
  /** Opens and closes links as they can be now. */
  relink(): void
  connect(one: string, other: string): void
  part(one: string, other: string): void
  /** Runs `task` after the delay of a message. */
  later(task: () => void): void
  /** Delivers a gossip message never, once or twice. */
  gossip(task: () => void): void
}

interface MemoryLink {
  readonly to: MemoryNetwork
  head: ChainHead
  readonly since: number
  readonly ended: AbortController
}

interface Gossiped {
  readonly id: string
  readonly bytes: number
  readonly maxBytes: number
  readonly check: (handlers: NetworkHandlers, from: PeerId) => Promise<Verdict>
}

/** One node's network in memory. `MemoryHub` creates it, and links it with others. */
export class MemoryNetwork implements Network {
  readonly peerId: PeerId
  readonly handlers: NetworkHandlers
  readonly #hub: MemoryLinks
  readonly #links = new Map<PeerId, MemoryLink>()
  /** What this node answers, by the protocol's name. */
  readonly #answers = new Map<string, (question: Uint8Array, from: PeerId) => Promise<Uint8Array>>()
  readonly #requests: PeerRequests
  readonly #seen = new Map<string, number>()
  readonly #scores: PeerScores
  readonly #bannedUntil = new Map<PeerId, number>()
  #newsPublished = 0
  running = false

  constructor(hub: MemoryLinks, peerId: PeerId, handlers: NetworkHandlers) {
    this.#hub = hub
    this.peerId = peerId
    this.handlers = handlers
    this.#scores = new PeerScores(hub.clock)
    this.#requests = new PeerRequests(this.#ask.bind(this), (to, { code, message }) =>
      this.penalise(to, code, message),
    )
    registerAnswers(handlers, (protocol, answer) => {
      this.#answers.set(protocol.name, async (question, from) => {
        const read = readMessage(question, protocol.readQuestion, protocol.maxQuestionBytes)
        if (read.ok) return encode(await answer(read.value, from))
        this.penalise(from, read.error.code, read.error.message)
        throw new Error(read.error.message)
      })
    })
  }

  async start(): Promise<void> {
    this.running = true
    this.handlers.onSignaling('online', undefined)
    this.#hub.relink()
  }

  async stop(): Promise<void> {
    this.running = false
    this.#hub.relink()
  }

  accepts(peerId: PeerId): boolean {
    return !this.#isBanned(peerId) && !this.#scores.isUnwelcome(peerId)
  }

  setLinked(to: MemoryNetwork, linked: boolean): void {
    const link = this.#links.get(to.peerId)
    if (linked === (link?.to === to)) return
    if (link) {
      const left = this.#infoOf(link.to)
      this.#links.delete(to.peerId)
      link.ended.abort()
      if (this.running) this.handlers.onPeer(left, 'left')
    }
    if (!linked) return
    this.#links.set(to.peerId, {
      to,
      head: to.handlers.head(),
      since: this.#hub.clock.now(),
      ended: new AbortController(),
    })
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

  /** All started nodes are linked, so no other is known. */
  reach(): Reach {
    return { others: 0, trouble: undefined }
  }

  async probeReach(): Promise<undefined> {}

  knownPeers(): KnownPeer[] {
    const lastSeen = this.#hub.clock.now()
    const banned = [...this.#bannedUntil.keys()].filter(peerId => this.#isBanned(peerId))
    return [...this.#links.keys(), ...banned].map(peerId => {
      const bannedUntil = this.#bannedUntil.get(peerId)
      return {
        peerId,
        lastSeen,
        failures: 0,
        nextTry: 0,
        ...(bannedUntil === undefined ? {} : { bannedUntil }),
      }
    })
  }

  async publishTransaction(bytes: Uint8Array): Promise<number> {
    return this.#publish({
      id: hashOf<Hash>(bytes),
      bytes: bytes.length,
      maxBytes: MAX_TRANSACTION_MESSAGE_BYTES,
      check: (handlers, from) => handlers.onTransaction(bytes, from),
    })
  }

  async publishBlock(announcement: BlockAnnouncement): Promise<number> {
    const announced = announcedOf(announcement)
    const bytes = encodeAnnouncement(announced)
    return this.#publish({
      id: hashOf<Hash>(bytes),
      bytes: bytes.length,
      maxBytes: MAX_BLOCK_MESSAGE_BYTES,
      check: (handlers, from) => handlers.onBlock(announced, from),
    })
  }

  /** The time in it makes every message different. */
  async publishFileNews(news: FileNews): Promise<number> {
    const { peerId } = this
    return this.#publish({
      id: `${peerId} ${++this.#newsPublished}`,
      bytes: 0,
      maxBytes: 0,
      check: handlers =>
        judgedLater({ what: 'message', id: '', step: 'file news' }, () => handlers.onFileNews(peerId, news)),
    })
  }

  /** Every node receives every announcement. */
  async requestFileNews(): Promise<void> {}

  extent(): NetworkExtent {
    return { tabs: this.#links.size + 1, isLarge: false }
  }

  headChanged(): void {
    const head = this.handlers.head()
    for (const { to } of this.#links.values()) this.#hub.later(() => to.receiveHead(this, head))
  }

  requestHeaders(
    peerId: PeerId,
    locator: readonly BlockId[],
    limit: number,
    signal: AbortSignal,
  ): Promise<Uint8Array[]> {
    return this.#requests.headers(peerId, locator, limit, signal)
  }

  requestBodies(peerId: PeerId, ids: readonly BlockId[], signal: AbortSignal): Promise<Uint8Array[]> {
    return this.#requests.bodies(peerId, ids, signal)
  }

  requestPool(peerId: PeerId, ids: readonly TxId[], signal: AbortSignal): Promise<Uint8Array[]> {
    return this.#requests.pool(peerId, ids, signal)
  }

  sendStem(peerId: PeerId, transactions: readonly Uint8Array[], signal: AbortSignal): Promise<void> {
    return this.#requests.stem(peerId, transactions, signal)
  }

  async connect(peerId: PeerId): Promise<void> {
    this.#mustRun()
    if (peerId === this.peerId)
      throw new NetworkError('DIAL_FAILED', 'this is the id of this node; give that of another one')
    this.#hub.connect(this.peerId, peerId)
    if (this.#links.has(peerId)) return
    const isWelcome = this.accepts(peerId) && this.#hub.node(peerId)?.accepts(this.peerId) !== false
    const missing = this.#hub.serverRuns ? 'PEER_UNAVAILABLE' : 'SIGNALING_OFFLINE'
    const code = isWelcome ? missing : 'PEER_REFUSED'
    throw new NetworkError(code, `${peerId} cannot be reached`)
  }

  async disconnect(peerId: PeerId): Promise<void> {
    this.#hub.part(this.peerId, peerId)
  }

  async ban(peerId: PeerId): Promise<void> {
    this.#bannedUntil.set(peerId, this.#hub.clock.now() + BAN_MS)
    this.#hub.relink()
  }

  penalise(peerId: PeerId, code: Parameters<Network['penalise']>[1], message: string): void {
    const { penalty } = VERDICTS[code]
    const standing = this.#scores.penalise(peerId, penalty)
    if (penalty === 0) return
    this.#hub.penalties.push({ by: this.peerId, peerId, code })
    this.handlers.onEvent('peer-penalised', { peerId, code, message, penalty })
    if (standing === 'ban') void this.ban(peerId)
    else if (standing === 'disconnect') this.#hub.relink()
  }

  answer(protocol: string, question: Uint8Array, from: PeerId): Promise<Uint8Array> {
    return known(this.#answers.get(protocol), protocol)(question, from)
  }

  receiveHead(from: MemoryNetwork, head: ChainHead): void {
    const link = this.#links.get(from.peerId)
    if (!this.#isLinked(from) || !link || !this.#hub.receives(this, from)) return
    link.head = head
    this.handlers.onPeer(this.#infoOf(from), 'head')
  }

  async receive(message: Gossiped, from: MemoryNetwork): Promise<void> {
    if (!this.#isLinked(from) || !this.#hub.receives(this, from) || !this.#isNew(message.id)) return
    const { bytes, maxBytes } = message
    if (bytes > maxBytes) return this.penalise(from.peerId, 'WIRE_TOO_LARGE', `a message of ${bytes} bytes`)
    let verdict: Verdict
    try {
      verdict = await message.check(this.handlers, from.peerId)
    } catch (error) {
      if (error instanceof JudgingFault) this.handlers.onFault(error)
      if (error instanceof BugError) queueMicrotask(() => Promise.reject(error))
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

  #forward(message: Gossiped, from: PeerId | undefined): number {
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

  async #ask<Question, Answer>(
    peerId: PeerId,
    protocol: RequestProtocol<Question, Answer>,
    question: CborValue,
    signal: AbortSignal,
  ): Promise<Result<Answer, WireViolation>> {
    this.#mustRun()
    const link = this.#links.get(peerId)
    if (!link) throw new NetworkError('PEER_GONE', `no link with ${peerId}`)
    const ends = [signal, link.ended.signal]
    const answer = await withDeadline(this.#hub.clock, REQUEST_TIMEOUT_MS, ends, timely =>
      this.#carry(link, protocol.name, encode(question), timely),
    )
    return readMessage(answer, protocol.readAnswer, protocol.maxAnswerBytes)
  }

  /** There and back again, in the time that two messages take. */
  #carry(
    { to, ended }: MemoryLink,
    protocol: string,
    question: Uint8Array,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const gone = () => reject(new NetworkError('PEER_GONE', `${to.peerId} went away`))
      const late = () => reject(new NetworkError('PEER_TIMEOUT', `${to.peerId} did not answer`))
      if (signal.aborted) return late()
      signal.addEventListener('abort', () => (ended.signal.aborted ? gone() : late()))
      this.#hub.later(() => {
        if (!this.#isLinked(to)) return gone()
        if (!this.#hub.receives(to, this)) return
        to.answer(protocol, question, this.peerId).then(answer => {
          if (!this.#hub.receives(this, to)) return
          this.#hub.later(() => (this.#isLinked(to) ? resolve(answer) : gone()))
        }, gone)
      })
    })
  }

  #mustRun(): void {
    if (!this.running) throw new NetworkError('NETWORK_NOT_RUNNING', 'the network is not running')
  }

  #isBanned(peerId: PeerId): boolean {
    return (this.#bannedUntil.get(peerId) ?? 0) > this.#hub.clock.now()
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
      relayed: false,
      route: 'manual',
      since,
    }
  }
}
