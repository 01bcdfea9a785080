import type { BlockId, TxId } from '#chain/ids.ts'
import type { RuleCode } from '#chain/rules.ts'
import type { Cid } from '#lib/cid.ts'
import type { JudgingFault } from '#lib/judged.ts'
import type { PeerId } from '#lib/peer-id.ts'

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
  readonly route: 'signaling' | 'invite' | 'exchange' | 'known' | 'manual'
  readonly since: number
}

/**
 * What came of something that a peer sent. `invalid` names the rule and costs score; `unchecked` never does:
 * the parent is missing, the clock is ahead, storage failed.
 */
export type Verdict =
  | {
      readonly verdict: 'valid'
      /** It is passed on after so long; at once unless given. */
      readonly afterMs?: number
    }
  | { readonly verdict: 'invalid'; readonly code: RuleCode | WireRule; readonly message: string }
  | {
      readonly verdict: 'unchecked'
      readonly reason: string
      /** What stood in the way, where that has a name; nothing depends on it. */
      readonly code?: string
    }

/** Rules of the wire, beside those of the chain. */
export const WIRE_RULES = [
  'WIRE_MALFORMED',
  'WIRE_TOO_LARGE',
  'WIRE_OTHER_NETWORK',
  'WIRE_VERSION',
  'WIRE_UNREQUESTED',
  'WIRE_FLOOD',
] as const
export type WireRule = (typeof WIRE_RULES)[number]

/** What the network asks of the node: every handler is given bytes that only the wire layer has bounded. */
export interface NetworkHandlers {
  head(): ChainHead
  onTransaction(bytes: Uint8Array, from: PeerId): Promise<Verdict>
  /** A compact announcement: header bytes and the ids of its transactions in order. */
  onBlock(announcement: BlockAnnouncement, from: PeerId): Promise<Verdict>
  /** Headers of the main chain after the first locator id that is on it, ascending, at most `limit`. */
  serveHeaders(locator: readonly BlockId[], limit: number): Promise<Uint8Array[]>
  /** Encoded bodies, in the order asked; an empty array for one that is not held. */
  serveBodies(ids: readonly BlockId[]): Promise<Uint8Array[]>
  /**
   * Encoded transactions that wait here, without those whose short ids (protocols/pool.ts) the peer holds.
   */
  servePool(held: readonly string[]): Promise<Uint8Array[]>
  /** Encoded transactions that a peer gave to this node alone. */
  onStem(transactions: readonly Uint8Array[], from: PeerId): void
  /**
   * What a tab of this network, linked or not, says about its files; the signature is that tab's. Valid where
   * it is about a file that matters here.
   */
  onFileNews(peerId: PeerId, news: FileNews): Promise<Verdict>
  /** A bug of our own, met in reading what a peer sent: the message stays unchecked. */
  onFault(fault: JudgingFault): void
  /** A peer finished its handshake, reported a new head, or left. */
  onPeer(peer: PeerInfo, change: 'joined' | 'head' | 'left'): void
  /** For the event log: dials, failures, rotations, refused peers, broken rules with score. */
  onEvent(type: string, data: Record<string, unknown>): void
  onSignaling(status: 'connecting' | 'online' | 'offline'): void
  /** Known peers changed; the node keeps them. */
  onKnownPeers(peers: readonly KnownPeer[]): void
}

export interface BlockAnnouncement {
  readonly header: Uint8Array
  readonly txIds: readonly TxId[]
}

/**
 * What a tab says about files, CIDs as text: those that it holds as a whole (a part of the list, in turn), is
 * fetching, and has let go.
 */
export interface FileNews {
  readonly held: readonly Cid[]
  readonly fetching: readonly Cid[]
  readonly dropped: readonly Cid[]
}

export interface KnownPeer {
  readonly peerId: PeerId
  readonly lastSeen: number
  readonly failures: number
  readonly nextTry: number
  readonly bannedUntil?: number
}

/** Why a request to a peer failed; an environment fault, retried with another peer. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  constructor(
    readonly code:
      | 'PEER_GONE'
      | 'PEER_TIMEOUT'
      | 'PEER_REFUSED'
      | 'DIAL_FAILED'
      | 'NETWORK_NOT_RUNNING'
      | 'LINKS_TOO_MANY',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}

/**
 * The peer-to-peer network as the node uses it. Implementations, both held to `network.suite.ts`:
 * `libp2p-network.ts` and `testing/memory-network.ts`.
 */
export interface Network {
  readonly peerId: PeerId
  start(): Promise<void>
  stop(): Promise<void>
  peers(): PeerInfo[]
  /**
   * How far this node's clock is behind its peers' (negative: ahead), the median over the links; 0 without
   * any.
   */
  clockOffsetMs(): number
  knownPeers(): KnownPeer[]
  /** How many peers it went to. */
  publishTransaction(bytes: Uint8Array): Promise<number>
  publishBlock(announcement: BlockAnnouncement): Promise<number>
  /** Tells every tab of the network about this one's files. */
  publishFileNews(news: FileNews): Promise<number>
  /** Tells all peers the node's new head (also part of every heartbeat). */
  headChanged(): void
  requestHeaders(
    peerId: PeerId,
    locator: readonly BlockId[],
    limit: number,
    signal: AbortSignal,
  ): Promise<Uint8Array[]>
  requestBodies(peerId: PeerId, ids: readonly BlockId[], signal: AbortSignal): Promise<Uint8Array[]>
  /** Encoded transactions that wait at the peer and are not among these ids. */
  requestPool(peerId: PeerId, ids: readonly TxId[], signal: AbortSignal): Promise<Uint8Array[]>
  /** Gives encoded transactions to this peer alone. Resolves when it has them. */
  sendStem(peerId: PeerId, transactions: readonly Uint8Array[], signal: AbortSignal): Promise<void>
  connect(peerId: PeerId, route: PeerInfo['route']): Promise<void>
  disconnect(peerId: PeerId): Promise<void>
  ban(peerId: PeerId): Promise<void>
  /** A peer broke a rule: the verdict table says what that costs; it may end in a disconnect or a ban. */
  penalise(peerId: PeerId, code: RuleCode | WireRule, message: string): void
}
