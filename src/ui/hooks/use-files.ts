import {
  copiesElsewhere,
  copiesOf,
  keptFile,
  keptFiles,
  recordedFiles,
  recordsOfFile,
  waitingRecords,
} from '#storage/file-queries.ts'
import type { FileRecordRow } from '#storage/file-records.ts'
import type { FileRow } from '#storage/rows.ts'
import { type FileView, fileView, fileViews, recordView, waitingView } from '../format/file-view.ts'
import { FILE_RECORDS_SHOWN, FILES_LISTED, WAITING_RECORDS_SHOWN } from '../limits.ts'
import { useNode } from '../node-context.tsx'
import { type Live, shownValue, useLive } from './use-live.ts'

/**
 * The files in this tab, live, with those being added. It is a separate query because its rows change
 * throughout a transfer.
 */
export function useKeptFiles(): Live<FileRow[]> {
  const { files } = useNode()
  return useLive(async () => keptFiles(files, FILES_LISTED), 'kept')
}

function useCopies(): ReadonlyMap<string, number> | undefined {
  const { files } = useNode()
  return shownValue(useLive(() => copiesElsewhere(files), 'copies'))
}

/** All files that the chain records or this tab keeps, live; undefined until they are read. */
export function useFiles(): FileView[] | undefined {
  const records = useLive(async db => ({ list: await recordedFiles(db, FILES_LISTED) }), 'records')
  const waiting = useLive(async db => ({ list: await waitingRecords(db, WAITING_RECORDS_SHOWN) }), 'waiting')
  const kept = useKeptFiles()
  const elsewhere = useCopies()
  const [recorded, ours] = [shownValue(records), shownValue(waiting)]
  if (!recorded || !ours || !elsewhere || kept.status === 'loading') return undefined
  return fileViews({ records: recorded.list, waiting: ours.list, kept: shownValue(kept) ?? [], elsewhere })
}

/** One file, live, with all of its records, the newest first; undefined until it is read. */
export function useFile(cid: string): { view: FileView; records: readonly FileRecordRow[] } | undefined {
  const { files } = useNode()
  const records = shownValue(
    useLive(async db => ({ list: await recordsOfFile(db, cid, FILE_RECORDS_SHOWN) }), cid),
  )
  const waiting = shownValue(
    useLive(async db => ({ list: await waitingRecords(db, WAITING_RECORDS_SHOWN) }), cid),
  )
  const kept = shownValue(useLive(async () => ({ row: await keptFile(files, cid) }), cid))
  const elsewhere = shownValue(useLive(async () => ({ count: await copiesOf(files, cid) }), cid))
  if (!records || !waiting || !kept || !elsewhere) return undefined

  const first = records.list.at(-1)
  const ours = waiting.list.find(record => record.cid === cid)
  const unknown = { cid, name: cid, mediaType: '', note: '', sizeBytes: 0 }
  const about = first ?? ours ?? (kept.row ? { ...kept.row, note: '' } : unknown)
  const record = first ? recordView(first) : ours && waitingView(ours)
  return { view: fileView(about, record, kept.row, elsewhere.count), records: records.list }
}
