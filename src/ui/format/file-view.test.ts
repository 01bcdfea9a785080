import { expect, test } from 'vitest'
import { fileRecord } from '#storage/file-records.ts'
import type { FileRow, PendingRow } from '#storage/rows.ts'
import { pendingRow, txRowOf } from '#testing/chain-rows.ts'
import { testCid } from '#testing/test-cid.ts'
import { fileViews } from './file-view.ts'

const detail = (cid: string) => ({
  cid,
  name: `${cid}.txt`,
  sizeBytes: '10',
  mediaType: 'text/plain',
  note: '',
})
const record = (cid: string, height = 1) =>
  fileRecord(txRowOf('b', height, 0, { kind: 'file', detail: detail(cid) }))
const waiting = (cid: string) => ({
  ...record(cid),
  tx: pendingRow(`p ${cid}`, { kind: 'file', detail: detail(cid) }) as PendingRow,
})
const row = (cid: string, change: Partial<FileRow> = {}): FileRow => ({
  ...{
    id: 1,
    cid: testCid(cid),
    name: 'own name',
    mediaType: '',
    sizeBytes: 12,
    doneBytes: 12,
    storedBytes: 12,
    state: 'held',
  },
  ...{ pinned: false, cause: 'person', addedAt: 1, bytesPerSecond: 0 },
  ...change,
})

test('each file once: waiting records, recorded files, then what is only here', () => {
  const views = fileViews({
    records: [record('b', 2), record('a')],
    waiting: [waiting('w'), waiting('a')],
    kept: [row('a'), row('x'), row('', { state: 'adding' })],
    elsewhere: new Map([['a', 2]]),
  })
  expect(views.map(({ cid }) => cid)).toEqual(['w', 'b', 'a', 'x'])
  expect(views[0]?.record?.height).toBe(undefined)
  expect(views[2]).toMatchObject({ name: 'a.txt', sizeBytes: 12, state: 'here', copies: 3 })
  expect(views[3]).toMatchObject({ name: 'own name', record: undefined, copies: 1 })
})

test.each([
  [undefined, 0, 'lost', 0],
  [undefined, 2, 'elsewhere', 2],
  [row('a', { state: 'fetching' }), 1, 'fetching', 1],
  [row('a', { state: 'waiting' }), 0, 'stuck', 0],
  [row('a'), 0, 'here', 1],
] as const)('%o with %i copies elsewhere is %s', (kept, elsewhere, state, copies) => {
  const [view] = fileViews({
    records: [record('a')],
    waiting: [],
    kept: kept ? [kept] : [],
    elsewhere: new Map([['a', elsewhere]]),
  })
  expect(view).toMatchObject({ state, copies })
})
