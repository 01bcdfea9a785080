import { describe, expect, test } from 'vitest'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import { fileStoreSuite } from './file-store.suite.ts'
import { createFileStore } from './file-store.ts'
import { FILE_HOLDERS_KEPT } from './limits.ts'
import { filesDatabaseName, openFilesDatabase } from './schema.ts'

let count = 0
const open = () => {
  const db = openFilesDatabase(filesDatabaseName(`test ${++count}`, 0))
  return { db, store: createFileStore(db) }
}

describe('the store of files in a real browser', () => {
  fileStoreSuite(async () => {
    const { store } = open()
    return { store, dispose: () => store.destroy() }
  })

  test('keeps a bounded number of holders, the last seen', async () => {
    const { store } = open()
    const rows = Array.from({ length: FILE_HOLDERS_KEPT + 5 }, (_, i) => ({
      cid: testCid(`file${i}`),
      peerId: testPeer('ann'),
      seenAt: i,
      now: 0 as const,
    }))
    await store.putHolders(rows)
    const kept = await store.holders()
    expect(kept).toHaveLength(FILE_HOLDERS_KEPT)
    expect(Math.min(...kept.map(({ seenAt }) => seenAt))).toBe(5)
    await store.destroy()
  })

  test('throws a named fault when its database is gone', async () => {
    const { store } = open()
    store.close()
    await expect(store.files()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' })
  })
})
