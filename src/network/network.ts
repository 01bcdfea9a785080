import type { BlockId, TxId } from '#chain/ids.ts'
import type { RuleCode } from '#chain/rules.ts'
import type { Cid } from '#lib/cid.ts'
import type { JudgingFault } from '#lib/judged.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { ReachReport, SignalingStatus } from './link-messages.ts'

/** A node's view of its own chain, sent to peers in the handshake and with every heartbeat. */
export interface ChainHead {
  readonly height: number
  readonly tip: BlockId
  readonly totalWeight: bigint
}

/** A live link, as `peers` shows it. */
export interface PeerInfo {
  readonly peerId: PeerId
  readonly direction: 'inbound' | 'outbound'
  /** `connected` after the handshake. */
  readonly state: 'connecting' | 'connected'
  readonly latencyMs: number | undefined
  readonly score: number
  readonly head: ChainHead | undefined
  readonly bytesIn: number
  readonly bytesOut: number
  /** A TURN server carries the link, because the two tabs cannot reach each other; it sees ciphertext only. */
  readonly relayed: boolean
  readonly route: 'signaling' | 'invite' | 'exchange' | 'known' | 'manual' | 'hand'
  readonly since: number
}

/**
 * The verdict on data of a peer. `invalid` names the broken rule and costs score; `unchecked` never does: the
 * parent is missing, the clock is ahead, storage failed.
 */
export type Verdict =
  | {
      readonly verdict: 'valid'
      /** Delay before it is relayed; 0 by default. */
      readonly afterMs?: number
    }
  | { readonly verdict: 'invalid'; readonly code: RuleCode | WireRule; readonly message: string }
  | {
      readonly verdict: 'unchecked'
      readonly reason: string
      /** The code of the obstacle, if it has one; only for information. */
      readonly code?: string
    }

/** Rules of the wire, in addition to those of the chain. */
export const WIRE_RULES = [
  'WIRE_MALFORMED',
  'WIRE_TOO_LARGE',
  'WIRE_OTHER_NETWORK',
  'WIRE_VERSION',
  'WIRE_UNREQUESTED',
  'WIRE_FLOOD',
] as const
export type WireRule = (typeof WIRE_RULES)[number]

/**
 * The node's handlers for the network. They receive bytes of which the wire layer has checked only the
 * length.
 */
export interface NetworkHandlers {
  head(): ChainHead
  onTransaction(bytes: Uint8Array, from: PeerId): Promise<Verdict>
  /** A compact announcement: header bytes and the ids of its transactions in order. */
  onBlock(announcement: BlockAnnouncement, from: PeerId): Promise<Verdict>
  /** Headers of the main chain after the first locator id that is on it, ascending, at most `limit`. */
  serveHeaders(locator: readonly BlockId[], limit: number): Promise<Uint8Array[]>
  /** Encoded bodies, in the order of the ids; an empty array for a missing one. */
  serveBodies(ids: readonly BlockId[]): Promise<Uint8Array[]>
  /** Encoded pending transactions, without those whose short ids (protocols/pool.ts) the peer has. */
  servePool(held: readonly string[]): Promise<Uint8Array[]>
  /** Encoded transactions that a peer sent to this node only. */
  onStem(transactions: readonly Uint8Array[], from: PeerId): void
  /**
   * A signed announcement of files by a tab of this network, linked or not. It is valid if it names a file
   * that is relevant here.
   */
  onFileNews(peerId: PeerId, news: FileNews): Promise<Verdict>
  /** A bug of this app while it read a message of a peer, which stays unchecked. */
  onFault(fault: JudgingFault): void
  /** A peer finished its handshake, reported a new head, or left. */
  onPeer(peer: PeerInfo, change: 'joined' | 'head' | 'left'): void
  /** For the event log: dials, failures, rotations, refused peers, broken rules with score. */
  onEvent(type: string, data: Record<string, unknown>): void
  /** `server` is the URL of the one in use, or of the one that was tried last. */
  onSignaling(status: SignalingStatus, server: string | undefined): void
  /** {@link Network.reach} changed. */
  onReach(): void
  /** The known peers changed; the node stores them. */
  onKnownPeers(peers: readonly KnownPeer[]): void
}

export interface BlockAnnouncement {
  readonly header: Uint8Array
  readonly txIds: readonly TxId[]
}

/**
 * A tab's announcement of files, with CIDs as text: those that it has completely (a part of the list, in
 * turn), is fetching, and has removed.
 */
