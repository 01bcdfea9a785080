import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pendingRow, txRowOf } from '#testing/chain-rows.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import {
  copiesElsewhere,
  copiesOf,
  holdersOf,
  keptFile,
  keptFiles,
  recordedFiles,
  recordsOfFile,
  waitingRecords,
} from './file-queries.ts'
import { FILES_PARTY, storedTx } from './history.ts'
import type { FileRow } from './rows.ts'
import { type ChainDatabase, type FilesDatabase, openChainDatabase, openFilesDatabase } from './schema.ts'

let db: ChainDatabase
let files: FilesDatabase

beforeEach(() => {
  const factory = new IDBFactory()
  db = openChainDatabase('chain', factory)
  files = openFilesDatabase('files', factory)
})
afterEach(() => {
  db.close()
  files.close()
})

const detail = (cid: string, name: string) => ({ cid, name, sizeBytes: '5', mediaType: '', note: '' })

async function record(height: number, sender: string, cid: string, name: string) {
  const fields = { kind: 'file', sender, detail: detail(cid, name), parties: [sender, cid, FILES_PARTY] }
  await db.txs.put(storedTx(txRowOf(`b${height}`, height, 0, fields)))
}

test('a file that was recorded again is listed at its last record, with the contents of the first one', async () => {
  await record(1, 'ann', 'x', 'first')
  await record(2, 'ann', 'y', 'other')
  await record(3, 'bob', 'x', 'second')
  const list = await recordedFiles(db, 10)
  expect(list.map(({ cid, name, tx }) => [cid, name, tx.sender])).toEqual([
    ['x', 'first', 'ann'],
    ['y', 'other', 'ann'],
  ])
  expect((await recordsOfFile(db, 'x', 10)).map(({ name }) => name)).toEqual(['second', 'first'])
  expect(await recordsOfFile(db, 'z', 10)).toEqual([])
})

test('own records that wait are listed newest first, and no other waiting transactions', async () => {
  const file = { kind: 'file', detail: detail('x', 'mine') }
  await db.pending.bulkPut([
    pendingRow('1', { ...file, addedAt: 1 }),
    pendingRow('2', { ...file, addedAt: 2 }),
    pendingRow('3', { ...file, status: 'dropped' }),
    pendingRow('4'),
  ])
  expect((await waitingRecords(db, 10)).map(({ tx }) => tx.id)).toEqual(['2', '1'])
})

test('kept files are listed, and their holders', async () => {
  const row = { name: '', mediaType: '', sizeBytes: 1, doneBytes: 1, storedBytes: 1, state: 'held' } as const
  const more = { pinned: false, cause: 'person', addedAt: 1, bytesPerSecond: 0 } as const
  await files.files.bulkAdd(
    ['x', 'y'].map((cid): Omit<FileRow, 'id'> => ({ ...row, ...more, cid: testCid(cid) })),
  )
  expect((await keptFiles(files, 10)).map(({ cid }) => cid)).toEqual(['y', 'x'])
  expect(await keptFile(files, 'x')).toMatchObject({ cid: 'x' })
  expect(await keptFile(files, 'z')).toBe(undefined)

  await files.holders.bulkPut([
    { cid: testCid('x'), peerId: testPeer('ann'), seenAt: 1, now: 1 },
    { cid: testCid('x'), peerId: testPeer('bob'), seenAt: 9, now: 0 },
    { cid: testCid('x'), peerId: testPeer('eve'), seenAt: 3, now: 0 },
    { cid: testCid('xx'), peerId: testPeer('ann'), seenAt: 1, now: 1 },
  ])
  expect(await copiesElsewhere(files)).toEqual(
    new Map([
      ['x', 1],
      ['xx', 1],
    ]),
  )
  expect(await copiesOf(files, 'x')).toBe(1)
  expect((await holdersOf(files, 'x', 10)).map(({ peerId }) => peerId)).toEqual(['ann', 'bob', 'eve'])
})
