import { exporter, type UnixFSEntry } from 'ipfs-unixfs-exporter'
import type { CID } from 'multiformats/cid'
import type { Cid } from '#lib/cid.ts'
import type { FileStore } from '#storage/file-store.ts'
import { isNode, nameOfCid } from './block.ts'
import { BlockView } from './block-view.ts'
import { FileError } from './file-error.ts'
import { MAX_FOLDER_FILES } from './limits.ts'

/** A line of a folder's list. */
interface ListedEntry {
  readonly name: string
  readonly cid: Cid
  readonly type: 'file' | 'folder'
  readonly sizeBytes: number
}

/** The entry at a path in a stored folder. */
export type FolderEntry =
  | { readonly type: 'file'; readonly cid: Cid; readonly sizeBytes: number }
  | {
      readonly type: 'folder'
      readonly cid: Cid
      readonly entries: readonly ListedEntry[]
      /** Whether the folder has more entries than are listed. */
      readonly more: boolean
    }

/**
 * The entry of a stored tree at a path from the root; an empty path is the root. Lists have folders first,
 * sorted by name.
 */
export async function readEntry(
  store: FileStore,
  cid: Cid,
  path: string,
  signal: AbortSignal,
): Promise<FolderEntry> {
  const entry = await entryAt(store, cid, path, signal)
  const own = { cid: nameOfCid(entry.cid) }
  if (entry.type !== 'directory') return { type: 'file', ...own, sizeBytes: Number(entry.size) }

  const entries: ListedEntry[] = []
  let more = false
  for await (const link of entry.entries({ signal })) {
    if (entries.length >= MAX_FOLDER_FILES) {
      more = true
      break
    }
    entries.push(await listed(store, link, signal))
  }
  entries.sort((a, b) => Number(a.type === 'file') - Number(b.type === 'file') || (a.name < b.name ? -1 : 1))
  return { type: 'folder', ...own, entries, more }
}

/**
 * A raw block is a file with the size in its link; it may have a megabyte, which is not read for one line of
 * a list.
 */
async function listed(
  store: FileStore,
  { name, cid, size }: { readonly name: string; readonly cid: CID; readonly size: bigint },
  signal: AbortSignal,
): Promise<ListedEntry> {
  if (!isNode(cid)) return { name, cid: nameOfCid(cid), type: 'file', sizeBytes: Number(size) }
  const entry = await exporter(cid, new BlockView(store), { signal })
  const isFolder = entry.type === 'directory'
  return {
    name,
    cid: nameOfCid(cid),
    type: isFolder ? 'folder' : 'file',
    sizeBytes: isFolder ? 0 : Number(entry.size),
  }
}

/** Throws `FILE_NO_ENTRY` where the path leads nowhere. */
export async function entryAt(
  store: FileStore,
  cid: Cid,
  path: string,
  signal: AbortSignal,
): Promise<UnixFSEntry> {
  try {
    return await exporter(path === '' ? cid : `${cid}/${path}`, new BlockView(store), { signal })
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'NotFoundError') throw cause
    throw new FileError('FILE_NO_ENTRY', 'path: the folder has no such entry; list it to see its entries', {
      cause,
    })
  }
}
