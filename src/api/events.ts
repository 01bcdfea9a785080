import type { EventResult } from './results.ts'

/** A rule that was broken, a fault or a refusal: which, and in words. */
interface Reason {
  code: string
  message: string
}

/**
 * What the node logs, by type: plain JSON, ids as hex, no amounts. `from` and `peerId` name a peer; `from` is
 * `self` for what this tab made. An event is a fact about the past: nothing waits for it and nothing is lost
 * when nobody listens.
 */
export interface EventData {
  /** The tip moved forward by `blocks`, of which `id` is the last. */
  'block-imported': { id: string; height: number; blocks: number; transactions: number }
  /** The tip moved to another branch: `reverted` blocks were undone and `connected` applied. */
  reorganised: { id: string; height: number; reverted: number; connected: number; transactions: number }
  /** A valid block that is not on the main chain. */
  'block-forked': { id: string; height: number; from: string }
  /** A block broke a rule: which one, and who sent it. */
  'block-rejected': { peerId: string; id?: string; height?: number } & Reason
  /** A chain that would undo final blocks: it is not followed, whatever it weighs. */
  'reorganisation-refused': { peerId: string; id: string; height: number; finalHeight: number }
  /**
   * The network follows rules from `height` on that this app does not know: it makes no blocks and judges
   * none.
   */
  outdated: { height: number; version: number }
  /**
   * A bug of this app: it could not judge what a peer sent, left it unchecked and goes on; nobody is blamed.
   * `stack` has places in the app and nothing of a person's, for a report.
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
   * The others went on, by `blocks`, on one that a bug keeps this app from judging: it makes no blocks and
   * has to be updated.
   */
  'left-behind': { height: number; blocks: number }
  /** Somebody signed two blocks for one turn; `txId` is the transaction that reports it. */
  'double-signing': { offender: string; first: string; second: string; txId: string }
  /** This tab produced the block. */
  mined: { id: string; height: number; transactions: number }
  /** Block production failed. */
  'mining-fault': { message: string }

  /** A transaction waits here now. */
  'tx-received': { id: string; kind: string; from: string }
  /** A transaction does not wait here any more, and is in no block. */
  'tx-dropped': { id: string; reason: string }

  /** A tab is linked. */
  'peer-joined': { peerId: string; route: string }
  /** A link ended. */
  'peer-left': { peerId: string; route: string; reason?: string }
  /** A link that was not taken: over the cap, banned, of another network or version. */
  'peer-refused': { peerId: string } & Reason
  /** A peer broke a rule; `score` is what it has left. */
  'peer-penalised': { peerId: string; penalty: number; score: number } & Reason
  /** A peer is banned for a while. */
  'peer-banned': { peerId: string; reason: string }
  /** A channel that another tab opened and that got no link: over the cap, banned, already linked. */
  'link-refused': { peerId: string; code: string }
  /** The other end could not prove who it is, or did not in time. */
  'link-failed': { peerId: string; reason: string }
  /** A link closed before it was ready. */
  'link-closed': { peerId: string; reason: string }
  /** The signaling server could not be asked for peers. */
  'introductions-failed': { reason: string }
  /** The tab slept or changed its network: every link proves itself now. */
  wake: { reason: string }
  /** A link could not be made. */
  'dial-failed': { peerId: string; route?: string } & Reason
  /** One link was dropped for a random new one, so that the mesh keeps mixing. */
  rotation: { dropped: string; dialled: string }
  /** Whether the signaling server can be reached. */
  signaling: { status: 'connecting' | 'online' | 'offline'; reason?: string }

  /** Blocks are fetched from a peer; `from` and `to` are heights. */
  'sync-started': { peerId: string; from: number; to: number }
  /** So many headers hold their rules; only now are bodies asked for. */
  'sync-headers': { peerId: string; checked: number }
  /** This tab has the blocks that the peer has. */
  'sync-finished': { peerId: string; from: number; to: number }
  /** Fetching from a peer failed; another one is asked. */
  'sync-failed': { peerId: string; reason: string }

  /** A file is in this tab as a whole: `from` is `self` if it was added here, `network` if it was fetched. */
  'file-kept': { cid: string; name: string; sizeBytes: number; from: 'self' | 'network' }
  /** A fetch came to a stop; it goes on when somebody has the file. */
  'file-unavailable': { cid: string; name: string } & Reason
  /** A file is not in this tab any more. */
  'file-removed': { cid: string; name: string; reason: string }
  /**
   * This tab hung in these contracts (by the hash of their source) and was started again: it does not run
   * them.
   */
  'contracts-suspect': { sources: string[] }
  /**
   * A gateway or a node of the public IPFS gave other bytes than asked for; nothing of it was kept, and it is
   * asked no more.
   */
  'file-source-refused': { source: string }

  /** The database failed, and nothing is written until it works again. */
  'storage-fault': Reason
  /** The database works again. */
  'storage-recovered': Record<never, never>
}

export type EventType = keyof EventData

/**
 * An event whose type is known, with its data. On the wire `type` is any string, so that an older page shows
 * a newer node's events.
 */
export type NodeEvent<Type extends EventType = EventType> = {
  [T in Type]: Omit<EventResult, 'type' | 'data'> & { type: T; data: EventData[T] }
}[Type]

/**
 * Which way each event crosses the boundary. The page has nothing to tell the node but calls.
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
