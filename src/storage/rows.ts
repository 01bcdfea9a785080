/**
 * The rows of the three databases, one interface per table. They are plain data: amounts are `bigint`, ids are hex strings,
 * addresses are bech32m text. Only the node writes them; screens read them by live query.
 */

import type { BlockId } from '#chain/ids.ts'
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
  stateRoot: string
  header: Uint8Array
  /** Sum of weights from genesis to here. */
  totalWeight: bigint
  /** The consensus engine's own record, see `consensus/engine.ts`. */
  engine: unknown
  transactions: number
  sizeBytes: number
  /** Fees paid by the block's transactions, base units; 0 on a fork, as the reward. */
  fees: bigint
  /** Newly issued coins. */
  reward: bigint
  /** Height of the highest final block, when this one was the tip of the main chain; 0 on a fork. */
  final: number
  /** … and the lowest height that the rules could ask for then. */
  floor: number
}

/** `bodies`: the encoded transactions of a block, and (main chain only) what undoes it. */
export interface BodyRow {
  id: string
  body: Uint8Array
  /** Encoded undo journal; absent on a fork that was never applied. */
  undo?: Uint8Array
}

/** `txs`: transactions on the main chain. Primary key `id`; multi-entry index `parties`. */
export interface TxRow {
  id: string
  blockId: string
  height: number
  index: number
  kind: string
  sender: string
  /** Recipient, where the kind has one. */
  to?: string
  amount: bigint
  fee: bigint
  nonce: number
  memo: string
  /** What else the payload says, by field. */
  detail: Record<string, string>
  timestamp: number
  receipt: {
    status: 'applied' | 'failed'
    fee: bigint
    gas: bigint
    code: string
    /** What failed code said. */
    message: string
    /** What code returned (contracts/encode-value.ts); undefined where none ran. */
    result: Uint8Array | undefined
    events: readonly { source: string; name: string; data: readonly string[] }[]
    /** Entries of the state by key (hex) with their values after it; undefined where the entry is gone. */
    changes: readonly (readonly [key: string, value: Uint8Array | undefined])[]
  }
  /** What its history is found by: sender, recipient, the CID of a file, FILES_PARTY (storage/history.ts) and its events (storage/contract-events.ts). */
  parties: string[]
}

/** `state`: the flat table of the tip's state, hex key to encoded value. */
export interface StateRow {
  key: string
  value: Uint8Array
}

/** `pending`: this node's own transactions until they are final or dropped; kept over reloads and put into the pool again. */
export interface PendingRow {
  id: string
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
  /** Why it was dropped. */
  reason?: string
}

/** `wallet`: one row per own address, written in the same transaction as the block that changes it. */
export interface WalletRow {
  address: string
  name: string
  position: number
  balance: bigint
  nonce: number
  /** At stake, where the network has stakes. */
  stake: bigint
  /** What pending transactions will take (negative) or bring (positive). */
  pendingOut: bigint
  pendingIn: bigint
}

/** `peers`: one row per live link, rewritten at most once a second, cleared at start. */
export interface PeerRow {
  peerId: string
  direction: 'inbound' | 'outbound'
  state: 'connecting' | 'connected'
  latencyMs?: number
  score: number
  height?: number
  bytesIn: number
  bytesOut: number
  /** How it was introduced: `signaling`, `invite`, `exchange` (told by another peer), `known` (kept from an earlier run). */
  route: string
  since: number
}

/** `knownPeers`: kept over reloads, with back-off for the dead ones. */
export interface KnownPeerRow {
  peerId: PeerId
  lastSeen: number
  failures: number
  /** Not dialled before this time. */
  nextTry: number
  bannedUntil?: number
}

/** `events`: the event log, newest kept (bounded by storage/limits.ts). `data` is plain JSON. */
export interface EventRow {
  seq?: number
  time: number
  type: string
  data: Record<string, unknown>
}

/** `summary`: one small row per concern, so that a screen's live query never watches a table that blocks fill. */
export type SummaryRow =
  | {
      key: 'chain'
      height: number
      tip: string
      tipTime: number
      finalHeight: number
      stateRoot: string
      totalWeight: bigint
      consensus: ConsensusSummary
    }
  | {
      key: 'network'
      id: string
      name: string
      symbol: string
      consensus: string
      peerId: string
      signaling: 'connecting' | 'online' | 'offline'
      peers: number
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
      /** Does producing take a search that costs work? */
      search: boolean
      /** Why no block is made now, while producing is on. */
      waiting?: string
    }
  | { key: 'storage'; usedBytes: number; quotaBytes: number; persisted: boolean }
  | { key: 'fault'; code: string; message: string; since: number }
  | UnjudgedRow
  | RivalRow

