import { DatabaseGuard, type Timer } from './database-guard.ts'
import { BULK_TIME_LIMIT_MS, FILE_HOLDERS_KEPT } from './limits.ts'
import { withOwnedBytes } from './owned-bytes.ts'
import type { FileBlockRow, FileHolderRow, FileRow } from './rows.ts'
import type { FilesDatabase } from './schema.ts'

/**
 * The blocks of files, which file needs which, and which tabs hold what. It does not know IPFS: a block is
 * bytes under their hash, which its caller has checked. Every call throws a `StorageError` when the
 * environment fails, within a time limit.
 */
export interface FileStore {
  files(): Promise<FileRow[]>
  /** Resolves to the row's id. */
  addFile(row: Omit<FileRow, 'id'>): Promise<number>
  /** Does nothing if the file was removed. */
  changeFile(id: number, changes: Partial<Omit<FileRow, 'id'>>): Promise<void>
  /**
   * Removes the file and those of its blocks that no other file needs, atomically; resolves to the bytes that
   * this freed.
   */
  removeFile(id: number): Promise<number>

  /** Stores blocks for a file, all or none. */
  putBlocks(file: number, blocks: readonly FileBlockRow[]): Promise<void>
  /** Keeps those of these blocks that are stored for any file for this one too; resolves to their sizes. */
  adoptBlocks(file: number, digests: readonly string[]): Promise<Map<string, number>>
  block(digest: string): Promise<Uint8Array | undefined>

  holders(): Promise<FileHolderRow[]>
  putHolders(rows: readonly FileHolderRow[]): Promise<void>

  close(): void
  /** Deletes the database. */
  destroy(): Promise<void>
}

/** The time limits run on `timer`, by default the environment's. */
export function createFileStore(db: FilesDatabase, timer?: Timer): FileStore {
  const guard = new DatabaseGuard(db, timer)
  const { files, blocks, parts, holders } = db

  return {
    files: () => guard.read(() => files.toArray()),
    // Dexie writes the new id into its argument.
    addFile: row => guard.write([files], () => files.add({ ...row })),
    changeFile: async (id, changes) => {
      await guard.write([files], () => files.update(id, changes))
    },
    removeFile: id => guard.write([files, blocks, parts], () => removeFile(db, id), BULK_TIME_LIMIT_MS),

    putBlocks: (file, rows) =>
      guard.write([blocks, parts], async () => {
        await blocks.bulkPut(rows.map(withOwnedBytes))
        await parts.bulkPut(rows.map(({ digest, bytes }) => ({ file, digest, sizeBytes: bytes.length })))
      }),
    adoptBlocks: (file, digests) =>
      guard.write([parts], async () => {
        const there = await parts.where('digest').anyOf(digests).toArray()
        const sizes = new Map(there.map(({ digest, sizeBytes }) => [digest, sizeBytes]))
        await parts.bulkPut([...sizes].map(([digest, sizeBytes]) => ({ file, digest, sizeBytes })))
        return sizes
      }),
    block: async digest => (await guard.read(() => blocks.get(digest)))?.bytes,

    holders: () => guard.read(() => holders.toArray()),
    putHolders: rows =>
      guard.write([holders], async () => {
        await holders.bulkPut([...rows])
        const excess = (await holders.count()) - FILE_HOLDERS_KEPT
        if (excess > 0) await holders.orderBy('seenAt').limit(excess).delete()
      }),

    close: () => guard.close(),
    destroy: () => guard.destroy(),
  }
}

const partsOf = ({ parts }: FilesDatabase, file: number) =>
  parts.where('[file+digest]').between([file, ''], [file, '\uffff'])

async function removeFile(db: FilesDatabase, id: number): Promise<number> {
  const { files, blocks, parts } = db
  const own = await partsOf(db, id).toArray()
  await partsOf(db, id).delete()
  await files.delete(id)

  const digests = own.map(part => part.digest)
  const needed = new Set((await parts.where('digest').anyOf(digests).toArray()).map(part => part.digest))
  const loose = own.filter(part => !needed.has(part.digest))
  await blocks.bulkDelete(loose.map(part => part.digest))
  return loose.reduce((sum, part) => sum + part.sizeBytes, 0)
}
