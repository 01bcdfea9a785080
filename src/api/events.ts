import type { EventResult } from './results.ts'

/** The code and the message of a broken rule, a fault or a refusal. */
interface Reason {
  code: string
  message: string
}

/**
 * The data of each type of event that the node logs: plain JSON, ids as hex, no amounts. `from` and `peerId`
 * name a peer; `from` is `self` for this tab. An event is a fact about the past: nothing waits for it, and
 * nothing is lost without a listener.
 */
export interface EventData {
  /** The tip moved forward by `blocks`, of which `id` is the last. */
  'block-imported': { id: string; height: number; blocks: number; transactions: number }
  /** The tip moved to another branch: `reverted` blocks were undone and `connected` applied. */
  reorganised: { id: string; height: number; reverted: number; connected: number; transactions: number }
  /** A valid block arrived that is not on the main chain. */
  'block-forked': { id: string; height: number; from: string }
  /** A peer sent a block that broke the rule `code`. */
  'block-rejected': { peerId: string; id?: string; height?: number } & Reason
  /** This tab refused a chain that would undo final blocks, even if it is heavier. */
  'reorganisation-refused': { peerId: string; id: string; height: number; finalHeight: number }
  /**
   * From `height` on the network has rules that this app does not know: it neither produces nor validates
   * blocks.
   */
  outdated: { height: number; version: number }
  /**
   * A bug kept this app from validating data of a peer. The data stays unchecked, the node keeps running, and
   * the peer is not penalised. `stack` is for a bug report; it names places in the app and has no personal
   * data.
   */
  'judging-fault': {
    what: 'block' | 'transaction' | 'message'
    id: string
    height?: number
    step: string
    message: string
    stack: string
  }
  /**
   * The network is `blocks` ahead, on a block that a bug keeps this app from validating: it stops producing
   * blocks and has to be updated.
   */
  'left-behind': { height: number; blocks: number }
  /** Somebody signed two blocks for one turn; `txId` is the transaction that reports it. */
  'double-signing': { offender: string; first: string; second: string; txId: string }
  /** This tab produced the block. */
  mined: { id: string; height: number; transactions: number }
  /** Block production failed. */
  'mining-fault': { message: string }

  /** A transaction entered the mempool. */
  'tx-received': { id: string; kind: string; from: string }
  /** A transaction left the mempool without a block. */
  'tx-dropped': { id: string; reason: string }

  /** A link to a tab was opened. */
  'peer-joined': { peerId: string; route: string }
  /** A link to a tab ended. */
  'peer-left': { peerId: string; route: string; reason?: string }
  /** A link was refused: too many links, a ban, another network or version. */
  'peer-refused': { peerId: string } & Reason
  /** A peer broke a rule; `score` is its remaining score. */
  'peer-penalised': { peerId: string; penalty: number; score: number } & Reason
  /** A peer was banned for a while. */
  'peer-banned': { peerId: string; reason: string }
  /** A channel from another tab was refused: too many links, a ban, or a link that exists already. */
  'link-refused': { peerId: string; code: string }
  /** The other end did not prove its identity, or not in time. */
  'link-failed': { peerId: string; reason: string }
  /** A link closed before it was ready. */
  'link-closed': { peerId: string; reason: string }
  /** The request for peers from the signaling server failed. */
  'introductions-failed': { reason: string }
  /** The tab was asleep or its internet connection changed: it checks every link. */
  wake: { reason: string }
  /** A link could not be opened. */
  'dial-failed': { peerId: string; route?: string } & Reason
  /** One link was replaced by a random new one, so that the mesh keeps mixing. */
  rotation: { dropped: string; dialled: string }
  /** The connection to the signaling server changed. */
  signaling: { status: 'connecting' | 'online' | 'offline'; server?: string; reason?: string }

  /** This tab started to fetch blocks from a peer; `from` and `to` are heights. */
  'sync-started': { peerId: string; from: number; to: number }
  /** So many headers are valid; this tab now fetches their bodies. */
  'sync-headers': { peerId: string; checked: number }
  /** This tab has all blocks of the peer. */
  'sync-finished': { peerId: string; from: number; to: number }
  /** Fetching blocks from a peer failed; another peer is asked. */
  'sync-failed': { peerId: string; reason: string }

  /** This tab has all of a file: `from` is `self` if it was added here, `network` if it was fetched. */
  'file-kept': { cid: string; name: string; sizeBytes: number; from: 'self' | 'network' }
  /** A fetch stopped; it continues when a peer has the file. */
  'file-unavailable': { cid: string; name: string } & Reason
  /** A file was removed from this tab. */
  'file-removed': { cid: string; name: string; reason: string }
  /**
   * This tab hung while it ran these contracts (hashes of their sources) and was restarted; it does not run
   * them again.
   */
  'contracts-suspect': { sources: string[] }
  /**
   * A gateway or a node of the public IPFS sent wrong bytes; they were discarded, and it is not asked again.
   */
  'file-source-refused': { source: string }

  /** The database failed; nothing is written until it works again. */
  'storage-fault': Reason
  /** The database works again. */
  'storage-recovered': Record<never, never>
}

export type EventType = keyof EventData

/**
 * An event of a known type, with its data. On the wire `type` is any string, so that an older page can show
 * events of a newer node.
 */
export type NodeEvent<Type extends EventType = EventType> = {
  [T in Type]: Omit<EventResult, 'type' | 'data'> & { type: T; data: EventData[T] }
}[Type]

/**
 * The direction of each event. The page sends only calls to the node.
 * @public for the tests of both implementations
 */
export const EVENT_DIRECTION = {
  'block-imported': 'node-to-page',
  reorganised: 'node-to-page',
  'block-forked': 'node-to-page',
  'block-rejected': 'node-to-page',
  'reorganisation-refused': 'node-to-page',
  outdated: 'node-to-page',
  'judging-fault': 'node-to-page',
  'left-behind': 'node-to-page',
  'double-signing': 'node-to-page',
  mined: 'node-to-page',
  'mining-fault': 'node-to-page',
  'tx-received': 'node-to-page',
  'tx-dropped': 'node-to-page',
  'peer-joined': 'node-to-page',
  'peer-left': 'node-to-page',
  'peer-refused': 'node-to-page',
  'peer-penalised': 'node-to-page',
  'peer-banned': 'node-to-page',
  'link-refused': 'node-to-page',
  'link-failed': 'node-to-page',
  'link-closed': 'node-to-page',
  'introductions-failed': 'node-to-page',
  wake: 'node-to-page',
  'dial-failed': 'node-to-page',
  rotation: 'node-to-page',
  signaling: 'node-to-page',
  'sync-started': 'node-to-page',
  'sync-headers': 'node-to-page',
  'sync-finished': 'node-to-page',
  'sync-failed': 'node-to-page',
  'file-kept': 'node-to-page',
  'file-unavailable': 'node-to-page',
  'file-removed': 'node-to-page',
  'contracts-suspect': 'node-to-page',
  'file-source-refused': 'node-to-page',
  'storage-fault': 'node-to-page',
  'storage-recovered': 'node-to-page',
} as const satisfies Record<EventType, 'node-to-page'>
