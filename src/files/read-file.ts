import { unixfs } from '@helia/unixfs'
import type { FileStore } from '../storage/file-store.ts'
import { parseCid } from './block.ts'
import { BlockView } from './block-view.ts'
import { FileError } from './file-error.ts'

/** One thing in a folder. */
export interface FolderEntry {
  readonly name: string
  readonly cid: string
  readonly sizeBytes: number
  readonly folder: boolean
}

/**
 * Bytes of a file that is here, or of the one at `path` in a folder, from `offset` on, and how many the file has. The bytes come from the store as they are read; it asks nobody
 * for what is missing, and throws then.
 */
export async function openFile(
  store: FileStore,
  cid: string,
  range: { readonly path?: string; readonly offset: number; readonly length?: number },
  signal: AbortSignal,
): Promise<{ readonly sizeBytes: number; readonly bytes: AsyncIterable<Uint8Array> }> {
  const { path, ...part } = range
  const { sizeBytes, folder } = await entryAt(store, cid, path, signal)
  if (folder) {
    throw new FileError(
      'FILE_UNSUPPORTED',
      'cid: it is a folder, which has no bytes of its own; give a path in it',
    )
  }
  // Blocks are a megabyte: two ahead keep the disk busy, and a slow reader holds no more. The wrapper hands this on to the exporter and does not name it in its types.
  const options = { ...part, ...where(path), signal, ...{ blockReadConcurrency: 2 } }
  return { sizeBytes, bytes: reader(store).cat(parseCid(cid), options) }
}

/** What lies in a folder that is here. */
export async function readFolder(
  store: FileStore,
  cid: string,
  path: string | undefined,
  signal: AbortSignal,
): Promise<FolderEntry[]> {
  const { folder } = await entryAt(store, cid, path, signal)
  if (!folder) throw new FileError('FILE_UNSUPPORTED', 'cid: it is no folder')
  const entries: FolderEntry[] = []
  for await (const entry of reader(store).ls(parseCid(cid), { ...where(path), signal })) {
    const text = entry.cid.toString()
    entries.push({ name: entry.name, cid: text, ...(await entryAt(store, text, undefined, signal)) })
  }
  return entries
}

const reader = (store: FileStore) => unixfs({ blockstore: new BlockView(store) })

const where = (path: string | undefined) => (path ? { path } : {})

async function entryAt(
  store: FileStore,
  cid: string,
  path: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly sizeBytes: number; readonly folder: boolean }> {
  try {
    const { type, size } = await reader(store).stat(parseCid(cid), { ...where(path), signal })
    const folder = type === 'directory'
    return { folder, sizeBytes: folder ? 0 : Number(size) }
  } catch (cause) {
    if (!(cause instanceof Error) || !MISSING.has(cause.name)) throw cause
    throw new FileError('FILE_NOT_HERE', `path: there is no "${path ?? ''}" in it`, { cause })
  }
}

/** How the exporter and the wrapper call what is not there. */
const MISSING = new Set(['NotFoundError', 'DoesNotExistError'])
