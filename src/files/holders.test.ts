import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import { FileError } from './file-error.ts'
import { Holders } from './holders.ts'
import {
  DOUBT_MS,
  HOLDING_MS,
  MAX_ALL_HOLDINGS,
  MAX_HOLDERS,
  MAX_HOLDINGS,
  MAX_PAST_HOLDERS,
  NEWS_CID_BYTES,
  NEWS_OVERHEAD_BYTES,
  PROVEN_MS,
  SILENT_AFTER_LEFT_MS,
  SILENT_MS,
  SILENT_TURNS,
  UNPROVED_MS,
} from './limits.ts'
import { whyUnavailable } from './why-unavailable.ts'

let clock: FakeClock
let holders: Holders
const newsOf = (held: string[] = [], fetching: string[] = [], dropped: string[] = []) => ({
  held: held.map(testCid),
  fetching: fetching.map(testCid),
  dropped: dropped.map(testCid),
})

beforeEach(() => {
  clock = createFakeClock()
  holders = new Holders(clock, [])
})

test('a tab that announces a file holds it until it announces otherwise or falls silent', async () => {
  expect(holders.received(testPeer('ann'), newsOf(['x'], ['y']))).toEqual(['x'])
  expect(holders.received(testPeer('ann'), newsOf(['x']))).toEqual([])
  expect(holders.now(testCid('x'))).toEqual(['ann'])
  expect(holders.fetching(testCid('y'))).toEqual(['ann'])
  expect(holders.received(testPeer('ann'), newsOf(['y']))).toEqual(['y'])
  expect(holders.fetching(testCid('y'))).toEqual([])
  expect(holders.received(testPeer('ann'), newsOf([], [], ['y']))).toEqual(['y'])
  expect(holders.now(testCid('y'))).toEqual([])

  await clock.advance(SILENT_MS + 1)
  expect(holders.now(testCid('x'))).toEqual([])
  expect(holders.of(testCid('x'))).toMatchObject([{ peerId: 'ann', now: false }])
  // One announcement, and all of its holdings count again.
  expect(holders.received(testPeer('ann'), newsOf(['z']))).toEqual(expect.arrayContaining(['x', 'z']))
  expect(holders.now(testCid('x'))).toEqual(['ann'])
})

test('a tab that announces a file and does not send it is doubted, however often it announces the file', async () => {
  holders.received(testPeer('liar'), newsOf(['x', 'y']))
  holders.lacks(testPeer('liar'), testCid('x'))
  for (let i = 0; i < 3; i++) {
    expect(holders.received(testPeer('liar'), newsOf(['x', 'y'], [], i === 1 ? ['x'] : []))).toEqual([])
    expect(holders.now(testCid('x'))).toEqual([])
    expect(holders.now(testCid('y'))).toEqual(['liar'])
    await clock.advance(SILENT_MS / 2)
  }
  await clock.advance(DOUBT_MS)
  expect(holders.received(testPeer('liar'), newsOf(['x']))).toContain('x')
  expect(holders.now(testCid('x'))).toEqual(['liar'])
})

test('a tab that lacked a file is believed once it announces the file', () => {
  holders.lacks(testPeer('ann'), testCid('x'))
  holders.received(testPeer('ann'), newsOf([], ['x']))
  holders.lacks(testPeer('ann'), testCid('x'))
  holders.received(testPeer('ann'), newsOf(['x']))
  expect(holders.now(testCid('x'))).toEqual(['ann'])
})

test('a fetch that its tab no longer announces is over', async () => {
  holders.received(testPeer('ann'), newsOf([], ['x']))
  await clock.advance(SILENT_MS / 2)
  holders.received(testPeer('ann'), newsOf(['y']))
  expect(holders.fetching(testCid('x'))).toEqual(['ann'])
  await clock.advance(SILENT_MS / 2 + 1)
  holders.received(testPeer('ann'), newsOf(['y']))
  expect(holders.fetching(testCid('x'))).toEqual([])
})

test('a lost link makes a holder doubtful until its next announcement', async () => {
  holders.received(testPeer('ann'), newsOf(['x']))
  holders.left(testPeer('ann'))
  await clock.advance(SILENT_AFTER_LEFT_MS - 1)
  expect(holders.now(testCid('x'))).toEqual(['ann'])
  await clock.advance(2)
  expect(holders.now(testCid('x'))).toEqual([])
  holders.received(testPeer('ann'), newsOf(['y']))
  expect(holders.now(testCid('x'))).toEqual(['ann'])
})

test('a tab with long turns counts for some of them, whether it is linked or not, until a dial fails', async () => {
  holders.received(testPeer('ann'), { ...newsOf(['x']), turnS: 300 })
  holders.received(testPeer('bob'), { ...newsOf(['x']), turnS: 300 })
  holders.left(testPeer('ann'))
  holders.unreached(testPeer('bob'))
  await clock.advance(SILENT_TURNS * 300_000 - 1)
  expect(holders.now(testCid('x'))).toEqual(['ann'])
  await clock.advance(2)
  expect(holders.now(testCid('x'))).toEqual([])
})

test('the cost of all announcements is that of the tabs that count', async () => {
  holders.received(testPeer('ann'), newsOf(['x', 'y']))
  holders.received(testPeer('bob'), { ...newsOf(['x']), turnS: 300 })
  expect(holders.newsBytes()).toBe(2 * NEWS_OVERHEAD_BYTES + 3 * NEWS_CID_BYTES)
  await clock.advance(SILENT_MS + 1)
  expect(holders.newsBytes()).toBe(NEWS_OVERHEAD_BYTES + NEWS_CID_BYTES)
})

