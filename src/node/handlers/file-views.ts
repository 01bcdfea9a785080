import type { FileAbout, FileSharing } from '#files/file-sharing.ts'
import type { Cid } from '#lib/cid.ts'
import { RecordedFiles } from '#node/archive/recorded-files.ts'
import type { FileRecordRow } from '#storage/file-records.ts'
import { fileResult } from '#views/file.ts'
import type { HandlerContext } from './context.ts'

/** The known data of a file: its record on the chain, and its state here. */
export type FileViews = ReturnType<typeof createFileViews>

/** Views of files with the records of this node's chain. */
export function createFileViews({ node }: HandlerContext) {
  const records = new RecordedFiles(node.chain)
  const view = (files: FileSharing, cid: Cid, record: FileRecordRow | undefined) =>
    fileResult(cid, files.row(cid), record, files.replicas(cid))
  return {
    records,
    view,
    show: async (files: FileSharing, cid: Cid) => view(files, cid, await records.of(cid)),
    /** A file without a record or row gets its CID as name. */
    aboutOf: async (files: FileSharing, cid: Cid): Promise<FileAbout> => {
      const known = files.row(cid) ?? (await records.of(cid))
      return known ?? { name: cid, mediaType: '', sizeBytes: 0 }
    },
  }
}
