import type { Connection } from '@libp2p/interface'
import type { Block } from '#chain/block/block.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { timeoutSignal } from '#lib/timeout-signal.ts'
import { createNetwork, type OpenNetwork } from '#network/create-network.ts'
import type { BlockAnnouncement, ChainHead, NetworkHandlers } from '#network/network.ts'
import type { NetworkOptions } from '#network/network-options.ts'
import { encodeAnnouncement } from '#network/protocols/announcement.ts'
import { PEER_EXCHANGE, peerExchangeMessage } from '#network/protocols/peer-exchange.ts'
import { ask } from '#network/protocols/request.ts'
import { packTransaction } from '#node/pool/transaction-message.ts'
import { BURNER_LINK_MS, INSIST_EVERY_MS, INSIST_TIMES } from '../limits.ts'
import { pause, until } from '../until.ts'
import { type FalseFiles, serveFalsely, unrequestedBlock } from './false-files.ts'
import { canSendGossip, sendGossip } from './send-to.ts'

/** What a burner answers to peers that ask it. */
interface Shown {
  head: ChainHead
  readonly headers: Uint8Array[]
  readonly bodies: Map<string, Uint8Array>
}

/**
 * An identity for one attack: a peer like any other, with a random key and a link of its own to each target,
 * that sends what it is asked to. It judges nothing and keeps no chain. The tab's own node stays out of it,
 * so that an attack can be repeated although its burner is banned.
 */
export class Burner {
  readonly #open: OpenNetwork
  readonly #shown: Shown
  readonly #clock: Clock
  #round = 0
  #endFiles: () => Promise<void> = async () => {}
  /** Whether it meant to send gossip, to any peer. */
  gossips = false
  /** Messages sent. */
  sent = 0

  private constructor(open: OpenNetwork, shown: Shown, clock: Clock) {
    this.#open = open
    this.#shown = shown
    this.#clock = clock
  }

  /** Joins the network with the head of an honest node and links with the targets. */
  static async join(
    options: Omit<NetworkOptions, 'handlers' | 'knownPeers' | 'fetch'>,
    head: ChainHead,
    targets: readonly PeerId[],
    signal: AbortSignal,
  ): Promise<Burner> {
    const shown: Shown = { head, headers: [], bodies: new Map() }
    let isOnline = false
    const open = await createNetwork({
      ...options,
      knownPeers: [],
      // Its targets are given, so it asks no server for peers.
      fetch: async () => new Response('{"peers":[]}'),
      handlers: handlersOf(shown, status => {
        isOnline = status === 'online'
      }),
    })
    const burner = new Burner(open, shown, options.clock)
    await open.network.start()

    const { clock } = options
    await until(() => isOnline, { clock, signal, withinMs: BURNER_LINK_MS })
    await Promise.all(
      targets.map(async peerId => {
        await open.network.connect(peerId, 'manual').catch(() => {})
        await until(() => burner.isReachable(peerId), { clock, signal, withinMs: BURNER_LINK_MS })
      }),
    )
    return burner
  }

  get peerId(): PeerId {
    return this.#open.network.peerId
  }

  async stop(): Promise<void> {
    await this.#endFiles()
    await this.#open.network.stop()
  }

  /** The peers that it is linked with. */
  linked(): PeerId[] {
    return this.#open.network.peers().flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : []))
  }

  /** Whether the peer is linked, with a gossip stream each way, and its topics are known. */
  isReachable(peerId: PeerId): boolean {
    const { libp2p, topics } = this.#open
    const { pubsub } = libp2p.services
    const subscribed = Object.values(topics).every(topic =>
      pubsub.getSubscribers(topic).some(peer => peer.toString() === peerId),
    )
    return subscribed && canSendGossip(pubsub, peerId) && this.linked().includes(peerId)
  }

  connectionWith(peerId: string): Connection | undefined {
    return this.#open.libp2p.getConnections().find(({ remotePeer }) => remotePeer.toString() === peerId)
  }

