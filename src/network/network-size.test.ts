import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { KnownPeers } from './known-peers.ts'
import { LARGE_NETWORK, MAX_SIZE_SAMPLES, SIZE_SAMPLE_MS, SMALL_AGAIN } from './limits.ts'
import { NetworkSize } from './network-size.ts'

const random = createSeededRandom('size')
let clock: FakeClock
let size: NetworkSize
let book: KnownPeers

beforeEach(() => {
  clock = createFakeClock()
  size = new NetworkSize(clock)
  book = new KnownPeers(testPeer('self'), [], { clock, random }, () => {})
})

const nameOf = (n: number) => testPeer(`peer${n}`)
const link = (n: number) => ({ peerId: nameOf(n), ageMs: 0, links: 8 })
/** Eight links of a tab in a network of so many. */
const linksIn = (tabs: number) => Array.from({ length: 8 }, () => link(random.below(tabs)))

function settled(tabs: number): number {
  for (let n = 0; n < tabs; n += Math.ceil(tabs / 200)) book.learned(link(n), 'exchange')
  for (let i = 0; i < MAX_SIZE_SAMPLES; i++) size.sampled(linksIn(tabs), book, [])
  return size.estimate(book.aliveCount() + 1)
}

test.each([150, 1_000, 5_000])('%i tabs are estimated within a factor of two', tabs => {
  const estimate = settled(tabs)
  expect(estimate).toBeGreaterThan(tabs / 2)
  expect(estimate).toBeLessThan(2 * tabs)
})

test('a tab counts at least those that it knows to live, and forgets old samples', async () => {
  expect(size.estimate(7)).toBe(7)
  settled(2_000)
  expect(size.estimate(7)).toBeGreaterThan(1_000)
  await clock.advance(SIZE_SAMPLE_MS + 1)
  expect(size.estimate(7)).toBe(7)
})

test('a peer that invents its links changes little', () => {
  const honest = settled(1_000)
  const invented = Array.from({ length: 16 }, (_, i) => link(1e6 + i))
  size.sampled(invented, book, [])
  expect(size.estimate(1)).toBeLessThan(1.3 * honest)
})

test('links of this tab and peers that were only reported do not count', () => {
  book.learned(link(1), 'exchange')
  book.learned(link(2), 'exchange')
  size.sampled([link(1), { ...link(3), ageMs: 1_000 }], book, [nameOf(1)])
  expect(size.estimate(3)).toBe(3)
})

test('near the limit a network stays what it was', () => {
  expect(size.isLarge(LARGE_NETWORK - 1)).toBe(false)
  expect(size.isLarge(LARGE_NETWORK)).toBe(true)
  expect(size.isLarge(SMALL_AGAIN)).toBe(true)
  expect(size.isLarge(SMALL_AGAIN - 1)).toBe(false)
  expect(size.isLarge(LARGE_NETWORK - 1)).toBe(false)
})
