import type { Address } from '#chain/address.ts'
import { type ContractEventView, type EventFilter, eventsIn, filterParty } from './contract-events.ts'
import {
  type ContractSummaryView,
  type ContractView,
  contractAt,
  contractsByAddress,
  type MapEntryView,
  mapPage,
} from './contract-rows.ts'
import { historyRows } from './history.ts'
import { KNOWN_PEERS_KEPT } from './limits.ts'
import type {
  BlockRow,
  DraftRow,
  EventRow,
  KnownPeerRow,
  PeerRow,
  PendingRow,
  SummaryRow,
  TxRow,
  WalletRow,
} from './rows.ts'
import type { ChainDatabase, WorkDatabase } from './schema.ts'
import { databaseRows } from './state-rows.ts'
import { undoTimeMs } from './undo-time.ts'

/**
 * Queries of screens, each to be run inside a live query. All are read-only and bounded, and none touches a
 * table that it does not need: a live query runs again with every change of the rows that it read. They do
 * not know React.
 */

/** The summary rows by their key. */
export type Summary = { [Row in SummaryRow as Row['key']]: Row }

export async function summaryRow<Key extends keyof Summary>(
  db: ChainDatabase,
  key: Key,
): Promise<Summary[Key] | undefined> {
  // The table's key is the union's discriminator.
  return (await db.summary.get(key)) as Summary[Key] | undefined
}

/** Own addresses in the order in which they were made. */
export async function walletRows(db: ChainDatabase, limit: number): Promise<WalletRow[]> {
  const rows = await db.wallet.limit(limit).toArray()
  return rows.sort((a, b) => a.position - b.position)
}

/** Main-chain blocks, highest first, from the tip or from just below a height. */
export function latestBlocks(db: ChainDatabase, limit: number, below = Infinity): Promise<BlockRow[]> {
  return db.blocks
    .where('[main+height]')
    .between([1, 0], [1, below], true, false)
    .reverse()
    .limit(limit)
    .toArray()
}

/** A block by its id, on the main chain or on a fork, or the main chain's by its height. */
export function blockRow(db: ChainDatabase, at: string): Promise<BlockRow | undefined> {
  if (/^\d+$/.test(at) && at.length < 64) return db.blocks.get({ main: 1, height: Number(at) })
  return db.blocks.get(at)
}

/** The time that undoing a block of the main chain would take, where blocks cost work (undo-time.ts). */
export async function undoTime(db: ChainDatabase, id: string): Promise<number | undefined> {
  const [chain, block] = await Promise.all([summaryRow(db, 'chain'), db.blocks.get(id)])
  if (!chain || !('hashesPerSecond' in chain.consensus) || block?.main !== 1) return undefined
  const { hashesPerSecond } = chain.consensus
  return undoTimeMs({ totalWeight: chain.totalWeight, hashesPerSecond }, await db.blocks.get(block.parent))
}

/** A transaction as this node knows it: on the chain, own and waiting (or dropped), or neither. */
export async function knownTx(
  db: ChainDatabase,
  id: string,
): Promise<{ confirmed: TxRow | undefined; own: PendingRow | undefined } | undefined> {
  const [confirmed, own] = await Promise.all([db.txs.get(id), db.pending.get(id)])
  return confirmed || own ? { confirmed, own } : undefined
}

/** Confirmed transactions in which one of the addresses takes part, newest first, each once. */
export async function historyOf(
  db: ChainDatabase,
  addresses: readonly string[],
  limit: number,
): Promise<TxRow[]> {
  const parts = await Promise.all(addresses.map(address => historyRows(db, address, limit)))
  const byId = new Map(parts.flat().map(row => [row.id, row]))
  return [...byId.values()].sort((a, b) => b.height - a.height || b.index - a.index).slice(0, limit)
}

/** Own transactions that wait for a block or were dropped, newest first. */
export async function unconfirmedRows(db: ChainDatabase, limit: number): Promise<PendingRow[]> {
  const rows = await db.pending.where('status').anyOf('pending', 'dropped').limit(limit).toArray()
  return rows.sort((a, b) => b.addedAt - a.addedAt)
}

/** Live links, the oldest first, so that rows do not move. */
export async function peerRows(db: ChainDatabase, limit: number): Promise<PeerRow[]> {
  const rows = await db.peers.limit(limit).toArray()
  return rows.sort((a, b) => a.since - b.since)
}

/** Peers of earlier runs, last seen first; the table itself is bounded. */
export async function knownPeerRows(db: ChainDatabase, limit: number): Promise<KnownPeerRow[]> {
  const rows = await db.knownPeers.limit(KNOWN_PEERS_KEPT).toArray()
  return rows.sort((a, b) => b.lastSeen - a.lastSeen).slice(0, limit)
}

/** The event log, newest first. */
export function recentEvents(db: ChainDatabase, limit: number): Promise<EventRow[]> {
  return db.events.orderBy('seq').reverse().limit(limit).toArray()
}

/** An entry of the tip's state by its key (`chain/state/` defines keys and values). */
export async function stateValue(db: ChainDatabase, key: string): Promise<Uint8Array | undefined> {
  return (await db.state.get(key))?.value
}

/**
 * Contracts of the tip's state, the newest first. Of more than `limit` it takes the first by address, that is
 * any.
 */
export async function newestContracts(db: ChainDatabase, limit: number): Promise<ContractSummaryView[]> {
  const contracts = await contractsByAddress(databaseRows(db), limit)
  return contracts.sort((a, b) => b.height - a.height)
}

/** A contract with the values of at most `limit` fields. */
export function contractView(
  db: ChainDatabase,
  address: Address,
  limit: number,
): Promise<ContractView | undefined> {
  return contractAt(databaseRows(db), address, limit)
}

/** Entries of a contract's map from a position on. */
export function contractMapPage(
  db: ChainDatabase,
  address: Address,
  page: { map: string; from: number; limit: number },
): Promise<{ count: number; entries: MapEntryView[] }> {
  return mapPage(databaseRows(db), address, page)
}

/** Events of a contract, newest first, in the last `limit` transactions that have such. */
export async function contractEventRows(
  db: ChainDatabase,
  contract: string,
  filter: EventFilter,
  limit: number,
): Promise<ContractEventView[]> {
  const rows = await historyRows(db, filterParty(contract, filter), limit)
  return eventsIn(rows, contract, filter).slice(0, limit)
}

/** Contracts that are being written, last saved first; the node bounds their number. */
export async function draftRows(db: WorkDatabase): Promise<DraftRow[]> {
  const rows = await db.drafts.toArray()
  return rows.sort((a, b) => b.savedAt - a.savedAt)
}