  /** Sends these bytes as a transaction, to all peers by default. */
  announceTransaction(bytes: Uint8Array, to: readonly PeerId[] = this.linked()): void {
    this.announceRaw('transactions', [packTransaction(++this.#round, bytes)], to)
  }

  /** Sends these bytes as a transaction to each peer privately. */
  passOn(bytes: Uint8Array): void {
    for (const peerId of this.linked()) {
      const sent = this.#open.network.sendStem(peerId, [bytes], timeoutSignal(this.#clock, BURNER_LINK_MS))
      sent.then(
        () => this.sent++,
        () => {},
      )
    }
  }

  /** Announces a block by header and ids; whoever asks receives its body. */
  announceBlock({ header, transactions }: Block, to: readonly PeerId[] = this.linked()): void {
    this.offer([{ header, transactions }])
    this.announce({ header: header.bytes, txIds: transactions.map(({ id }) => id) }, to)
  }

  announce(announcement: BlockAnnouncement, to: readonly PeerId[] = this.linked()): void {
    this.announceRaw('blocks', [encodeAnnouncement(announcement)], to)
  }

  /** Sends any bytes on a gossip topic. */
  announceRaw(
    topic: 'transactions' | 'blocks' | 'files',
    messages: readonly Uint8Array[],
    to: readonly PeerId[] = this.linked(),
  ): void {
    const { libp2p, topics } = this.#open
    this.gossips = true
    for (const peerId of to) {
      if (sendGossip(libp2p.services.pubsub, peerId, topics[topic], messages)) this.sent += messages.length
    }
  }

  /** Announces to the whole network that it holds these files. */
  async announceHeld(cids: readonly Cid[]): Promise<void> {
    this.gossips = true
    await this.#open.network.publishFileNews({ held: cids, fetching: [], dropped: [] })
    this.sent++
  }

  /** Vouches for these keys, as for peers that it is linked with. */
  async introduce(peerIds: readonly PeerId[], to: readonly PeerId[]): Promise<void> {
    const message = peerExchangeMessage(peerIds.map(peerId => ({ peerId, ageMs: 0, links: 1 })))
    for (const peerId of to) {
      const connection = this.connectionWith(peerId)
      if (connection) await ask(PEER_EXCHANGE, connection, message, { clock: this.#clock }).catch(() => {})
    }
  }

  /** Answers peers that ask for blocks of files. */
  async serveFiles(files: FalseFiles): Promise<void> {
    this.#endFiles = await serveFalsely(this.#open.libp2p, files)
  }

  /** Sends a block of a file that this peer did not ask for. */
  async pushBlock(peerId: PeerId, bytes: Uint8Array): Promise<void> {
    const connection = this.connectionWith(peerId)
    if (connection && (await unrequestedBlock(connection, bytes))) this.sent++
  }

  /** Serves these blocks, in this order. */
  offer(blocks: readonly Block[]): void {
    for (const { header, transactions } of blocks) this.offerBody(header, encodeBody(transactions))
  }

  /** Serves these bytes as the header's body. */
  offerBody(header: Block['header'], body: Uint8Array): void {
    this.#shown.headers.push(header.bytes)
    this.#shown.bodies.set(header.id, body)
  }

  /** Serves a header and withholds its body. */
  offerHeader(header: Block['header']): void {
    this.#shown.headers.push(header.bytes)
  }

  /** Claims to be on this tip. */
  claim(head: ChainHead): void {
    this.#shown.head = head
    this.#open.network.headChanged()
  }

  /** Repeats a message until no link is left or the limit is reached. */
  async insist(send: () => void, signal: AbortSignal): Promise<void> {
    for (let i = 0; i < INSIST_TIMES && this.linked().length > 0 && !signal.aborted; i++) {
      send()
      await pause(INSIST_EVERY_MS, this.#clock)
    }
  }
}

function handlersOf(shown: Shown, onSignaling: NetworkHandlers['onSignaling']): NetworkHandlers {
  const deaf = async () => ({ verdict: 'unchecked', reason: 'a burner judges nothing' }) as const
  return {
    head: () => shown.head,
    onTransaction: deaf,
    onBlock: deaf,
    serveHeaders: async (_, limit) => shown.headers.slice(0, limit),
    serveBodies: async ids => ids.map(id => shown.bodies.get(id) ?? new Uint8Array()),
    servePool: async () => [],
    onStem: () => {},
    onFileNews: deaf,
    onFault: () => {},
    onPeer: () => {},
    onEvent: () => {},
    onSignaling,
    onReach: () => {},
    onKnownPeers: () => {},
  }
}
