import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { KnownPeers } from './known-peers.ts'
import {
  ALIVE_MS,
  BAN_MS,
  MAX_FAILURES,
  MAX_FORGOTTEN_PEERS,
  MAX_KNOWN_PEERS,
  MAX_REFUSED_PEERS,
  MAX_SHARED_PEERS,
  REDIAL_LONGEST_MS,
} from './limits.ts'
import type { KnownPeer } from './network.ts'

function book(initial: readonly KnownPeer[] = []) {
  const clock = createFakeClock()
  let changes = 0
  const known = new KnownPeers(
    testPeer('self'),
    initial,
    { clock, random: createSeededRandom(1) },
    () => changes++,
  )
  return { clock, known, changes: () => changes }
}

const named = (peerId: string, ageMs = 0, links = 0) => ({ peerId: testPeer(peerId), ageMs, links })

test('a reported peer may be dialled; failed dials pause it for longer and longer, at most an hour and a half', async () => {
  const { clock, known } = book()
  known.learned(named('p'), 'exchange')
  known.alive(testPeer('p'), 3)
  expect(known.dialable()).toEqual(['p'])
  expect(known.routeOf(testPeer('p'))).toBe('known')
  const pauses: number[] = []
  for (let i = 0; i < 2 * MAX_FAILURES; i++) {
    known.failed(testPeer('p'), 'DIAL_BLOCKED')
    expect(known.dialable()).toEqual([])
    pauses.push((known.list()[0]?.nextTry ?? 0) - clock.now())
  }
  for (let i = 1; i < pauses.length; i++) expect(pauses[i]).toBeGreaterThan((pauses[i - 1] ?? 0) / 2)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(1.5 * REDIAL_LONGEST_MS)
  await clock.advance(1.5 * REDIAL_LONGEST_MS)
  expect(known.dialable()).toEqual(['p'])
})

test('a peer that never answered is forgotten after some failures, one that did after twice as many', () => {
  const { known } = book()
  known.learned(named('hearsay'), 'exchange')
  known.alive(testPeer('proven'), 1)
  for (let i = 0; i <= MAX_FAILURES; i++)
    for (const peer of ['hearsay', 'proven']) known.failed(testPeer(peer), 'DIAL_BLOCKED')
  expect(known.list().map(peer => peer.peerId)).toEqual(['proven'])
  for (let i = 0; i < MAX_FAILURES; i++) known.failed(testPeer('proven'), 'DIAL_BLOCKED')
  expect(known.list()).toEqual([])
})

test('a pair that cannot link is dialled ever less often, although the server goes on naming it', async () => {
  const { clock, known } = book()
  const dials: number[] = []
  // Half a day, named every fifteen seconds and tried when due.
  for (let t = 0; t < 12 * 60; t++) {
    known.introduced([testPeer('p')], 'signaling')
    if (known.dialable().length > 0) {
      dials.push(t)
      known.failed(testPeer('p'), 'DIAL_BLOCKED')
    }
    await clock.advance(60_000)
  }
  expect(dials.length).toBeLessThan(30)
  expect(dials.filter(t => t >= 60).length).toBeLessThan(23)
})

test('a peer that was linked starts over after an outage; one that never was gets one dial', async () => {
  const { clock, known } = book()
  known.alive(testPeer('friend'), 1)
  known.learned(named('stranger'), 'exchange')
  for (let i = 0; i < 5; i++)
    for (const peer of ['friend', 'stranger']) known.failed(testPeer(peer), 'DIAL_TIMEOUT')
  expect(known.list()).toMatchObject([{ failure: 'DIAL_TIMEOUT' }, { failure: 'DIAL_TIMEOUT' }])
  known.forgive()
  expect(known.dialable()).toEqual(['friend', 'stranger'])
  for (const peer of ['friend', 'stranger']) known.failed(testPeer(peer), 'DIAL_TIMEOUT')
  await clock.advance(10_000)
  expect(known.dialable()).toEqual(['friend'])
  known.alive(testPeer('friend'), 1)
  expect(known.list()[0]?.failure).toBeUndefined()
})

test('the pauses of forgotten peers are bounded', () => {
  const { known } = book()
  for (let n = 0; n <= MAX_FORGOTTEN_PEERS; n++) {
    known.learned(named(`gone-${n}`), 'exchange')
    for (let i = 0; i <= MAX_FAILURES; i++) known.failed(testPeer(`gone-${n}`), 'DIAL_TIMEOUT')
  }
  for (const n of [0, 1]) known.learned(named(`gone-${n}`), 'exchange')
  expect(known.dialable()).toEqual(['gone-0'])
})

