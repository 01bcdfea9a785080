/**
 * The rows of the three databases, one interface per table. They are plain data: amounts are `bigint`, ids
 * are hex strings, addresses are bech32m text. Only the node writes them; screens read them by live query.
 */

import type { BlockId, NetworkId, StateRoot, TxId } from '#chain/ids.ts'
import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'

/** `blocks`: every block with a body, on the main chain or on a fork within finality. */
export interface BlockRow {
  id: BlockId
  height: number
  parent: BlockId
  /** 1 on the main chain, 0 on a fork (a number, because IndexedDB does not index booleans). */
  main: 0 | 1
  timestamp: number
  producer: string
  stateRoot: StateRoot
  header: Uint8Array
  /** Sum of weights from genesis to here. */
  totalWeight: bigint
  /** The consensus engine's own record, see `consensus/engine.ts`. */
  engine: unknown
  transactions: number
  sizeBytes: number
  /** Fees paid by the block's transactions, base units; 0 on a fork, like the reward. */
  fees: bigint
  /** Newly issued coins. */
  reward: bigint
  /** Height of the highest final block when this one was the tip of the main chain; 0 on a fork. */
  final: number
  /** The lowest height that the rules could ask for at that time. */
  floor: number
}

/** `bodies`: the encoded transactions of a block, and (main chain only) its undo journal. */
export interface BodyRow {
  id: BlockId
  body: Uint8Array
  /** Encoded undo journal; absent on a fork that was never applied. */
  undo?: Uint8Array
}

/** `txs`: transactions on the main chain. Primary key `id`; multi-entry index `parties`. */
export interface TxRow {
  id: TxId
  blockId: BlockId
  height: number
  index: number
  kind: string
  sender: string
  /** The recipient, if the kind has one. */
  to?: string
  amount: bigint
  fee: bigint
  nonce: number
  memo: string
  /** The other fields of the payload, by name. */
  detail: Record<string, string>
  timestamp: number
  receipt: {
    status: 'applied' | 'failed'
    fee: bigint
    gas: bigint
    code: string
    /** The message of code that failed. */
    message: string
    /** The value that code returned (contracts/encode-value.ts); undefined if none ran. */
    result: Uint8Array | undefined
    events: readonly { source: string; name: string; data: readonly string[] }[]
    /** Entries of the state by key (hex) with their values afterwards; undefined for a deleted entry. */
    changes: readonly (readonly [key: string, value: Uint8Array | undefined])[]
  }
  /**
   * The parties under which it is found: sender, recipient, the CID of a file, FILES_PARTY
   * (storage/history.ts) and its events (storage/contract-events.ts).
   */
  parties: string[]
}

/** `state`: the flat table of the tip's state, hex key to encoded value. */
export interface StateRow {
  key: string
  value: Uint8Array
}

/**
 * `pending`: this node's own transactions until they are final or dropped; kept over reloads, and put into
 * the pool again.
 */
export interface PendingRow {
  id: TxId
  bytes: Uint8Array
  kind: string
  sender: string
  to?: string
  amount: bigint
  fee: bigint
  nonce: number
  memo: string
  detail: Record<string, string>
  addedAt: number
  status: 'pending' | 'confirmed' | 'dropped'
  /** Block height while confirmed. */
  height?: number
  /** Why it was dropped, or is not in the pool while it waits. */
  reason?: string
}

/** `wallet`: one row per own address, written in the same transaction as the block that changes it. */
export interface WalletRow {
  address: string
  name: string
  position: number
  balance: bigint
  nonce: number
  /** The stake, where the network has stakes. */
  stake: bigint
  /** What pending transactions will take (negative) or bring (positive). */
  pendingOut: bigint
  pendingIn: bigint
}

/** `peers`: one row per live link, rewritten at most once a second, cleared at start. */
export interface PeerRow {
  peerId: PeerId
  direction: 'inbound' | 'outbound'
  state: 'connecting' | 'connected'
  latencyMs?: number
  score: number
  height?: number
  bytesIn: number
  bytesOut: number
  /** A TURN server carries the link. */
  relayed: boolean
  /**
   * How it was introduced: `signaling`, `invite`, `exchange` (by another peer), `known` (from an earlier
   * run).
   */
  route: string
  since: number
}

/** `knownPeers`: kept over reloads, with a back-off for peers that do not answer. */
export interface KnownPeerRow {
  peerId: PeerId
  lastSeen: number
  failures: number
  /** The earliest time of the next dial. */
  nextTry: number
  bannedUntil?: number
  /** The code of the last failed dial, until a link opens. */
  failure?: string
}

/** `events`: the newest rows of the event log (bounded by storage/limits.ts). `data` is plain JSON. */
export interface EventRow {
  seq?: number
  time: number
  type: string
  data: Record<string, unknown>
}

/**
 * `summary`: one small row per concern, so that a screen's live query never watches a table that blocks fill.
 */
export type SummaryRow =
  | {
      key: 'chain'
      height: number
      tip: BlockId
      tipTime: number
      finalHeight: number
      stateRoot: StateRoot
      totalWeight: bigint
      consensus: ConsensusSummary
    }
  | {
      key: 'network'
      id: NetworkId
      name: string
      symbol: string
      consensus: string
      peerId: PeerId
      signaling: 'connecting' | 'online' | 'offline'
      peers: number
      /** Other tabs that the signaling server named last. */
      others: number
      /** Why the last dial of a tab that is there failed. */
      trouble?: { code: string; message: string }
    }
  | { key: 'sync'; state: 'idle' | 'headers' | 'bodies'; target: number; height: number }
  | { key: 'mempool'; count: number; bytes: number }
  | {
      key: 'mining'
      on: boolean
      keepMining: boolean
      searching: boolean
      threads: number
      maxThreads: number
      hashrate: number
      blocksFound: number
      /** Whether producing takes a search that costs work. */
      search: boolean
      /** Why no block is made now although production is on. */
      waiting?: string
    }
  | { key: 'storage'; usedBytes: number; quotaBytes: number; persisted: boolean }
  | { key: 'fault'; code: string; message: string; since: number }
  | UnjudgedRow
  | RivalRow

