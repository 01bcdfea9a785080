import type { FileStore } from '#storage/file-store.ts'
import type { FileHolderRow, FileRow } from '#storage/rows.ts'

/** A {@link FileStore} in memory, for tests that are not about the disk. */
export function memoryFileStore(): FileStore {
  const files = new Map<number, FileRow>()
  const blocks = new Map<string, Uint8Array>()
  const parts = new Map<number, Set<string>>()
  const holders = new Map<string, FileHolderRow>()
  let lastId = 0
  const needed = (digest: string) => [...parts.values()].some(digests => digests.has(digest))

  return {
    files: async () => [...files.values()],
    async addFile(row) {
      files.set(++lastId, { ...row, id: lastId })
      parts.set(lastId, new Set())
      return lastId
    },
    async changeFile(id, changes) {
      const row = files.get(id)
      if (row) files.set(id, { ...row, ...changes })
    },
    async removeFile(id) {
      const own = parts.get(id) ?? []
      files.delete(id)
      parts.delete(id)
      const loose = [...own].filter(digest => !needed(digest))
      const freed = loose.reduce((sum, digest) => sum + (blocks.get(digest)?.length ?? 0), 0)
      for (const digest of loose) blocks.delete(digest)
      return freed
    },
    async putBlocks(file, rows) {
      for (const { digest, bytes } of rows) {
        blocks.set(digest, bytes.slice())
        parts.get(file)?.add(digest)
      }
    },
    async adoptBlocks(file, digests) {
      const here = digests.filter(digest => blocks.has(digest))
      for (const digest of here) parts.get(file)?.add(digest)
      return new Map(here.map(digest => [digest, blocks.get(digest)?.length ?? 0]))
    },
    block: async digest => blocks.get(digest),
    holders: async () => [...holders.values()],
    async putHolders(rows) {
      for (const row of rows) holders.set(`${row.cid} ${row.peerId}`, row)
    },
    close() {},
    async destroy() {},
  }
}
