import type { Cid } from '#lib/cid.ts'
import type { TxRow } from './rows.ts'

/** A file that the chain records, as described by one record. */
export interface FileRecordRow {
  readonly cid: Cid
  readonly name: string
  readonly mediaType: string
  readonly note: string
  readonly sizeBytes: number
  readonly tx: TxRow
}

/**
 * The files of transactions that record some, newest first, each file once: at the position of its last
 * record, with the contents of the first one, whose author had it earliest.
 */
export function firstRecords(txs: readonly TxRow[]): FileRecordRow[] {
  const byCid = new Map<string, FileRecordRow>()
  for (const tx of txs) {
    const record = fileRecord(tx)
    byCid.set(record.cid, record)
  }
  return [...byCid.values()]
}

/** The record in a transaction of kind `file`. */
export function fileRecord(tx: TxRow): FileRecordRow {
  return { ...recordDetail(tx.detail), tx }
}

/** The fields of a record, in a block or waiting for one. */
export function recordDetail(detail: Readonly<Record<string, string>>): Omit<FileRecordRow, 'tx'> {
  const { cid = '', name = '', sizeBytes = '0', mediaType = '', note = '' } = detail
  return { cid: cid as Cid, name, mediaType, note, sizeBytes: Number(sizeBytes) }
}
