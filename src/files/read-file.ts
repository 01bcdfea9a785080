import { exporter, type UnixFSEntry } from 'ipfs-unixfs-exporter'
import type { FileStore } from '../storage/file-store.ts'
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
  const entry = await entryAt(store, cid, path, signal)
  if (entry.type === 'directory' || entry.type === 'object') {
    throw new FileError(
      'FILE_UNSUPPORTED',
      'cid: it is a folder, which has no bytes of its own; give a path in it',
    )
  }
  // Blocks are a megabyte: two ahead keep the disk busy, and a slow reader holds no more.
  return { sizeBytes: Number(entry.size), bytes: entry.content({ ...part, blockReadConcurrency: 2, signal }) }
}

/** What lies in a folder that is here. */
export async function readFolder(
  store: FileStore,
  cid: string,
  path: string | undefined,
  signal: AbortSignal,
): Promise<FolderEntry[]> {
  const folder = await entryAt(store, cid, path, signal)
  if (folder.type !== 'directory') throw new FileError('FILE_UNSUPPORTED', 'cid: it is no folder')
  const entries: FolderEntry[] = []
  for await (const { name } of folder.entries({ signal })) {
    const entry = await entryAt(store, cid, path ? `${path}/${name}` : name, signal)
    const isFolder = entry.type === 'directory'
    entries.push({
      name,
      cid: entry.cid.toString(),
      sizeBytes: isFolder ? 0 : Number(entry.size),
      folder: isFolder,
    })
  }
  return entries
}

async function entryAt(
  store: FileStore,
  cid: string,
  path: string | undefined,
  signal: AbortSignal,
): Promise<UnixFSEntry> {
  try {
    return await exporter(path ? `${cid}/${path}` : cid, new BlockView(store), { signal })
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'NotFoundError') throw cause
    throw new FileError('FILE_NOT_HERE', `path: there is no "${path ?? ''}" in it`, { cause })
  }
}
