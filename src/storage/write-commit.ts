import { Dexie } from 'dexie'
import { type ChainCommit, StorageError } from './chain-store.ts'
import { forksBeyondBudget } from './fork-budget.ts'
import { storedTx } from './history.ts'
import { FORKS_PER_LOOK, SETTLED_PENDING_KEPT } from './limits.ts'
import { withOwnedBytes } from './owned-bytes.ts'
import type { BlockRow, BodyRow, PendingRow } from './rows.ts'
import type { ChainDatabase } from './schema.ts'

/** The tables that {@link writeCommit} changes. */
export const commitTables = (db: ChainDatabase) => [
  db.blocks,
  db.bodies,
  db.txs,
  db.state,
  db.pending,
  db.wallet,
  db.summary,
]

/**
 * Writes a commit; runs inside a transaction over {@link commitTables}.
 * 1. Check that the tip on which the commit builds is still the highest block of the main chain.
 * 2. Delete the transactions' rows and the mark of blocks that leave the main chain.
 * 3. Write everything else at once, in a few bulk requests.
 * 4. Trim what has a bound.
 */
export async function writeCommit(
  db: ChainDatabase,
  change: ChainCommit,
  tip: string | undefined,
): Promise<void> {
  if (tip !== undefined) await checkTip(db, tip, change)

  if (change.reverted.length > 0) await revert(db, change.reverted)

  const deleted = change.state.flatMap(([key, value]) => (value ? [] : [key]))
  const changed = change.state.flatMap(([key, value]) => (value ? [withOwnedBytes({ key, value })] : []))
  await Promise.all([
    db.blocks.bulkPut(change.extended.map(({ block }) => withOwnedBytes(block))),
    db.bodies.bulkPut(change.extended.map(({ body }) => withOwnedBytes(body))),
    db.txs.bulkPut(change.extended.flatMap(({ txs }) => txs.map(storedTx))),
    db.state.bulkPut(changed),
    db.state.bulkDelete(deleted),
    db.pending.bulkPut(change.pending.map(withOwnedBytes)),
    db.wallet.bulkPut(change.wallet),
    db.summary.bulkPut(change.summary),
  ])

  if (change.pending.length > 0) await trimPending(db)
  if (change.reverted.length > 0) await trimForks(db, forksOf(db))
}

/** Puts own transactions and trims the table to its bound; runs inside a transaction over `pending`. */
export async function writePending(db: ChainDatabase, rows: readonly PendingRow[]): Promise<void> {
  await db.pending.bulkPut(rows.map(withOwnedBytes))
  await trimPending(db)
}

/**
 * Puts a fork block and trims forks roughly to their bound; runs inside a transaction over `blocks` and
 * `bodies`.
 */
export async function writeFork(db: ChainDatabase, block: BlockRow, body: BodyRow): Promise<void> {
  await Promise.all([db.blocks.put(withOwnedBytes(block)), db.bodies.put(withOwnedBytes(body))])
  const forks = forksOf(db)
  if ((await forks.count()) % FORKS_PER_LOOK === 0) await trimForks(db, forks)
}

const forksOf = (db: ChainDatabase) =>
  db.blocks.where('[main+height]').between([0, Dexie.minKey], [0, Dexie.maxKey])

/** Drops the lowest fork blocks beyond the bound. */
async function trimForks(db: ChainDatabase, forks: ReturnType<typeof forksOf>): Promise<void> {
  const ids = forksBeyondBudget(await forks.reverse().toArray())
  if (ids.length > 0) await Promise.all([db.blocks.bulkDelete(ids), db.bodies.bulkDelete(ids)])
}

/**
 * A write that ran out of time may have landed after all: then only the same one may be repeated, or two
 * blocks would share a height.
 */
async function checkTip(db: ChainDatabase, tip: string, { extended }: ChainCommit): Promise<void> {
  const [top] = await db.blocks
    .where('[main+height]')
    .between([1, Dexie.minKey], [1, Dexie.maxKey])
    .reverse()
    .limit(1)
    .primaryKeys()
  if (top === undefined || !(await db.blocks.get(tip))) throw databaseLost()
  if (top !== tip && top !== extended.at(-1)?.block.id) throw databaseAhead()
}

async function revert(db: ChainDatabase, ids: readonly string[]): Promise<void> {
  const [blocks, txIds] = await Promise.all([
    db.blocks.bulkGet([...ids]),
    Promise.all(ids.map(id => blockTxs(db, id).primaryKeys())),
  ])
  const forks = blocks.filter(block => block !== undefined).map((block): BlockRow => ({ ...block, main: 0 }))
  await Promise.all([db.blocks.bulkPut(forks), db.txs.bulkDelete(txIds.flat())])
}

/** The main-chain transactions of a block, in order. */
export function blockTxs(db: ChainDatabase, blockId: string) {
  return db.txs.where('[blockId+index]').between([blockId, Dexie.minKey], [blockId, Dexie.maxKey])
}

async function trimPending(db: ChainDatabase): Promise<void> {
  // A collection remembers its position: each use takes a new one.
  const settled = () => db.pending.where('status').anyOf('confirmed', 'dropped')
  if ((await settled().count()) <= SETTLED_PENDING_KEPT) return
  const newestFirst = (await settled().toArray()).sort((a, b) => b.addedAt - a.addedAt)
  await db.pending.bulkDelete(newestFirst.slice(SETTLED_PENDING_KEPT).map(({ id }) => id))
}

/**
 * A browser may delete the database under a running node; a block on top of nothing could never be loaded.
 */
function databaseAhead(): StorageError {
  return new StorageError(
    'STORAGE_UNAVAILABLE',
    'The database has a later block than this tab. Reload the page, and the node continues from that block.',
  )
}

function databaseLost(): StorageError {
  return new StorageError(
    'STORAGE_UNAVAILABLE',
    "The browser deleted this chain's database. Reload the page to fetch the chain again. Your keys are stored elsewhere.",
  )
}
