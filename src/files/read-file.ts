import { exporter } from 'ipfs-unixfs-exporter'
import type { Cid } from '#lib/cid.ts'
import type { FileStore } from '#storage/file-store.ts'
import { parseCid } from './block.ts'
import { BlockView } from './block-view.ts'
import { FileError } from './file-error.ts'

/**
 * Bytes of a file that is here, from `offset` on, as they come from the store. It asks nobody for what is
 * missing; it throws then.
 */
export async function* readFile(
  store: FileStore,
  cid: Cid,
  range: { readonly offset: number; readonly length?: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const entry = await exporter(parseCid(cid), new BlockView(store), { signal })
  if (entry.type === 'directory' || entry.type === 'object') {
    throw new FileError('FILE_UNSUPPORTED', 'cid: it is a folder, which has no bytes of its own')
  }
  // Blocks are a megabyte: two ahead keep the disk busy, and a slow reader holds no more.
  yield* entry.content({ ...range, blockReadConcurrency: 2, signal })
}
