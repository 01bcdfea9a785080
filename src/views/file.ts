import type { FileResult } from '#api/file-results.ts'
import type { FileRecordRow } from '#storage/file-records.ts'
import type { FileRow } from '#storage/rows.ts'

/**
 * A file as recorded on the chain and as stored in this tab; `replicas` counts the tabs that have all of it.
 */
export function fileResult(
  cid: string,
  row: FileRow | undefined,
  record: FileRecordRow | undefined,
  replicas: number,
): FileResult {
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
    replicas,
  }
}

function hereOf(row: FileRow | undefined) {
  if (!row || row.state === 'adding') {
    return { state: 'absent', doneBytes: 0, bytesPerSecond: 0, pinned: false, problem: null } as const
  }
  const { state, doneBytes, bytesPerSecond, pinned, problem } = row
  return { state, doneBytes, bytesPerSecond, pinned, problem: (state === 'waiting' && problem) || null }
}
