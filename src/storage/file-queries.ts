import { type FileRecordRow, fileRecord, firstRecords, recordDetail } from './file-records.ts'
import { FILES_PARTY, historyRows } from './history.ts'
import type { FileHolderRow, FileRow, PendingRow } from './rows.ts'
import type { ChainDatabase, FilesDatabase } from './schema.ts'

/**
 * Queries about files for screens, as in `live-queries.ts`: on the chain that records them, and on the
 * database that stores them.
 */

/** A record that waits for its block. */
export type WaitingRecord = Omit<FileRecordRow, 'tx'> & { readonly tx: PendingRow }

/** Files in the last `limit` records of the chain, the last recorded first. */
export async function recordedFiles(db: ChainDatabase, limit: number): Promise<FileRecordRow[]> {
  return firstRecords(await historyRows(db, FILES_PARTY, limit))
}

/** Every record of one file, the newest first. */
export async function recordsOfFile(db: ChainDatabase, cid: string, limit: number): Promise<FileRecordRow[]> {
  const rows = await historyRows(db, cid, limit)
  return rows.filter(({ kind }) => kind === 'file').map(fileRecord)
}

/** Own records that are in no block yet, newest first. */
export async function waitingRecords(db: ChainDatabase, limit: number): Promise<WaitingRecord[]> {
  const rows = await db.pending.where('status').equals('pending').limit(limit).toArray()
  return rows
    .filter(({ kind }) => kind === 'file')
    .sort((a, b) => b.addedAt - a.addedAt)
    .map(tx => ({ ...recordDetail(tx.detail), tx }))
}

/** Files that this tab keeps, whole or in part, or is adding; the last added first. */
export function keptFiles(files: FilesDatabase, limit: number): Promise<FileRow[]> {
  return files.files.orderBy('id').reverse().limit(limit).toArray()
}

/** This tab's row of one file. */
export function keptFile(files: FilesDatabase, cid: string): Promise<FileRow | undefined> {
  return files.files.get({ cid })
}

/** The number of other tabs that hold each file now, by CID. */
export async function copiesElsewhere(files: FilesDatabase): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const [cid] of await files.holders.where('now').equals(1).primaryKeys()) {
    counts.set(cid, (counts.get(cid) ?? 0) + 1)
  }
  return counts
}

/** The number of other tabs that hold this file now. */
export async function copiesOf(files: FilesDatabase, cid: string): Promise<number> {
  return (await rowsOf(files, cid)).filter(({ now }) => now === 1).length
}

/** Other tabs that hold a file or held it: those that hold it now first, then the last seen. */
export async function holdersOf(files: FilesDatabase, cid: string, limit: number): Promise<FileHolderRow[]> {
  const rows = await rowsOf(files, cid)
  return rows.sort((a, b) => b.now - a.now || b.seenAt - a.seenAt).slice(0, limit)
}

const rowsOf = ({ holders }: FilesDatabase, cid: string): Promise<FileHolderRow[]> =>
  holders.where('[cid+peerId]').between([cid, ''], [cid, '\uffff']).toArray()
