import { afterEach, beforeEach, expect, test } from 'vitest'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import type { FileStore } from './file-store.ts'
import type { FileRow } from './rows.ts'

export interface FileStoreUnderTest {
  readonly store: FileStore
  dispose(): Promise<void>
}

const ROW: Omit<FileRow, 'id'> = {
  cid: testCid(''),
  name: 'a',
  mediaType: '',
  sizeBytes: 3,
  doneBytes: 0,
  storedBytes: 0,
  state: 'adding',
  pinned: true,
  cause: 'person',
  addedAt: 1,
  bytesPerSecond: 0,
}

const block = (digest: string, ...bytes: number[]) => ({ digest, bytes: Uint8Array.from(bytes) })

/** The behaviour of every {@link FileStore}; each implementation runs this suite. */
export function fileStoreSuite(create: () => Promise<FileStoreUnderTest>): void {
  let subject: FileStoreUnderTest
  let store: FileStore

  beforeEach(async () => {
    subject = await create()
    store = subject.store
  })
  afterEach(() => subject.dispose())

  test('a row is added, changed and removed; a change to a removed row does nothing', async () => {
    const id = await store.addFile(ROW)
    await store.changeFile(id, { cid: testCid('x'), state: 'held' })
    expect(await store.files()).toEqual([{ ...ROW, id, cid: 'x', state: 'held' }])
    await store.removeFile(id)
    await store.changeFile(id, { cid: testCid('y') })
    expect(await store.files()).toEqual([])
    expect(await store.addFile(ROW)).not.toBe(id)
  })

  test('blocks are read back, and deleted with the last file that needs them', async () => {
    const [one, two] = [await store.addFile(ROW), await store.addFile(ROW)]
    await store.putBlocks(one, [block('aa', 1, 2, 3), block('bb', 4)])
    await store.putBlocks(two, [block('bb', 4), block('cc', 5, 6)])
    expect(await store.block('aa')).toEqual(Uint8Array.of(1, 2, 3))
    expect(await store.block('dd')).toBeUndefined()
    expect(await store.removeFile(one)).toBe(3)
    expect(await store.block('aa')).toBeUndefined()
    expect(await store.block('bb')).toEqual(Uint8Array.of(4))
    expect(await store.removeFile(two)).toBe(3)
    expect(await store.block('bb')).toBeUndefined()
  })

  test('a file takes over blocks that are stored for another, and learns their sizes', async () => {
    const [one, two] = [await store.addFile(ROW), await store.addFile(ROW)]
    await store.putBlocks(one, [block('aa', 1, 2, 3), block('bb', 4)])
    expect(await store.adoptBlocks(two, ['aa', 'zz'])).toEqual(new Map([['aa', 3]]))
    expect(await store.removeFile(one)).toBe(1)
    expect(await store.block('aa')).toEqual(Uint8Array.of(1, 2, 3))
    expect(await store.removeFile(two)).toBe(3)
  })

  test('a block that is cut out of a larger buffer is stored without it', async () => {
    const id = await store.addFile(ROW)
    await store.putBlocks(id, [{ digest: 'aa', bytes: new Uint8Array(1_000).subarray(5, 8) }])
    expect((await store.block('aa'))?.buffer.byteLength).toBe(3)
  })

  test('holders are remembered by file and tab', async () => {
    await store.putHolders([{ cid: testCid('x'), peerId: testPeer('ann'), seenAt: 1, now: 0 }])
    await store.putHolders([
      { cid: testCid('x'), peerId: testPeer('ann'), seenAt: 2, now: 0 },
      { cid: testCid('x'), peerId: testPeer('bob'), seenAt: 1, now: 0 },
    ])
    const rows = (await store.holders()).toSorted((a, b) => a.peerId.localeCompare(b.peerId))
    expect(rows.map(({ peerId, seenAt }) => [peerId, seenAt])).toEqual([
      ['ann', 2],
      ['bob', 1],
    ])
  })
}
