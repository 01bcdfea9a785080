import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { EventLog } from './event-log.ts'

test('a burst is written a little later, and a reader that flushes misses nothing', async () => {
  const [store, clock] = [createMemoryChainStore(), createFakeClock()]
  const log = new EventLog(store, clock)
  for (let i = 0; i < 3; i++) log.emit('wake', { reason: `${i}` })
  expect(await store.events(10)).toEqual([])

  await log.flush()
  log.emit('wake', { reason: 'later' })
  expect((await store.events(10)).map(({ data }) => data.reason)).toEqual(['2', '1', '0'])
  await clock.advance(1_000)
  expect((await store.events(10)).map(({ data }) => data.reason)).toEqual(['later', '2', '1', '0'])
})