test('a peer that was full is tried later and not blamed', () => {
  const { known } = book()
  known.alive(testPeer('p'), 16)
  for (let i = 0; i < 50; i++) known.postpone(testPeer('p'))
  expect(known.list()).toMatchObject([{ peerId: 'p', failures: 0 }])
  expect(known.isAlive(testPeer('p'))).toBe(true)
  expect(known.dialable()).toEqual([])
})

test('a recently reported peer is alive until a dial fails; reports do not shorten its pause', async () => {
  const { clock, known } = book()
  known.learned(named('p', ALIVE_MS - 1_000), 'exchange')
  expect([known.isAlive(testPeer('p')), known.aliveCount()]).toEqual([true, 1])
  await clock.advance(1_000)
  expect(known.isAlive(testPeer('p'))).toBe(false)
  known.learned(named('p'), 'exchange')
  known.failed(testPeer('p'), 'DIAL_BLOCKED')
  expect(known.isAlive(testPeer('p'))).toBe(false)
  known.learned(named('p'), 'exchange')
  expect(known.isAlive(testPeer('p'))).toBe(true)
  expect(known.dialable()).toEqual([])
  known.forgive()
  expect(known.dialable()).toEqual(['p'])
})

test('a banned peer is neither dialled nor reported, and the ban ends', async () => {
  const { clock, known } = book()
  known.alive(testPeer('p'), 1)
  known.ban(testPeer('p'))
  known.ban(testPeer('stranger'))
  expect([
    known.isBanned(testPeer('p')),
    known.isBanned(testPeer('stranger')),
    known.dialable(),
    known.peersFor(testPeer('x'), []),
  ]).toEqual([true, true, [], []])
  const kept = book(known.list())
  expect(kept.known.isBanned(testPeer('p'))).toBe(true)
  await clock.advance(BAN_MS)
  expect([known.isBanned(testPeer('p')), known.list()[0]?.bannedUntil]).toEqual([false, undefined])
})

test('a peer of another network is forgotten and its reports are ignored; only so many are remembered', () => {
  const { known } = book()
  known.alive(testPeer('p'), 1)
  known.refuse(testPeer('p'))
  known.learned(named('p'), 'exchange')
  expect([known.list(), known.isRefused(testPeer('p'))]).toEqual([[], true])
  for (let i = 0; i < MAX_REFUSED_PEERS; i++) known.refuse(testPeer(`other-${i}`))
  expect(known.isRefused(testPeer('p'))).toBe(false)
})

test('a flood of names is bounded and pushes out neither the proven nor the banned', () => {
  const { known } = book()
  known.alive(testPeer('friend'), 1)
  known.ban(testPeer('enemy'))
  for (let i = 0; i < 10 * MAX_KNOWN_PEERS; i++) known.learned(named(`fake-${i}`), 'exchange')
  const kept = known.list().map(peer => peer.peerId)
  expect(kept).toHaveLength(MAX_KNOWN_PEERS)
  expect(kept).toEqual(expect.arrayContaining(['friend', 'enemy']))
  expect(known.peersFor(testPeer('x'), [])).toHaveLength(MAX_SHARED_PEERS)
})

test('links are reported first and as alive now; no peer is reported to itself', async () => {
  const { clock, known } = book()
  known.learned(named('far', 5_000, 4), 'exchange')
  known.alive(testPeer('near'), 8)
  known.alive(testPeer('asker'), 2)
  await clock.advance(2_000)
  expect(known.peersFor(testPeer('asker'), [testPeer('near'), testPeer('asker')])).toEqual([
    named('near', 0, 8),
    named('far', 7_000, 4),
  ])
})

test('what is kept across a reload comes back, without the node itself', () => {
  const { known } = book()
  known.alive(testPeer('p'), 1)
  known.alive(testPeer('self'), 1)
  expect(book(known.list()).known.list()).toEqual(known.list())
  expect(known.list()).toHaveLength(1)
  const own = { peerId: testPeer('self'), lastSeen: 1, failures: 0, nextTry: 0 }
  expect(book([own]).known.list()).toEqual([])
})
