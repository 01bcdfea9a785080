import type {
  BlockRow,
  BodyRow,
  EventRow,
  KnownPeerRow,
  PeerRow,
  PendingRow,
  StateRow,
  SummaryRow,
  TxRow,
  UnjudgedRow,
  WalletRow,
} from './rows.ts'
import type { StateRows } from './state-rows.ts'

/** Everything that one block (or one reorg) changes; it is written whole or not at all. */
export interface ChainCommit {
  /**
   * Ids of blocks that leave the main chain, tip first. Their `txs` rows are deleted, their `blocks` rows
   * become `main: 0`.
   */
  readonly reverted: readonly string[]
  /** Blocks that become the main chain, lowest first; new ones are inserted, known ones updated. */
  readonly extended: readonly {
    readonly block: BlockRow
    readonly body: BodyRow
    readonly txs: readonly TxRow[]
  }[]
  /** Net change of the state; `undefined` deletes. */
  readonly state: readonly (readonly [key: string, value: Uint8Array | undefined])[]
  readonly pending: readonly PendingRow[]
  readonly wallet: readonly WalletRow[]
  readonly summary: readonly SummaryRow[]
}

/** What a node needs to continue after a reload. */
export interface StoredChain {
  /** The main chain's blocks from the tip's floor on and every fork block at or above them, by height. */
  readonly blocks: readonly BlockRow[]
  readonly state: readonly StateRow[]
  readonly pending: readonly PendingRow[]
  readonly knownPeers: readonly KnownPeerRow[]
  readonly unjudged: UnjudgedRow | undefined
}

/**
 * The chain's tables of one network and profile. Implementations: `storage/dexie-chain-store.ts` (IndexedDB)
 * and `testing/memory-chain-store.ts`; `storage/chain-store.suite.ts` tests both. Every call throws {@link
 * StorageError} when the environment fails, within a time limit: a put never hangs.
 */
export interface ChainStore {
  load(): Promise<StoredChain>
  /** Atomic, with strict durability. */
  commit(change: ChainCommit): Promise<void>
  /** Stores a block that is not on the main chain. */
  putFork(block: BlockRow, body: BodyRow): Promise<void>
  /** Deletes the bodies of blocks off the main chain; their rows are kept. */
  dropBodies(ids: readonly string[]): Promise<void>

  block(id: string): Promise<BlockRow | undefined>
  /** Main chain only. */
  blockAt(height: number): Promise<BlockRow | undefined>
  /** Main chain, ascending, at most `limit` from height `from`. */
  blocksFrom(from: number, limit: number): Promise<BlockRow[]>
  body(id: string): Promise<BodyRow | undefined>
  tx(id: string): Promise<TxRow | undefined>
  /** The main-chain transactions of a block, in order. */
  txsOf(blockId: string): Promise<TxRow[]>
  /** Transactions in which an address takes part, newest first. */
  history(address: string, limit: number): Promise<TxRow[]>

  /** The tip's state in the order of its keys. */
  readonly state: StateRows

  putPending(rows: readonly PendingRow[]): Promise<void>
  putWallet(rows: readonly WalletRow[]): Promise<void>
  /** Replaces the whole `peers` table. */
  replacePeers(rows: readonly PeerRow[]): Promise<void>
  putKnownPeers(rows: readonly KnownPeerRow[]): Promise<void>
  putSummary(rows: readonly SummaryRow[]): Promise<void>
  deleteSummary(key: SummaryRow['key']): Promise<void>
  appendEvents(rows: readonly EventRow[]): Promise<void>
  /** Newest first. */
  events(limit: number): Promise<EventRow[]>

  close(): void
  /** Deletes the database. */
  destroy(): Promise<void>
}

export type StorageErrorCode =
  | 'STORAGE_FULL'
  | 'STORAGE_NEWER_SCHEMA'
  | 'STORAGE_UNAVAILABLE'
  | 'STORAGE_TIMEOUT'
  | 'STORAGE_FAILED'

/** A fault of the environment: nothing was written. It is caught where the node can pause and try again. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  constructor(
    readonly code: StorageErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}
