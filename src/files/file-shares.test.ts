import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import { FileShares } from './file-shares.ts'
import { Holders } from './holders.ts'
import {
  ANNOUNCE_MS,
  ANNOUNCERS,
  GUARDS,
  GUARDS_DOUBLE_MS,
  LONGEST_TURN_MS,
  NEWS_BYTES_PER_SECOND,
  NEWS_CID_BYTES,
  NEWS_OVERHEAD_BYTES,
} from './limits.ts'
import { distanceTo } from './nearness.ts'
import { NeighboursNews } from './neighbours-news.ts'

const X = testCid('x')
const names = (count: number) => Array.from({ length: count }, (_, i) => testPeer(`tab${i}`))
const says = (...held: string[]) => ({ held: held.map(testCid), fetching: [], dropped: [], turnS: 600 })

let clock: FakeClock
let holders: Holders
let tabs: number
/** Draws of lots: the last one, which announces nothing, unless a test sets others. */
let lots: (below: number) => number

beforeEach(() => {
  clock = createFakeClock()
  holders = new Holders(clock, [])
  tabs = 1_000
  lots = below => below - 1
})

const sharesOf = (name: string, believes = () => tabs) =>
  new FileShares({
    self: testPeer(name),
    extent: () => ({ tabs: believes(), isLarge: believes() >= 100 }),
    holders,
    random: { ...createSeededRandom(name), below: count => lots(count) },
    isRecorded: cid => cid !== 'unrecorded',
  })

test('distances are spread evenly and differ from file to file', () => {
  const distances = names(4_000).map(name => distanceTo(X, name))
  for (let part = 0; part < 10; part++) {
    const count = distances.filter(each => Math.floor(each * 10) === part).length
    expect(count).toBeGreaterThan(320)
    expect(count).toBeLessThan(480)
  }
  const nearer = names(1_000).filter(name => distanceTo(X, name) < distanceTo(testCid('y'), name)).length
  expect(Math.abs(nearer - 500)).toBeLessThan(80)
})

test('the nearest holders announce a file, and others take over when they fall silent', async () => {
  const all = names(20)
  for (const name of all) holders.received(name, says('x'))
  const announces = (name: string) =>
    sharesOf(name)
      .announced([X, testCid('unrecorded')])
      .includes(X)
  const announcing = all.filter(announces)
  // Each counts the others alone, as a tab does not receive its own announcements.
  const nearest = [...all].sort((a, b) => distanceTo(X, a) - distanceTo(X, b))
  expect(new Set(announcing)).toEqual(new Set(nearest.slice(0, ANNOUNCERS)))
  expect(sharesOf(announcing[0] ?? '').announced([testCid('unrecorded')])).toEqual([])

  await clock.advance(300_000)
  for (const name of nearest.slice(2)) holders.received(name, says('x'))
  await clock.advance(1_500_000)
  expect(announces(nearest[5] ?? '')).toBe(true)
  tabs = 50
  expect(all.every(announces)).toBe(true)
})

test('four invented keys that are nearer than all holders do not silence them', () => {
  const nearest = names(100_000)
    .sort((a, b) => distanceTo(X, a) - distanceTo(X, b))
    .slice(0, ANNOUNCERS)
  for (const liar of nearest) holders.received(liar, says('x'))
  const shares = sharesOf('honest')
  lots = below => below - 1
  holders.received(testPeer('another'), says('x'))
  expect(shares.announced([X])).toEqual([])
  // Four of five lots.
  const drawn = [0, 1, 2, 3, 4].map(lot => {
    lots = below => Math.min(lot, below - 1)
    return shares.announced([X]).length
  })
  expect(drawn).toEqual([1, 1, 1, 1, 0])
})

test('turns grow with the number of announcing tabs, so that all of them cost the same', () => {
  const shares = sharesOf('self')
  expect(shares.turnMs()).toBe(ANNOUNCE_MS)
  for (const name of names(400)) holders.received(name, says('x'))
  const bytes = 400 * (NEWS_OVERHEAD_BYTES + NEWS_CID_BYTES)
  expect(shares.turnMs()).toBe(1_000 * Math.ceil(bytes / NEWS_BYTES_PER_SECOND))
  for (const name of names(2_000)) holders.received(name, says('x'))
  expect(shares.turnMs()).toBe(LONGEST_TURN_MS)
  tabs = 50
  expect(shares.turnMs()).toBe(ANNOUNCE_MS)
})

test('about a dozen tabs guard a file, also where they disagree about the size', () => {
  for (const name of names(3)) holders.received(name, says('x'))
  const random = createSeededRandom('sizes')
  const all = names(3_000)
  tabs = all.length
  const count = (believes: () => number) =>
    ['x', 'y', 'z', 'u', 'v'].reduce(
      (sum, cid) => sum + all.filter(name => sharesOf(name, believes).guards(testCid(cid), 0)).length / 5,
      0,
    )
  expect(Math.abs(count(() => tabs) - GUARDS)).toBeLessThan(GUARDS / 2)
  // From a third to three times the true size.
  const disagreeing = count(() => tabs * 3 ** ((random.below(2_001) - 1_000) / 1_000))
  expect(disagreeing).toBeGreaterThan(GUARDS / 3)
  expect(disagreeing).toBeLessThan(3 * GUARDS)
})

test('a file that too few tabs announce finds guards, however wrong the estimate is', () => {
  const all = names(200)
  holders.received(testPeer('tab0'), says('x'))
  const guarding = (minutes: number) =>
    all.filter(name => sharesOf(name, () => 1e6).guards(X, minutes * GUARDS_DOUBLE_MS)).length
  expect(guarding(0)).toBe(0)
  expect(guarding(13)).toBeGreaterThan(0)
  expect(guarding(17)).toBe(200)
  for (const name of names(3)) holders.received(name, says('x'))
  expect(guarding(17)).toBe(0)
})

test('neighbours are asked in large networks only, a few at a time, and rarely', async () => {
  const asked: string[] = []
  let isLarge = false
  const neighbours = new NeighboursNews({
    clock,
    random: createSeededRandom('ask'),
    isLarge: () => isLarge,
    linked: () => names(8),
    request: async peerId => {
      asked.push(peerId)
      throw new Error('gone')
    },
  })
  await neighbours.ask([X])
  expect(asked).toEqual([])
  isLarge = true
  await neighbours.ask([])
  expect(asked).toEqual([])
  for (let i = 0; i < 5; i++) await neighbours.ask([X])
  expect(asked).toHaveLength(6)
  await clock.advance(10_000)
  await neighbours.ask([X])
  expect(asked).toHaveLength(8)
})
