import type { WaitingRecord } from '#storage/file-queries.ts'
import type { FileRecordRow } from '#storage/file-records.ts'
import type { FileRow } from '#storage/rows.ts'

/** A file for the screens: its record on the chain, its part in this tab, and the number of its copies. */
export interface FileView {
  readonly cid: string
  /** Never trusted: whoever recorded it chose it. */
  readonly name: string
  readonly mediaType: string
  readonly note: string
  readonly sizeBytes: number
  readonly record: FileRecordView | undefined
  readonly state: FileState
  /** This tab's part of the file; undefined if it has none and does not fetch it. */
  readonly kept: FileRow | undefined
  /** Tabs that hold all of it now, this one too. */
  readonly copies: number
}

/** The first record of a file; without a height it is not in a block yet. */
export interface FileRecordView {
  readonly author: string
  readonly txId: string
  readonly time: number
  readonly height: number | undefined
}

/**
 * `here`: all of it. `fetching`: on its way. `stuck`: wanted, and nobody has the rest now. `elsewhere`: other
 * tabs hold it. `lost`: nobody holds it now.
 */
export type FileState = 'here' | 'fetching' | 'stuck' | 'elsewhere' | 'lost'

export interface FileSources {
  readonly records: readonly FileRecordRow[]
  readonly waiting: readonly WaitingRecord[]
  readonly kept: readonly FileRow[]
  /** The number of other tabs that hold each file, by CID. */
  readonly elsewhere: ReadonlyMap<string, number>
}

/**
 * Every file once: own records that wait for a block, then recorded ones, the last recorded first, then those
 * that are only kept here.
 */
export function fileViews({ records, waiting, kept, elsewhere }: FileSources): FileView[] {
  const rows = new Map<string, FileRow>(kept.flatMap(row => (row.state === 'adding' ? [] : [[row.cid, row]])))
  const views = new Map<string, FileView>()
  const put = (file: About, record: FileRecordView | undefined) =>
    views.set(file.cid, fileView(file, record, rows.get(file.cid), elsewhere.get(file.cid) ?? 0))

  const recorded = new Set(records.map(({ cid }) => cid))
  for (const record of waiting) if (!recorded.has(record.cid)) put(record, waitingView(record))
  for (const record of records) put(record, recordView(record))
  for (const row of rows.values()) if (!views.has(row.cid)) put({ ...row, note: '' }, undefined)
  return [...views.values()]
}

export type About = Pick<FileView, 'cid' | 'name' | 'mediaType' | 'note' | 'sizeBytes'>

export function fileView(
  { cid, name, mediaType, note, sizeBytes }: About,
  record: FileRecordView | undefined,
  kept: FileRow | undefined,
  elsewhere: number,
): FileView {
  const state = stateOf(kept, elsewhere)
  const copies = elsewhere + (state === 'here' ? 1 : 0)
  // What is here is known better than what a record says of it.
  const size = kept && kept.state === 'held' ? kept.sizeBytes : sizeBytes
  return { cid, name, mediaType, note, sizeBytes: size, record, state, kept, copies }
}

export const recordView = ({ tx }: FileRecordRow): FileRecordView => ({
  author: tx.sender,
  txId: tx.id,
  time: tx.timestamp,
  height: tx.height,
})

export const waitingView = ({ tx }: WaitingRecord): FileRecordView => ({
  author: tx.sender,
  txId: tx.id,
  time: tx.addedAt,
  height: undefined,
})

function stateOf(kept: FileRow | undefined, elsewhere: number): FileState {
  switch (kept?.state) {
    case 'held':
      return 'here'
    case 'fetching':
    case 'adding':
      return 'fetching'
    case 'waiting':
      return 'stuck'
    case undefined:
      return elsewhere > 0 ? 'elsewhere' : 'lost'
  }
}