/** A chain of peers that is preferred to this tab's own and would undo what is final here; heights. */
export interface RivalRow {
  key: 'rival'
  /** Peers on it; 0 while there is none. */
  count: number
  /** Some of them. */
  peers: readonly string[]
  /** The last block in common. */
  fork: number
  /** As far as it was looked at. */
  height: number
  ownHeight: number
  final: number
  /** Who signed it, of those who counted at the fork; absent where blocks cost work. */
  support?: { signers: number; voters?: number; percent: number; majority: boolean }
}

/** What this app could not judge because of a bug of its own, over reloads: it is left alone until another version of the app runs. */
export interface UnjudgedRow {
  key: 'unjudged'
  /** Of the app. */
  version: string
  /** The newest last. */
  items: readonly UnjudgedItem[]
  /** Blocks of the others' chain that stands on one of them, once they are so many that this tab stopped making blocks; else 0. */
  behind: number
}

export interface UnjudgedItem {
  what: 'block' | 'transaction'
  id: string
  /** Of a block. */
  height?: number
  /** Which part of the rules was at work. */
  step: string
  message: string
  /** Of the error: places in the app, nothing of a person's. */
  stack: string
  time: number
}

/** What it takes to produce the next block, by engine; addresses as text. */
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
      /** Stakers with less, who are not listed; absent where all are. */
      more?: number
      waiting: WaitingForMajority
    }
  | {
      type: 'poa'
      admin: string
      authorities: string[]
      next: string
      /** Those who made none of the blocks that wait to be final; nobody while none waits. */
      silent: string[]
      waiting: WaitingForMajority
    }

/** Blocks that wait to be final, and who made them. */
export interface WaitingForMajority {
  blocks: number
  /** Of those who count. */
  signers: number
  /** How many count; absent with stakes. */
  voters?: number
  /** The signers' share of all that counts, rounded down. */
  percent: number
  /** Is it more than half? */
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
 * `vault`: `phrase` (sealed entropy), `identity` (sealed peer key), `device` (the non-extractable AES-GCM key that seals them). With a `lock` the
 * phrase and the imported keys are sealed by the wallet key within it instead.
 */
export type VaultRow =
  | LockRow
  | { key: 'device'; cryptoKey: CryptoKey }
  | { key: 'phrase' | 'identity'; sealed: { iv: Uint8Array; data: Uint8Array } }
/** The wallet key, sealed under a key that scrypt makes of the password. */
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

/** `files`: what this profile keeps of files, whole or in part, and how far it is. In the files' database, as are the next three. */
export interface FileRow {
  /** Given by the database. */
  id: number
  /** Empty while the file is being added. */
  cid: Cid
  name: string
  mediaType: string
  /** Bytes of the file; what its record or its source says until all of it is here. */
  sizeBytes: number
  /** File bytes that are here. */
  doneBytes: number
  /** What its blocks take. */
  storedBytes: number
  state: 'adding' | 'fetching' | 'waiting' | 'held'
  pinned: boolean
  /** Who wants it here: a person, or the network, which keeps several copies of each recorded file. */
  cause: 'person' | 'network'
  addedAt: number
  bytesPerSecond: number
  /** Why the last fetch came to a stop. */
  problem?: { code: string; message: string }
}

/** `blocks`: IPFS blocks by the SHA-256 of their bytes, hex. */
export interface FileBlockRow {
  digest: string
  bytes: Uint8Array
}

/** `parts`: which blocks a file needs; a block goes when no file needs it any more. */
export interface FilePartRow {
  file: number
  digest: string
  sizeBytes: number
}

/** `holders`: who said to hold a file, and when last. */
export interface FileHolderRow {
  cid: Cid
  peerId: PeerId
  seenAt: number
  /** 1 while it holds the file, as far as is known; left over from an earlier run until the node says otherwise. */
  now: 0 | 1
}

/** The database of a person's own work. `drafts`: contracts that are being written. */
export interface DraftRow {
  id: string
  name: string
  source: string
  savedAt: number
}