/**
 * A chain of peers that is preferred to this tab's own and would undo blocks that are final here, by heights.
 */
export interface RivalRow {
  key: 'rival'
  /** The number of peers on it; 0 if there is no such chain. */
  count: number
  /** Some of them. */
  peers: readonly PeerId[]
  /** Height of the last common block. */
  fork: number
  /** Height of the last block that was checked. */
  height: number
  ownHeight: number
  final: number
  /** Its signers among those who counted at the fork; absent where blocks cost work. */
  support?: { signers: number; voters?: number; percent: number; majority: boolean }
}

/**
 * What this app could not judge because of a bug of its own. It is kept over reloads and left alone until
 * another version of the app runs.
 */
export interface UnjudgedRow {
  key: 'unjudged'
  /** That of the app. */
  version: string
  /** The newest last. */
  items: readonly UnjudgedItem[]
  /**
   * Blocks of the others' chain on top of one of them, once they are so many that this tab stopped block
   * production; else 0.
   */
  behind: number
}

export interface UnjudgedItem {
  what: 'block' | 'transaction'
  id: string
  /** That of the block, if it is one. */
  height?: number
  /** The part of the rules that failed. */
  step: string
  message: string
  /** The error's stack: places in the app, no personal data. */
  stack: string
  time: number
}

/** The state of block production by engine; addresses as text. */
export type ConsensusSummary =
  | { type: 'pow'; target: string; hashesPerSecond: bigint }
  | {
      type: 'pos'
      slot: number
      epoch: number
      epochEnds: number
      counted: bigint
      stakers: {
        address: string
        staked: bigint
        counted: bigint
        unbonding: { amount: bigint; releaseAt: number }[]
      }[]
      /** The number of stakers with less, who are not listed; absent if all are listed. */
      more?: number
      waiting: WaitingForMajority
    }
  | {
      type: 'poa'
      admin: string
      authorities: string[]
      next: string
      /** Those who made none of the last `lately` blocks that wait to be final; empty while none waits. */
      silent: string[]
      waiting: WaitingForMajority
    }

/** Blocks that wait to be final, and who made the last of them. */
export interface WaitingForMajority {
  blocks: number
  /**
   * The number of blocks that are looked at, from the tip down; if no more wait, others may not have had
   * their turn yet.
   */
  lately: number
  /** The number of signers that count. */
  signers: number
  /** The number of all that count; absent with stakes. */
  voters?: number
  /** The signers' share of all that counts, rounded down. */
  percent: number
  /** Whether it is more than half. */
  majority: boolean
}

/** The keys database. `secrets` values are AES-GCM ciphertexts. */
export interface AddressRow {
  address: string
  name: string
  position: number
  /** Derivation index under the phrase; absent for an imported key. */
  index?: number
  /** Encrypted 32-byte Ed25519 seed, for imported keys. */
  sealed?: { iv: Uint8Array; data: Uint8Array }
}
/**
 * `vault`: `phrase` (sealed entropy), `identity` (sealed peer key), `device` (the non-extractable AES-GCM key
 * that seals them). With a `lock`, the wallet key in it seals the phrase and the imported keys instead.
 */
export type VaultRow =
  | LockRow
  | { key: 'device'; cryptoKey: CryptoKey }
  | { key: 'phrase' | 'identity'; sealed: { iv: Uint8Array; data: Uint8Array } }
/** The wallet key, sealed under a key that scrypt derives from the password. */
export interface LockRow {
  key: 'lock'
  salt: Uint8Array
  cost: number
  sealed: { iv: Uint8Array; data: Uint8Array }
}
/** `settings`: choices that outlive any chain database. */
export interface SettingRow {
  key: string
  value: unknown
}

/**
 * `files`: the files that this profile keeps, whole or in part, and their progress. It is in the files'
 * database, as are the next three.
 */
export interface FileRow {
  /** Assigned by the database. */
  id: number
  /** Empty while the file is being added. */
  cid: Cid
  name: string
  mediaType: string
  /** The size of the file; until all of it is here, the size according to its record or its source. */
  sizeBytes: number
  /** Bytes of the file that are here. */
  doneBytes: number
  /** The size of its blocks. */
  storedBytes: number
  state: 'adding' | 'fetching' | 'waiting' | 'held'
  pinned: boolean
  /** Whether a person wants it here, or the network, which keeps several copies of each recorded file. */
  cause: 'person' | 'network'
  addedAt: number
  bytesPerSecond: number
  /** Why the last fetch stopped. */
  problem?: { code: string; message: string }
}

/** `blocks`: IPFS blocks by the SHA-256 of their bytes, hex. */
export interface FileBlockRow {
  digest: string
  bytes: Uint8Array
}

/** `parts`: the blocks that a file needs; a block is deleted when no file needs it any more. */
export interface FilePartRow {
  file: number
  digest: string
  sizeBytes: number
}

/** `holders`: the tabs that announced a file, and when they did so last. */
export interface FileHolderRow {
  cid: Cid
  peerId: PeerId
  seenAt: number
  /**
   * 1 while it holds the file, as far as is known; left over from an earlier run until the node updates it.
   */
  now: 0 | 1
}

/** The database of a person's own work. `drafts`: contracts that are being written. */
export interface DraftRow {
  id: string
  name: string
  source: string
  savedAt: number
}
