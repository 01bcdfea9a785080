import type { Connection, Stream } from '@libp2p/interface'
import { formatCid, parseCid } from '#chain/cid.ts'
import type { FileSharing } from '#files/file-sharing.ts'
import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import { createNetwork, type OpenNetwork } from '#network/create-network.ts'
import { type Network, NetworkError } from '#network/network.ts'
import type { NetworkOptions } from '#network/network-options.ts'
import { nameOfPeer } from '#network/peer-id.ts'
import { ask, requestStreams, serve } from '#network/protocols/request.ts'
import type { TabNode } from '#node/tab-node.ts'
import { MAX_REPORTED_SIGHTINGS } from './limits.ts'
import { Observer } from './observer.ts'
import {
  LAB,
  type LabQuestion,
  type LabReport,
  labAnswer,
  labQuestion,
  type Shelved,
} from './wire/lab-protocol.ts'
import { sendGossip } from './wire/send-to.ts'

/** Sources of a report. They are asked at the first question, which arrives after the network has started. */
interface ReportSources {
  readonly node: () => TabNode
  readonly files: () => Promise<FileSharing>
}

/** The answer of a peer that is in the laboratory too. */
export interface PeerReport extends LabReport {
  readonly peerId: PeerId
}

/**
 * The network of a node in the laboratory: that of any node, observed, with one more protocol, in which tabs
 * ask each other for their sightings.
 */
export class LabNetwork {
  readonly observer: Observer
  readonly open: OpenNetwork
  readonly #clock: Clock
  readonly #sources: ReportSources
  /** How much each link may ask. */
  readonly #rates = new WeakMap<Connection, TokenBucket>()

  private constructor(open: OpenNetwork, observer: Observer, clock: Clock, sources: ReportSources) {
    this.open = open
    this.observer = observer
    this.#clock = clock
    this.#sources = sources
  }

  static async create(options: NetworkOptions, sources: ReportSources): Promise<LabNetwork> {
    const observer = new Observer(options.clock)
    const open = await createNetwork({
      ...options,
      handlers: observer.watch(options.handlers),
      onGossip: peerId => observer.countGossip(peerId),
      onNews: (peerId, verdict) => observer.countNews(peerId, verdict),
    })
    const lab = new LabNetwork(open, observer, options.clock, sources)
    await open.libp2p.handle(
      LAB.name,
      (stream, connection) => lab.#answer(stream, connection),
      requestStreams(LAB),
    )
    return lab
  }

  get network(): Network {
    return this.open.network
  }

  /** The peers that are linked. */
  linked(): PeerId[] {
    return this.network.peers().flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : []))
  }

  /** Sends a transaction's gossip message to these peers only. */
  announceTransaction(message: Uint8Array, to: readonly PeerId[]): number {
    const { libp2p, topics } = this.open
    return to.filter(peerId => sendGossip(libp2p.services.pubsub, peerId, topics.transactions, [message]))
      .length
  }

  /** The report of each linked peer, except of those that are outside the laboratory or do not answer. */
  async ask(question: LabQuestion, signal: AbortSignal): Promise<PeerReport[]> {
    const answers = await Promise.all(this.linked().map(peerId => this.#askOne(peerId, question, signal)))
    return answers.flatMap(answer => answer ?? [])
  }

  async #askOne(peerId: PeerId, question: LabQuestion, signal: AbortSignal): Promise<PeerReport | undefined> {
    const connection = this.open.libp2p
      .getConnections()
      .find(({ remotePeer }) => remotePeer.toString() === peerId)
    if (!connection) return undefined
    try {
      const answer = await ask(LAB, connection, labQuestion(question), { clock: this.#clock, signal })
      return answer.ok ? { ...answer.value, peerId } : undefined
    } catch (error) {
      if (error instanceof NetworkError) return undefined
      throw error
    }
  }

  async #answer(stream: Stream, connection: Connection): Promise<void> {
    const rate = this.#rates.get(connection) ?? new TokenBucket(LAB.rate, this.#clock)
    this.#rates.set(connection, rate)
    try {
      const violation = await serve(LAB, {
        stream,
        clock: this.#clock,
        allowed: () => rate.take(),
        answer: async question => labAnswer(await this.report(question)),
      })
      if (violation)
        this.network.penalise(nameOfPeer(connection.remotePeer), violation.code, violation.message)
    } catch {
      // The peer has left the network.
    }
  }

  /** This tab's own report. */
  async report({ peers, ids }: LabQuestion): Promise<LabReport> {
    const { chain, wallet } = this.#sources.node()
    const { header } = chain.tip
    const links: readonly string[] = this.linked()
    return {
      height: header.height,
      tip: header.id,
      stateRoot: header.stateRoot,
      address: wallet.addresses()[0]?.address ?? '',
      links,
      known: this.network.knownPeers().length,
      sightings: this.observer.sightings(peers, ids).slice(0, MAX_REPORTED_SIGHTINGS),
      standings: peers.map(peerId => ({
        peerId,
        score: Math.min(0, Math.round(this.observer.score(peerId))),
        cutOff: this.observer.wasCutOff(peerId),
        linked: links.includes(peerId),
        received: this.observer.received(peerId),
      })),
      landings: (await Promise.all(ids.map(id => this.#landing(id)))).flatMap(landing => landing ?? []),
      arrivals: ids.flatMap(id => {
        const agoMs = this.observer.arrivedAgo(id)
        return agoMs === undefined ? [] : { id, agoMs: Math.round(agoMs) }
      }),
      files: await this.#shelved(
        ids.flatMap(id => {
          const cid = parseCid(id)
          return cid.ok ? [formatCid(cid.value)] : []
        }),
      ),
    }
  }

  async #shelved(cids: readonly Cid[]): Promise<Shelved[]> {
    if (cids.length === 0) return []
    const files = await this.#sources.files()
    return cids.map(cid => {
      const { state = 'none', storedBytes = 0, problem } = files.row(cid) ?? {}
      return {
        cid,
        state: state === 'adding' ? 'fetching' : state,
        storedBytes,
        copies: files.replicas(cid),
        code: state === 'waiting' ? (problem?.code ?? '') : '',
      }
    })
  }

  async #landing(id: string) {
    const row = await this.#sources.node().chain.store.tx(id)
    if (!row) return undefined
    const { status, code } = row.receipt
    return { id, height: row.height, applied: status === 'applied', code }
  }
}
