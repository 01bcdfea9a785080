import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { MAX_ASKED_IDS, TRAFFIC_HEARD_MS, TRAFFIC_LOST_MS } from './limits.ts'
import { TrafficLog } from './traffic-log.ts'

let clock: FakeClock
let log: TrafficLog
beforeEach(() => {
  clock = createFakeClock(1_000_000)
  log = new TrafficLog(clock)
})

test('a transaction is timed until the last tab has it, and until it is in a block', async () => {
  log.sent('a')
  await clock.advance(300)
  log.arrived('a', 'alice', clock.now() - 280, 2)
  expect(log.propagation()).toEqual({ medianMs: null, slowestMs: null })
  expect(log.undelivered()).toEqual(['a'])
  log.arrived('a', 'bob', clock.now() - 100, 2)
  log.arrived('a', 'bob', clock.now(), 2)
  expect(log.propagation()).toEqual({ medianMs: 200, slowestMs: 200 })
  expect(log.undelivered()).toEqual([])

  await clock.advance(700)
  log.confirmed('a')
  log.confirmed('a')
  expect(log.confirmation()).toEqual({ medianMs: 1000, slowestMs: 1000 })
  expect(log.counts()).toEqual({ sent: 1, confirmed: 1, waiting: 0, lost: 0 })
})

test('a transaction whose block is undone waits again', () => {
  log.sent('a')
  log.confirmed('a')
  log.reverted('a')
  expect(log.counts()).toEqual({ sent: 1, confirmed: 0, waiting: 1, lost: 0 })
  log.confirmed('a')
  expect(log.counts()).toMatchObject({ confirmed: 1, waiting: 0 })
})

test('a transaction that is dropped, or in no block for long, is lost once', async () => {
  for (const id of ['a', 'b', 'c']) log.sent(id)
  log.dropped('a')
  log.dropped('a')
  log.confirmed('b')
  log.dropped('b')
  expect(log.counts()).toEqual({ sent: 3, confirmed: 1, waiting: 1, lost: 1 })
  await clock.advance(TRAFFIC_LOST_MS + 1)
  log.expire()
  expect(log.counts()).toEqual({ sent: 3, confirmed: 1, waiting: 0, lost: 2 })
})

test('a peer that has a transaction from a block alone is no longer asked about, and questions are bounded', async () => {
  for (let i = 0; i < MAX_ASKED_IDS + 9; i++) log.sent(`tx ${i}`)
  expect(log.undelivered()).toHaveLength(MAX_ASKED_IDS)
  await clock.advance(TRAFFIC_HEARD_MS + 1)
  log.expire()
  expect(log.undelivered()).toEqual([])
})

test('a sample covers the time since the one before', async () => {
  log.sent('a')
  log.sent('b')
  await clock.advance(500)
  log.confirmed('a')
  expect(log.sinceLast()).toEqual({
    sent: 2,
    confirmed: 1,
    waiting: 1,
    propagationMs: null,
    confirmationMs: 500,
  })
  expect(log.sinceLast()).toMatchObject({ sent: 0, confirmed: 0, waiting: 1, confirmationMs: null })
})

test('transactions that wait for a confirmation are counted', () => {
  let reported = 0
  log.sent('a')
  log.whenConfirmed('a', () => reported++)
  log.confirmed('b')
  expect(reported).toBe(0)
  log.confirmed('a')
  expect(reported).toBe(1)
})
