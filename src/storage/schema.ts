import { type DBCore, Dexie, type Table } from 'dexie'
import type {
  AddressRow,
  BlockRow,
  BodyRow,
  DraftRow,
  EventRow,
  FileBlockRow,
  FileHolderRow,
  FilePartRow,
  FileRow,
  KnownPeerRow,
  PeerRow,
  PendingRow,
  SettingRow,
  StateRow,
  SummaryRow,
  TxRow,
  VaultRow,
  WalletRow,
} from './rows.ts'

/**
 * The tables of all databases, with every version that they ever had. The node writes them, the page's live
 * queries read them; no other code knows an index. A change of a table or index is a new `version(n)` below,
 * and the constant above it.
 */

// Dexie turns on its debug mode on localhost: it records a stack per promise and prints failures that are
// handled.
Dexie.debug = false

/** The chain of one network for one profile: disposable, because it can be fetched again. */
export type ChainDatabase = Dexie & {
  readonly blocks: Table<BlockRow, string>
  readonly bodies: Table<BodyRow, string>
  readonly txs: Table<StoredTxRow, string>
  readonly state: Table<StateRow, string>
  readonly pending: Table<PendingRow, string>
  readonly wallet: Table<WalletRow, string>
  readonly peers: Table<PeerRow, string>
  readonly knownPeers: Table<KnownPeerRow, string>
  readonly events: Table<EventRow, number>
  readonly summary: Table<SummaryRow, SummaryRow['key']>
}

/**
 * The keys and choices of one profile: precious, and separate from the chain so that they survive its loss.
 */
export type KeyDatabase = Dexie & {
  readonly addresses: Table<AddressRow, string>
  readonly vault: Table<VaultRow, VaultRow['key']>
  readonly settings: Table<SettingRow, string>
}

/** The blocks of files and their holders: separate from the chain, so that files survive its loss. */
export type FilesDatabase = Dexie & {
  readonly files: Table<FileRow, number, Omit<FileRow, 'id'>>
  readonly blocks: Table<FileBlockRow, string>
  readonly parts: Table<FilePartRow, [file: number, digest: string]>
  readonly holders: Table<FileHolderRow, [cid: string, peerId: string]>
}

/** The work of a person in one profile: precious as keys are, but not secret, and independent of networks. */
export type WorkDatabase = Dexie & {
  readonly drafts: Table<DraftRow, string>
}

/** A transaction as stored in `txs`: `places` orders each party's history, see `storage/history.ts`. */
export type StoredTxRow = TxRow & { places: string[] }

export const CHAIN_SCHEMA_VERSION = 1
export const KEY_SCHEMA_VERSION = 1
export const FILES_SCHEMA_VERSION = 1
export const WORK_SCHEMA_VERSION = 1

/** `networkId` in hex. */
export const chainDatabaseName = (networkId: string, profile: number) =>
  `tabchain/${profile}/chain/${networkId}`

export const keyDatabaseName = (profile: number) => `tabchain/${profile}/keys`

/** `networkId` in hex. */
export const filesDatabaseName = (networkId: string, profile: number) =>
  `tabchain/${profile}/files/${networkId}`

export const workDatabaseName = (profile: number) => `tabchain/${profile}/work`

/**
 * A connection that opens at its first use. It refuses, with a `VersionError`, a database that a newer
 * version has written. `factory` replaces the browser's `indexedDB`.
 */
export function openChainDatabase(name: string, factory = nativeFactory()): ChainDatabase {
  const db = new Dexie(name, { cache: 'disabled', ...pinned(factory, CHAIN_SCHEMA_VERSION) }) as ChainDatabase
  db.version(1).stores({
    blocks: 'id, height, [main+height], parent',
    bodies: 'id',
    txs: 'id, [blockId+index], *places',
    state: 'key',
    pending: 'id, sender, status',
    wallet: 'address',
    peers: 'peerId',
    knownPeers: 'peerId',
    events: '++seq, time, type',
    summary: 'key',
  })
  db.use({ stack: 'dbcore', name: 'durability', create: strictWhenItMatters })
  return db
}

/** Like {@link openChainDatabase}; every write is on the disk before it resolves. */
export function openKeyDatabase(name: string, factory = nativeFactory()): KeyDatabase {
  const db = openStrict(name, factory, KEY_SCHEMA_VERSION)
  db.version(1).stores({
    addresses: 'address, &name',
    vault: 'key',
    settings: 'key',
  })
  return db as KeyDatabase
}

/** Like {@link openKeyDatabase}. */
export function openWorkDatabase(name: string, factory = nativeFactory()): WorkDatabase {
  const db = openStrict(name, factory, WORK_SCHEMA_VERSION)
  db.version(1).stores({ drafts: 'id' })
  return db as WorkDatabase
}

function openStrict(name: string, factory: IDBFactory | undefined, version: number): Dexie {
  return new Dexie(name, {
    cache: 'disabled',
    chromeTransactionDurability: 'strict',
    ...pinned(factory, version),
  })
}

/** Like {@link openChainDatabase}. Files that are lost in a power failure are fetched again. */
export function openFilesDatabase(name: string, factory = nativeFactory()): FilesDatabase {
  const db = new Dexie(name, { cache: 'disabled', ...pinned(factory, FILES_SCHEMA_VERSION) }) as FilesDatabase
  db.version(1).stores({
    files: '++id, cid',
    blocks: 'digest',
    parts: '[file+digest], digest',
    holders: '[cid+peerId], seenAt, now',
  })
  return db
}

/**
 * A block or a payment is on the disk before its transaction resolves; peers, events and summaries may be
 * lost in a power failure.
 */
function strictWhenItMatters(core: DBCore): Partial<DBCore> {
  return {
    ...core,
    transaction: (tables, mode, options) => {
      const precious = mode === 'readwrite' && (tables.includes('blocks') || tables.includes('pending'))
      return core.transaction(tables, mode, precious ? { ...options, durability: 'strict' } : options)
    },
  }
}

function nativeFactory(): IDBFactory | undefined {
  return globalThis.indexedDB
}

/**
 * Dexie 4.4 handles a `VersionError` by opening the database at its version and adding the tables and indexes
 * that it lacks: an old tab would alter a newer schema. So an open without a version asks for our version
 * again, and the error stands. (Dexie's versions are a tenth of IndexedDB's.)
 */
function pinned(factory: IDBFactory | undefined, version: number): { indexedDB?: IDBFactory } {
  if (!factory) return {}
  return {
    indexedDB: {
      open: (name: string, wanted?: number) => factory.open(name, wanted ?? version * 10),
      deleteDatabase: (name: string) => factory.deleteDatabase(name),
      databases: () => factory.databases(),
      cmp: (a: unknown, b: unknown) => factory.cmp(a, b),
    },
  }
}
