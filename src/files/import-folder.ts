import { unixfs } from '@helia/unixfs'
import type { CID } from 'multiformats/cid'
import { known } from '#lib/assert.ts'
import type { FileStore } from '#storage/file-store.ts'
import { isNode } from './block.ts'
import { BlockView } from './block-view.ts'
import { bytesOf, IMPORT_OPTIONS, type Imported } from './import-file.ts'
import { FOLDER_IMPORTS } from './limits.ts'

/** A file of a folder; `path` is below the folder, with slashes. */
export interface FolderFile {
  readonly path: string
  readonly file: Blob
}

/**
 * Like {@link importFile}, for a folder with all its content: a UnixFS directory, sharded where its entries
 * take more than 256 KiB. Each file gets the same blocks as when it is imported alone.
 */
export async function importFolder(
  store: FileStore,
  file: number,
  files: readonly FolderFile[],
  onBytes: (sizeBytes: number, storedBytes: number) => void,
  signal: AbortSignal,
): Promise<Imported> {
  let doneBytes = 0
  let storedBytes = 0
  const view = new BlockView(store, async (digest, bytes, cid) => {
    signal.throwIfAborted()
    await store.putBlocks(file, [{ digest, bytes }])
    storedBytes += bytes.length
    if (!isNode(cid)) doneBytes += bytes.length
    onBytes(doneBytes, storedBytes)
  })
  const source = files.map(({ path, file }) => ({ path, content: bytesOf(file, signal) }))
  let root: CID | undefined
  const options = { ...IMPORT_OPTIONS, wrapWithDirectory: true, fileImportConcurrency: FOLDER_IMPORTS }
  for await (const { cid } of unixfs({ blockstore: view }).addAll(source, options)) root = cid
  const sizeBytes = files.reduce((sum, { file }) => sum + file.size, 0)
  return { cid: known(root, 'the root of a folder with files'), sizeBytes, storedBytes }
}