test('a file that an active tab no longer announces is gone there', async () => {
  holders.received(testPeer('ann'), newsOf(['x']))
  for (let ms = 0; ms <= HOLDING_MS; ms += SILENT_MS) {
    await clock.advance(SILENT_MS)
    holders.received(testPeer('ann'), newsOf(['y']))
  }
  expect(holders.now(testCid('x'))).toEqual([])
  expect(holders.now(testCid('y'))).toEqual(['ann'])
})

test('screens receive each new and each former holder of a file once', async () => {
  expect(holders.takeChanged()).toEqual([])
  holders.received(testPeer('ann'), newsOf(['x'], ['y']))
  expect(holders.takeChanged()).toMatchObject([{ cid: 'x', peerId: 'ann', now: 1 }])
  holders.received(testPeer('ann'), newsOf(['x']))
  expect(holders.takeChanged()).toEqual([])
  expect(holders.takeUnsaved()).toMatchObject([{ cid: 'x', now: 1 }])
  await clock.advance(SILENT_MS + 1)
  expect(holders.takeChanged()).toMatchObject([{ cid: 'x', peerId: 'ann', now: 0 }])
  expect(holders.takeChanged()).toEqual([])
})

test('a holder of the last run does not count as a holder now', () => {
  const later = new Holders(clock, [{ cid: testCid('x'), peerId: testPeer('ann'), seenAt: 1, now: 1 }])
  expect(later.takeChanged()).toEqual([{ cid: 'x', peerId: 'ann', seenAt: 1, now: 0 }])
})

test('only a holder with a recent proof counts as a copy', async () => {
  for (const name of ['ann', 'bob', 'liar']) holders.received(testPeer(name), newsOf(['x', 'y']))
  expect(holders.proven(testCid('x'))).toEqual([])
  expect(holders.unprobed(testCid('x'))).toEqual(['ann', 'bob', 'liar'])
  holders.proved(testPeer('ann'))
  holders.unproved(testPeer('liar'))
  expect(holders.proven(testCid('x'))).toEqual(['ann'])
  expect(holders.unprobed(testCid('y'))).toEqual(['bob'])
  // Fetches may still ask it for the file.
  expect(holders.now(testCid('x'))).toContain('liar')

  holders.lacks(testPeer('ann'), testCid('y'))
  expect(holders.proven(testCid('x'))).toEqual([])
  expect(holders.unprobed(testCid('x'))).toContain('ann')
  holders.proved(testPeer('ann'))
  for (let ms = 0; ms <= Math.max(PROVEN_MS, UNPROVED_MS); ms += SILENT_MS) {
    await clock.advance(SILENT_MS)
    for (const name of ['ann', 'liar']) holders.received(testPeer(name), newsOf(['x']))
  }
  expect(holders.proven(testCid('x'))).toEqual([])
  expect(holders.unprobed(testCid('x'))).toEqual(['ann', 'liar'])
})

test('memory is bounded', () => {
  for (let i = 0; i <= MAX_HOLDERS; i++) holders.received(testPeer(`peer${i}`), newsOf(['x']))
  expect(holders.now(testCid('x'))).toHaveLength(MAX_HOLDERS)
  expect(holders.now(testCid('x'))).not.toContain('peer0')
  expect(holders.of(testCid('x'))).toHaveLength(MAX_PAST_HOLDERS)
  for (let i = 0; i <= MAX_HOLDINGS; i++) holders.received(testPeer('ann'), newsOf([`file${i}`]))
  expect(holders.now(testCid('file0'))).toEqual([])
  expect(holders.of(testCid('file0'))).toEqual([])
})

test('all holdings together are bounded, and proven holders stay', () => {
  const files = Array.from({ length: MAX_HOLDINGS }, (_, i) => `file${i}`)
  holders.received(testPeer('ann'), newsOf(['x']))
  holders.proved(testPeer('ann'))
  const many = MAX_ALL_HOLDINGS / MAX_HOLDINGS
  for (let i = 0; i < many; i++) holders.received(testPeer(`liar${i}`), newsOf(files))
  expect(holders.now(testCid('file0'))).toHaveLength(many - 1)
  expect(holders.now(testCid('x'))).toEqual(['ann'])
  for (let i = 0; i < 2 * MAX_HOLDERS; i++) holders.received(testPeer(`flood${i}`), newsOf(['x']))
  expect(holders.proven(testCid('x'))).toEqual(['ann'])
})

test('past holders are remembered after a run and named in the error', async () => {
  holders.received(testPeer('ann'), newsOf(['x']))
  holders.received(testPeer('bob'), newsOf(['x']))
  const rows = holders.takeUnsaved()
  expect(rows).toHaveLength(2)
  expect(holders.takeUnsaved()).toEqual([])

  await clock.advance(26 * 3_600_000)
  const later = new Holders(clock, rows)
  expect(later.now(testCid('x'))).toEqual([])
  const error = new FileError('FILE_UNAVAILABLE', 'cid: none')
  expect(whyUnavailable(error, later.of(testCid('x')), clock.now()).message).toContain(
    'no tab in this network holds it now; 2 tabs held it, last seen 26 hours ago',
  )
  expect(whyUnavailable(error, [], clock.now()).message).toContain('none was ever seen with it')
  later.received(testPeer('ann'), newsOf(['x']))
  expect(whyUnavailable(error, later.of(testCid('x')), clock.now()).message).toContain(
    'one tab should hold it',
  )
})
