import type { BlockId } from '#chain/ids.ts'
import { type ChainCommit, type ChainStore, StorageError, type StoredChain } from '#storage/chain-store.ts'
import { forksBeyondBudget } from '#storage/fork-budget.ts'
import { EVENTS_KEPT, KNOWN_PEERS_KEPT, rowsWithin, SETTLED_PENDING_KEPT } from '#storage/limits.ts'
import type {
  BlockRow,
  BodyRow,
  EventRow,
  KnownPeerRow,
  PeerRow,
  PendingRow,
  SummaryRow,
  TxRow,
  UnjudgedRow,
  WalletRow,
} from '#storage/rows.ts'

/** The data that outlives a closed store: pass it to the next one, as a reload would. */
export type MemoryDisk = ReturnType<typeof createMemoryDisk>

export function createMemoryDisk() {
  return {
    blocks: new Map<string, BlockRow>(),
    /** Main chain: block ids by height. */
    main: [] as BlockId[],
    bodies: new Map<string, BodyRow>(),
    txs: new Map<string, TxRow>(),
    state: new Map<string, Uint8Array>(),
    pending: new Map<string, PendingRow>(),
    wallet: new Map<string, WalletRow>(),
    peers: new Map<string, PeerRow>(),
    knownPeers: new Map<string, KnownPeerRow>(),
    summary: new Map<SummaryRow['key'], SummaryRow>(),
    events: [] as EventRow[],
    lastSeq: 0,
  }
}

/**
 * A {@link ChainStore} in memory, for tests and simulations: hundreds fit in one process. Rows are copied one
 * level deep.
 */
export interface MemoryChainStore extends ChainStore {
  readonly disk: MemoryDisk
  /** Every call throws this until it is cleared with `undefined`, as when the real disk is full or gone. */
  failWith(error: StorageError | undefined): void
}

export function createMemoryChainStore(disk: MemoryDisk = createMemoryDisk()): MemoryChainStore {
  let fault: StorageError | undefined

  /** Every operation resolves later, never at once, as with a real disk. */
  const run = async <T>(operation: () => T): Promise<T> => {
    await Promise.resolve()
    if (fault) throw fault
    return operation()
  }

  return {
    disk,
    failWith: error => {
      fault = error
    },

    load: () => run(() => load(disk)),
    commit: change => run(() => commit(disk, change)),
    putFork: (block, body) =>
      run(() => {
        putAll(disk.blocks, [checkedBlock(block)], 'id')
        putAll(disk.bodies, [body], 'id')
        trimForks(disk)
      }),

    dropBodies: ids =>
      run(() => {
        for (const id of ids) disk.bodies.delete(id)
      }),

    block: id => run(() => copy(disk.blocks.get(id))),
    blockAt: height => run(() => copy(disk.blocks.get(disk.main[height] ?? ''))),
    blocksFrom: (from, limit) => run(() => mainBlocks(disk, from, limit)),
    body: id => run(() => copy(disk.bodies.get(id))),
    tx: id => run(() => copy(disk.txs.get(id))),
    txsOf: blockId =>
      run(() => all(disk.txs, tx => tx.blockId === blockId).sort((a, b) => a.index - b.index)),
    history: (address, limit) =>
      run(() =>
        all(disk.txs, tx => tx.parties.includes(address))
          .sort((a, b) => b.height - a.height || b.index - a.index)
          .slice(0, rowsWithin(limit)),
      ),

    state: {
      range: (from, below, limit) =>
        run(() =>
          [...disk.state]
            .filter(([key]) => from <= key && key < below)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .slice(0, rowsWithin(limit))
            .map(([key, value]) => ({ key, value })),
        ),
      values: keys => run(() => keys.map(key => disk.state.get(key))),
    },

    putPending: rows =>
      run(() => {
        putAll(disk.pending, rows, 'id')
        trimPending(disk)
      }),
    putWallet: rows => run(() => putAll(disk.wallet, rows, 'address')),
    replacePeers: rows =>
      run(() => {
        disk.peers.clear()
        putAll(disk.peers, rows, 'peerId')
      }),
    putKnownPeers: rows =>
      run(() => {
        putAll(disk.knownPeers, rows, 'peerId')
        const lastSeenFirst = all(disk.knownPeers).sort((a, b) => b.lastSeen - a.lastSeen)
        for (const { peerId } of lastSeenFirst.slice(KNOWN_PEERS_KEPT)) disk.knownPeers.delete(peerId)
      }),
    putSummary: rows => run(() => putAll(disk.summary, rows, 'key')),
    deleteSummary: key => run(() => void disk.summary.delete(key)),
    appendEvents: rows =>
      run(() => {
        for (const row of rows.slice(-EVENTS_KEPT)) disk.events.push({ ...row, seq: ++disk.lastSeq })
        disk.events = disk.events.slice(-EVENTS_KEPT)
      }),
    events: limit => run(() => disk.events.toReversed().slice(0, rowsWithin(limit))),

    close: () => {
      fault = new StorageError('STORAGE_UNAVAILABLE', 'The database is closed.')
    },
    destroy: async () => {
      Object.assign(disk, createMemoryDisk())
      fault = new StorageError('STORAGE_UNAVAILABLE', 'The database is deleted.')
    },
  }
}

