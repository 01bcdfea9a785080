import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { blockRow } from '#testing/chain-rows.ts'
import { namedId } from '#testing/test-id.ts'
import { undoTime } from './live-queries.ts'
import type { ConsensusSummary } from './rows.ts'
import { type ChainDatabase, openChainDatabase } from './schema.ts'
import { undoTimeMs } from './undo-time.ts'

let db: ChainDatabase

beforeEach(async () => {
  db = openChainDatabase('undo-time', new IDBFactory())
  await db.blocks.bulkPut([
    blockRow('genesis', 0, { totalWeight: 1_000n }),
    blockRow('one', 1, { parent: 'genesis', totalWeight: 5_000n }),
    blockRow('two', 2, { parent: 'one', totalWeight: 21_000n }),
    blockRow('fork', 2, { parent: 'one', totalWeight: 9_000n, main: 0 }),
  ])
})
afterEach(() => db.close())

const tipIs = (consensus: ConsensusSummary) =>
  db.summary.put({
    key: 'chain',
    height: 2,
    tip: namedId('two'),
    tipTime: 0,
    finalHeight: 0,
    stateRoot: namedId(''),
    totalWeight: 21_000n,
    consensus,
  })

test('to undo a block, the whole network has to redo its work and that of all blocks above', async () => {
  await tipIs({ type: 'pow', target: 'ff', hashesPerSecond: 2_000n })
  expect(await undoTime(db, 'one')).toBe(10_000)
  expect(await undoTime(db, 'two')).toBe(8_000)
})

test('genesis, a fork and an unknown block have no undo time', async () => {
  expect(await undoTime(db, 'one')).toBeUndefined()
  await tipIs({ type: 'pow', target: 'ff', hashesPerSecond: 2_000n })
  for (const id of ['genesis', 'fork', 'other', '']) expect(await undoTime(db, id)).toBeUndefined()
})

test('where blocks cost no work there is no undo time', async () => {
  await tipIs({
    ...{ type: 'poa', admin: '', authorities: [], next: '', silent: [] },
    waiting: { blocks: 0, lately: 6, signers: 0, voters: 1, percent: 0, majority: false },
  })
  expect(await undoTime(db, 'one')).toBeUndefined()
})

test('it is a safe integer, and never negative', () => {
  const parent = { totalWeight: 1_000n }
  expect(undoTimeMs({ totalWeight: 1_001n, hashesPerSecond: 3n }, parent)).toBe(333)
  expect(undoTimeMs({ totalWeight: 2n ** 200n, hashesPerSecond: 1n }, parent)).toBe(Number.MAX_SAFE_INTEGER)
  expect(undoTimeMs({ totalWeight: 999n, hashesPerSecond: 1n }, parent)).toBe(0)
})
