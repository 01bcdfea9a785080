import { Dexie } from 'dexie'
import type { ChainCommit, ChainStore, StoredChain } from './chain-store.ts'
import { DatabaseGuard, type Timer } from './database-guard.ts'
import { historyRows, txRow } from './history.ts'
import { BULK_TIME_LIMIT_MS, EVENTS_KEPT, KNOWN_PEERS_KEPT, rowsWithin } from './limits.ts'
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
} from './rows.ts'
import type { ChainDatabase } from './schema.ts'
import { databaseRows, type StateRows } from './state-rows.ts'
import { blockTxs, commitTables, writeCommit, writeFork, writePending } from './write-commit.ts'

/** A {@link ChainStore} in IndexedDB. The time limits run on `timer`, by default the environment's. */
export function createDexieChainStore(db: ChainDatabase, timer?: Timer): ChainStore {
  return new DexieChainStore(db, timer)
}

class DexieChainStore implements ChainStore {
  readonly #db: ChainDatabase
  readonly #guard: DatabaseGuard
  readonly state: StateRows
  /** The last block known to be in the database; the next commit must find it there. */
  #tip: string | undefined

  constructor(db: ChainDatabase, timer?: Timer) {
    this.#db = db
    const guard = new DatabaseGuard(db, timer)
    this.#guard = guard
    const rows = databaseRows(db)
    this.state = {
      range: (from, below, limit) => guard.read(() => rows.range(from, below, rowsWithin(limit))),
      values: keys => guard.read(() => rows.values(keys)),
    }
  }

  async load(): Promise<StoredChain> {
    const db = this.#db
    const { tip, ...stored } = await this.#guard.read(
      () =>
        db.transaction('r', [db.blocks, db.state, db.pending, db.knownPeers, db.summary], async () => {
          const tip = await mainBlocks(db, 0, Dexie.maxKey).last()
          const [blocks, state, pending, knownPeers, unjudged] = await Promise.all([
            db.blocks
              .where('height')
              .aboveOrEqual(tip?.floor ?? 0)
              .toArray(),
            db.state.toArray(),
            db.pending.toArray(),
            db.knownPeers.toArray(),
            db.summary.get('unjudged') as Promise<UnjudgedRow | undefined>,
          ])
          return { tip: tip?.id, blocks, state, pending, knownPeers, unjudged }
        }),
      BULK_TIME_LIMIT_MS,
    )
    this.#tip = tip
    return stored
  }

  async commit(change: ChainCommit): Promise<void> {
    const tip = this.#tip
    await this.#guard.write(
      commitTables(this.#db),
      () => writeCommit(this.#db, change, tip),
      BULK_TIME_LIMIT_MS,
    )
    this.#tip = change.extended.at(-1)?.block.id ?? (change.reverted.length === 0 ? tip : undefined)
  }

  putFork(block: BlockRow, body: BodyRow): Promise<void> {
    const { blocks, bodies } = this.#db
    return this.#guard.write([blocks, bodies], () => writeFork(this.#db, block, body))
  }

  dropBodies(ids: readonly string[]): Promise<void> {
    const { bodies } = this.#db
    return this.#guard.write([bodies], () => bodies.bulkDelete([...ids]))
  }

  block(id: string): Promise<BlockRow | undefined> {
    return this.#guard.read(() => this.#db.blocks.get(id))
  }

  blockAt(height: number): Promise<BlockRow | undefined> {
    return this.#guard.read(() => mainBlocks(this.#db, height, height).first())
  }

  blocksFrom(from: number, limit: number): Promise<BlockRow[]> {
    return this.#guard.read(() => mainBlocks(this.#db, from, Dexie.maxKey).limit(rowsWithin(limit)).toArray())
  }

  body(id: string): Promise<BodyRow | undefined> {
    return this.#guard.read(() => this.#db.bodies.get(id))
  }

  async tx(id: string): Promise<TxRow | undefined> {
    const row = await this.#guard.read(() => this.#db.txs.get(id))
    return row && txRow(row)
  }

  async txsOf(blockId: string): Promise<TxRow[]> {
    const rows = await this.#guard.read(() => blockTxs(this.#db, blockId).toArray())
    return rows.map(txRow)
  }

  history(address: string, limit: number): Promise<TxRow[]> {
    return this.#guard.read(() => historyRows(this.#db, address, rowsWithin(limit)))
  }

  putPending(rows: readonly PendingRow[]): Promise<void> {
    return this.#guard.write([this.#db.pending], () => writePending(this.#db, rows))
  }

  putWallet(rows: readonly WalletRow[]): Promise<void> {
    return this.#write('wallet', () => this.#db.wallet.bulkPut(rows))
  }

  replacePeers(rows: readonly PeerRow[]): Promise<void> {
    return this.#write('peers', async () => {
      await this.#db.peers.clear()
      await this.#db.peers.bulkPut(rows)
    })
  }

  putKnownPeers(rows: readonly KnownPeerRow[]): Promise<void> {
    const { knownPeers } = this.#db
    return this.#write('knownPeers', async () => {
      await knownPeers.bulkPut(rows)
      if ((await knownPeers.count()) <= KNOWN_PEERS_KEPT) return
      const lastSeenFirst = (await knownPeers.toArray()).sort((a, b) => b.lastSeen - a.lastSeen)
      await knownPeers.bulkDelete(lastSeenFirst.slice(KNOWN_PEERS_KEPT).map(({ peerId }) => peerId))
    })
  }

  putSummary(rows: readonly SummaryRow[]): Promise<void> {
    return this.#write('summary', () => this.#db.summary.bulkPut(rows))
  }

  deleteSummary(key: SummaryRow['key']): Promise<void> {
    return this.#write('summary', () => this.#db.summary.delete(key))
  }

  appendEvents(rows: readonly EventRow[]): Promise<void> {
    const { events } = this.#db
    if (rows.length === 0) return Promise.resolve()
    return this.#write('events', async () => {
      const last = await events.bulkAdd(rows.slice(-EVENTS_KEPT).map(({ seq: _, ...row }) => row))
      await events
        .where(':id')
        .belowOrEqual(last - EVENTS_KEPT)
        .delete()
    })
  }

  events(limit: number): Promise<EventRow[]> {
    return this.#guard.read(() => this.#db.events.reverse().limit(rowsWithin(limit)).toArray())
  }

  close(): void {
    this.#guard.close()
  }

  destroy(): Promise<void> {
    return this.#guard.destroy()
  }

  async #write(table: string, body: () => PromiseLike<unknown>): Promise<void> {
    await this.#guard.write([this.#db.table(table)], body)
  }
}

/** Main-chain blocks by height, both ends included. */
function mainBlocks(db: ChainDatabase, from: number, to: typeof Dexie.maxKey | number) {
  return db.blocks.where('[main+height]').between([1, from], [1, to], true, true)
}