export interface FileNews {
  readonly held: readonly Cid[]
  readonly fetching: readonly Cid[]
  readonly dropped: readonly Cid[]
  /** Seconds until the tab announces its files again; 15 unless given. */
  readonly turnS?: number
}

/** How many tabs a network has, as one tab estimates it. */
export interface NetworkExtent {
  readonly tabs: number
  /** From about a hundred tabs on, with hysteresis. */
  readonly isLarge: boolean
}

export interface KnownPeer {
  readonly peerId: PeerId
  readonly lastSeen: number
  readonly failures: number
  readonly nextTry: number
  readonly bannedUntil?: number
  /** The code of the last failed dial, until a link opens. */
  readonly failure?: string
}

/** How this tab stands with tabs that it is not linked to. */
export interface Reach {
  /** Other tabs of the network that the signaling server named last. */
  readonly others: number
  /** Why the last dial failed, until that peer is linked or gone. */
  readonly trouble: DialTrouble | undefined
}

/** A failed dial of a peer that is there; `code` is a code of docs/errors.md. */
export interface DialTrouble {
  readonly peerId: PeerId
  readonly code: NetworkError['code']
  readonly message: string
}

/** Codes of failed dials that the page finds out. */
export const DIAL_CODES = [
  'LOCAL_NETWORK_DENIED',
  'DIAL_NAMES',
  'DIAL_BLOCKED',
  'ICE_SERVER',
  'DIAL_TIMEOUT',
  'PEER_UNAVAILABLE',
  'SIGNALING_OFFLINE',
  'DESCRIPTION_BAD',
] as const

/** The failure of a request to a peer: an environment fault, which is retried with another peer. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  constructor(
    readonly code:
      | 'PEER_GONE'
      | 'PEER_TIMEOUT'
      | 'PEER_REFUSED'
      | 'DIAL_FAILED'
      | 'MEMBERS_SILENT'
      | 'PEER_WRONG'
      | (typeof DIAL_CODES)[number]
      | 'NETWORK_NOT_RUNNING'
      | 'LINKS_TOO_MANY',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}

/**
 * The peer-to-peer network as the node uses it. Implementations, both held to `compliance/`:
 * `libp2p-network.ts` and `testing/memory-network.ts`.
 */
export interface Network {
  readonly peerId: PeerId
  start(): Promise<void>
  stop(): Promise<void>
  peers(): PeerInfo[]
  /**
   * How far this node's clock is behind its peers' (negative: ahead): the median over the links, or 0 without
   * links.
   */
  clockOffsetMs(): number
  knownPeers(): KnownPeer[]
  reach(): Reach
  /** Tries out what links to other tabs need; undefined if the page does not answer in time. */
  probeReach(): Promise<ReachReport | undefined>
  /** Resolves to the number of peers that it was sent to. */
  publishTransaction(bytes: Uint8Array): Promise<number>
  publishBlock(announcement: BlockAnnouncement): Promise<number>
  /** Announces this tab's files to the network. */
  publishFileNews(news: FileNews): Promise<number>
  /**
   * Asks a linked peer for the announcements that it received of holders of these files. They arrive at
   * `onFileNews`, and are not relayed.
   */
  requestFileNews(peerId: PeerId, cids: readonly Cid[]): Promise<void>
  extent(): NetworkExtent
  /** Sends the node's new head to all peers; heartbeats contain it too. */
  headChanged(): void
  /** Requests end by themselves when an answer does not arrive or stops arriving; a signal ends them earlier. */
  requestHeaders(
    peerId: PeerId,
    locator: readonly BlockId[],
    limit: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array[]>
  requestBodies(peerId: PeerId, ids: readonly BlockId[], signal?: AbortSignal): Promise<Uint8Array[]>
  /** Encoded pending transactions of the peer, without those with these ids. */
  requestPool(peerId: PeerId, ids: readonly TxId[], signal?: AbortSignal): Promise<Uint8Array[]>
  /** Sends encoded transactions to this peer only. Resolves when it has them. */
  sendStem(peerId: PeerId, transactions: readonly Uint8Array[], signal?: AbortSignal): Promise<void>
  connect(peerId: PeerId, route: PeerInfo['route']): Promise<void>
  disconnect(peerId: PeerId): Promise<void>
  ban(peerId: PeerId): Promise<void>
  /** Penalises a peer for a broken rule by the verdict table, which may end in a disconnect or a ban. */
  penalise(peerId: PeerId, code: RuleCode | WireRule, message: string): void
}
