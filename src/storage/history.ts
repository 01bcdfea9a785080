import type { TxRow } from './rows.ts'
import type { ChainDatabase, StoredTxRow } from './schema.ts'

/**
 * An address's history, newest first, from an index instead of a sort. IndexedDB has no multi-entry index
 * over two fields, so each row has one text per party: address, height, index in the block. Only {@link
 * storedTx} is for writing.
 */

/** The party of every transaction that records a file: its history is all of them. */
export const FILES_PARTY = 'files'

/** The row as it is stored. */
export function storedTx(row: TxRow): StoredTxRow {
  return { ...row, places: row.parties.map(party => placeOf(party, row.height, row.index)) }
}

/** The row as it was given. */
export function txRow({ places: _, ...row }: StoredTxRow): TxRow {
  return row
}

/**
 * Main-chain transactions in which `address` takes part, newest first; reads `limit` rows however long the
 * history is.
 */
export async function historyRows(db: ChainDatabase, address: string, limit: number): Promise<TxRow[]> {
  const rows = await db.txs
    .where('places')
    .between(`${address} `, `${address}!`)
    .reverse()
    .limit(limit)
    .toArray()
  return rows.map(txRow)
}

/**
 * Fixed widths, so that text order is chain order: ten digits of height, six of index. A space sorts below
 * `!`.
 */
function placeOf(party: string, height: number, index: number): string {
  return `${party} ${String(height).padStart(10, '0')}${String(index).padStart(6, '0')}`
}