function load(disk: MemoryDisk): StoredChain {
  const lowest = disk.blocks.get(disk.main.at(-1) ?? '')?.floor ?? 0
  return {
    blocks: all(disk.blocks, block => block.height >= lowest).sort((a, b) => a.height - b.height),
    state: [...disk.state].map(([key, value]) => ({ key, value })),
    pending: all(disk.pending),
    knownPeers: all(disk.knownPeers),
    unjudged: disk.summary.get('unjudged') as UnjudgedRow | undefined,
  }
}

function commit(disk: MemoryDisk, change: ChainCommit): void {
  // Whatever can fail does so before the first write.
  const blocks = change.extended.map(({ block }) => checkedBlock(block))

  for (const id of change.reverted) {
    const block = disk.blocks.get(id)
    if (block) disk.blocks.set(id, { ...block, main: 0 })
    for (const tx of all(disk.txs, tx => tx.blockId === id)) disk.txs.delete(tx.id)
    if (block && disk.main[block.height] === id) disk.main.length = block.height
  }

  putAll(disk.blocks, blocks, 'id')
  for (const { id, height } of blocks) disk.main[height] = id
  for (const { body, txs } of change.extended) {
    putAll(disk.bodies, [body], 'id')
    putAll(disk.txs, txs, 'id')
  }
  for (const [key, value] of change.state) {
    if (value) disk.state.set(key, value)
    else disk.state.delete(key)
  }

  putAll(disk.pending, change.pending, 'id')
  putAll(disk.wallet, change.wallet, 'address')
  putAll(disk.summary, change.summary, 'key')
  if (change.pending.length > 0) trimPending(disk)
  if (change.reverted.length > 0) trimForks(disk)
}

/** Like IndexedDB's structured clone: the engine's record is copied whole, or refused. */
function checkedBlock(block: BlockRow): BlockRow {
  try {
    return { ...block, engine: structuredClone(block.engine) }
  } catch (cause) {
    throw new StorageError('STORAGE_FAILED', `Block ${block.id} cannot be stored.`, { cause })
  }
}

function mainBlocks(disk: MemoryDisk, from: number, limit: number): BlockRow[] {
  const first = Math.max(0, from)
  const ids = disk.main.slice(first, first + rowsWithin(limit))
  return ids.flatMap(id => copy(disk.blocks.get(id)) ?? [])
}

function trimForks(disk: MemoryDisk): void {
  const highestFirst = all(disk.blocks, block => block.main === 0).sort((a, b) => b.height - a.height)
  for (const id of forksBeyondBudget(highestFirst)) {
    disk.blocks.delete(id)
    disk.bodies.delete(id)
  }
}

function trimPending(disk: MemoryDisk): void {
  const settled = all(disk.pending, row => row.status !== 'pending').sort((a, b) => b.addedAt - a.addedAt)
  for (const { id } of settled.slice(SETTLED_PENDING_KEPT)) disk.pending.delete(id)
}

const copy = <Row extends object>(row: Row | undefined): Row | undefined => row && { ...row }

function all<Row extends object>(rows: ReadonlyMap<string, Row>, keep = (_: Row) => true): Row[] {
  return [...rows.values()].filter(keep).map(row => ({ ...row }))
}

function putAll<Row extends object, Key extends keyof Row>(
  table: { set(key: Row[Key], row: Row): unknown },
  rows: readonly Row[],
  key: Key,
): void {
  for (const row of rows) table.set(row[key], { ...row })
}
