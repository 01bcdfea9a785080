import { expect, test } from 'vitest'
import { EventLog } from '#node/screens/event-log.ts'
import { StorageError } from '#storage/chain-store.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { STORAGE_RETRY_LONGEST_MS, STORAGE_RETRY_MS } from './limits.ts'
import { StorageGuard } from './storage-guard.ts'

const full = new StorageError('STORAGE_FULL', 'no space is left')

function createGuard() {
  const clock = createFakeClock()
  const store = createMemoryChainStore()
  const reported: string[] = []
  const events = new EventLog(store, clock)
  events.subscribe(({ type, data }) => {
    if (type === 'storage-fault') reported.push(String(data.code))
  })
  const guard = new StorageGuard({ store, clock, events, onRecovered: () => reported.push('recovered') })
  return { clock, store, reported, guard }
}

test('a fault is reported once, and ends when the database accepts a write again', async () => {
  const { clock, store, reported, guard } = createGuard()
  store.failWith(full)
  guard.report(full)
  guard.report(full)
  await clock.advance(10 * STORAGE_RETRY_MS)
  expect(guard.broken()).toBe(true)
  expect(reported).toEqual(['STORAGE_FULL'])

  store.failWith(undefined)
  await clock.advance(STORAGE_RETRY_MS)
  expect(guard.broken()).toBe(false)
  expect(reported).toEqual(['STORAGE_FULL', 'recovered'])
})

test('a disk with room for the probe only is tried less and less often', async () => {
  const { clock, reported, guard } = createGuard()
  for (let minute = 0; minute < 60; minute++) {
    if (!guard.broken()) guard.report(full)
    await clock.advance(60_000 - 1)
  }
  const rounds = reported.filter(event => event === 'recovered').length
  expect(rounds).toBeGreaterThan(2)
  expect(rounds).toBeLessThan((60 * 60_000) / STORAGE_RETRY_LONGEST_MS + 12)
})
