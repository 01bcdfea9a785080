import { exporter } from 'ipfs-unixfs-exporter'
import type { Cid } from '#lib/cid.ts'
import type { FileStore } from '#storage/file-store.ts'
import { parseCid } from './block.ts'
import { BlockView } from './block-view.ts'
import { FileError } from './file-error.ts'

/**
 * The bytes of a stored file, from `offset` on, as the store returns them. It throws if a block is missing,
 * and fetches nothing.
 */
export async function* readFile(
  store: FileStore,
  cid: Cid,
  range: { readonly offset: number; readonly length?: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const entry = await exporter(parseCid(cid), new BlockView(store), { signal })
  if (entry.type === 'directory' || entry.type === 'object') {
    throw new FileError(
      'FILE_UNSUPPORTED',
      'cid: it is a folder, which has no bytes of its own; choose a file in it',
    )
  }
  // Blocks have a megabyte: reading two ahead keeps the disk busy, and bounds the memory of a slow reader.
  yield* entry.content({ ...range, blockReadConcurrency: 2, signal })
}
