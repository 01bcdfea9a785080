import type { FileResult } from '#api/file-results.ts'
import type { FileAbout, FileSharing } from '#files/file-sharing.ts'
import { RecordedFiles } from '#node/archive/recorded-files.ts'
import type { FileRecordRow } from '#storage/file-records.ts'
import type { FileRow } from '#storage/rows.ts'
import type { HandlerContext } from './context.ts'

/** What is known of a file: its record on the chain, and what is here of it. */
export type FileViews = ReturnType<typeof createFileViews>

/** Views of files with the records of this node's chain. */
export function createFileViews({ node }: HandlerContext) {
  const records = new RecordedFiles(node.chain)
  return {
    records,
    view: fileResult,
    show: async (files: FileSharing, cid: string) => fileResult(files, cid, await records.of(cid)),
    /** Nothing that this tab has never heard of is looked for under a made-up name. */
    aboutOf: async (files: FileSharing, cid: string): Promise<FileAbout> => {
      const known = files.row(cid) ?? (await records.of(cid))
      return known ?? { name: cid, mediaType: '', sizeBytes: 0 }
    },
  }
}

function fileResult(files: FileSharing, cid: string, record: FileRecordRow | undefined): FileResult {
  const row = files.row(cid)
  return {
    cid,
    name: record?.name ?? row?.name ?? cid,
    mediaType: record?.mediaType ?? row?.mediaType ?? '',
    note: record?.note ?? '',
    sizeBytes: record?.sizeBytes ?? row?.sizeBytes ?? 0,
    author: record?.tx.sender ?? null,
    txId: record?.tx.id ?? null,
    blockHeight: record?.tx.height ?? null,
    recordedAt: record?.tx.timestamp ?? null,
    ...hereOf(row),
    replicas: files.replicas(cid),
  }
}

function hereOf(row: FileRow | undefined) {
  if (!row || row.state === 'adding') {
    return { state: 'absent', doneBytes: 0, bytesPerSecond: 0, pinned: false, problem: null } as const
  }
  const { state, doneBytes, bytesPerSecond, pinned, problem } = row
  return { state, doneBytes, bytesPerSecond, pinned, problem: (state === 'waiting' && problem) || null }
}
