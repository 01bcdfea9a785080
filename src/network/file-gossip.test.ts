import { beforeEach, expect, test } from 'vitest'
import type { Cid } from '#lib/cid.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import { FileGossip } from './file-gossip.ts'
import {
  AUTHOR_NEWS_RATE,
  FILE_NEWS_CLOCK_MS,
  LINK_NEWS_RATE,
  MAX_ANNOUNCED_FILES,
  MAX_FILE_NEWS_AUTHORS,
  MAX_FILE_NEWS_BYTES,
  MAX_NEWS_MEMORY_BYTES,
  MAX_NEWS_PER_FILE,
  MAX_NEWS_TURN_S,
  MAX_VOUCHED,
  NEWS_TURNS,
  STRANGER_NEWS_RATE,
} from './limits.ts'
import type { FileNews } from './network.ts'
import { NewsMemory } from './news-memory.ts'
import { peerIdFromSeed } from './peer-id.ts'
import { encodeFileNews, readFileNews } from './protocols/file-news.ts'
import { VouchedPeers } from './vouched-peers.ts'

const SEED = new Uint8Array(32).fill(9)
const SELF = peerIdFromSeed(SEED)
const NETWORK = 'ab'.repeat(32)
const CID = testCid('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')
const NEWS: FileNews = { held: [CID], fetching: [], dropped: [CID], turnS: 15 }

let clock: FakeClock
let received: string[]
let known: Set<string>
let isLarge: boolean
let gossip: FileGossip

beforeEach(() => {
  clock = createFakeClock()
  received = []
  known = new Set([SELF])
  isLarge = false
  gossip = new FileGossip({
    identitySeed: SEED,
    networkId: NETWORK,
    clock,
    isKnown: peerId => known.has(peerId),
    isLarge: () => isLarge,
    handlers: {
      onFileNews: async peerId => {
        received.push(peerId)
        return { verdict: 'valid' }
      },
    },
  })
})

const seedOf = (n: number) => new Uint8Array(32).fill(n)
const check = (bytes: Uint8Array, from = 'link') => gossip.check(bytes, testPeer(from))
const at = async (time: number) => (await check(encodeFileNews(SEED, NETWORK, time, NEWS))).verdict
const decoded = (bytes: Uint8Array) => {
  const read = readFileNews(bytes, NETWORK)
  return read.ok ? read.value.verified() : read
}

test('news come back as they were, from the tab that signed them', () => {
  const bytes = encodeFileNews(SEED, NETWORK, 5, NEWS)
  expect(readFileNews(bytes, NETWORK)).toMatchObject({ ok: true, value: { peerId: SELF, time: 5 } })
  expect(decoded(bytes)).toEqual({ ok: true, value: NEWS })
})

test('the longest news fit their bound, and longer lists are cut', () => {
  const many = Array.from({ length: MAX_ANNOUNCED_FILES + 1 }, () => CID)
  const encoded = encodeFileNews(SEED, NETWORK, 2 ** 52, { held: many, fetching: many, dropped: many })
  expect(encoded.length).toBeLessThanOrEqual(MAX_FILE_NEWS_BYTES)
  const read = decoded(encoded)
  expect(read.ok && read.value.held.length).toBe(MAX_ANNOUNCED_FILES)
})

test('changed news, and those of another network, break a rule', async () => {
  const encoded = encodeFileNews(SEED, NETWORK, 5, NEWS)
  for (let i = 0; i < encoded.length; i += 7) {
    const changed = encoded.slice()
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(decoded(changed).ok).toBe(false)
  }
  expect(await check(encodeFileNews(SEED, 'cd'.repeat(32), clock.now(), NEWS))).toMatchObject({
    verdict: 'invalid',
    code: 'WIRE_MALFORMED',
  })
})

test('news that were heard already, or are of another time, are not passed on, and nobody is blamed', async () => {
  expect(await at(clock.now())).toBe('valid')
  expect(await at(clock.now())).toBe('unchecked')
  expect(await at(clock.now() - 1)).toBe('unchecked')
  expect(await at(clock.now() + FILE_NEWS_CLOCK_MS + 1)).toBe('unchecked')
  expect(await at(clock.now() - FILE_NEWS_CLOCK_MS - 1)).toBe('unchecked')
  expect(await at(clock.now() + 1)).toBe('valid')
  expect(received).toEqual([SELF, SELF])
})

test('a tab has news now and then, and what somebody else signs in its name takes nothing from it', async () => {
  const forged = encodeFileNews(SEED, NETWORK, clock.now(), NEWS)
  forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1
  for (let i = 0; i < 2 * AUTHOR_NEWS_RATE.burst; i++) {
    expect(await check(forged)).toMatchObject({ code: 'WIRE_MALFORMED' })
  }
  for (let i = 0; i < AUTHOR_NEWS_RATE.burst; i++) expect(await at(clock.now() + i)).toBe('valid')
  expect(await at(clock.now() + AUTHOR_NEWS_RATE.burst)).toBe('unchecked')
  await clock.advance(1000 / AUTHOR_NEWS_RATE.perSecond)
  expect(await at(clock.now() + AUTHOR_NEWS_RATE.burst + 1)).toBe('valid')
})

test('news of tabs that nobody here knows are not heard, and one link brings so many', async () => {
  const of = (n: number) => encodeFileNews(seedOf(n), NETWORK, clock.now(), NEWS)
  expect(await check(of(1))).toMatchObject({ verdict: 'unchecked', code: 'NEWS_UNKNOWN' })
  const messages = Array.from({ length: LINK_NEWS_RATE.burst + 1 }, (_, i) => of(10 + i))
  for (let i = 0; i <= LINK_NEWS_RATE.burst; i++) known.add(peerIdFromSeed(seedOf(10 + i)))
  await clock.advance(60_000)
  for (const bytes of messages.slice(0, -1)) expect(await check(bytes)).toEqual({ verdict: 'valid' })
  const last = messages.at(-1) as Uint8Array
  expect(await check(last)).toMatchObject({ verdict: 'unchecked', code: 'NEWS_RATE' })
  expect(await check(last, 'another')).toEqual({ verdict: 'valid' })
})

test('in a large network strangers are heard as well, within the share of their link', async () => {
  isLarge = true
  const of = (n: number) => encodeFileNews(seedOf(n), NETWORK, clock.now(), NEWS)
  expect(await check(of(1))).toEqual({ verdict: 'valid' })
  const long = (n: number) => {
    const held = Array.from({ length: MAX_ANNOUNCED_FILES }, () => CID)
    return encodeFileNews(seedOf(n), NETWORK, clock.now(), { ...NEWS, held, fetching: held })
  }
  let refused = 0
  const enough = Math.ceil(STRANGER_NEWS_RATE.burst / long(2).length)
  for (let n = 2; n < 2 + 2 * enough; n++)
    if ((await check(long(n), 'flood')).verdict === 'unchecked') refused++
  expect(refused).toBeGreaterThanOrEqual(enough)
  // A known tab is heard on the same link.
  known.add(peerIdFromSeed(seedOf(250)))
  expect(await check(of(250), 'flood')).toEqual({ verdict: 'valid' })
})

test('a peer that asks who holds a file receives the latest announcements as they were signed', async () => {
  const first = encodeFileNews(SEED, NETWORK, clock.now(), { ...NEWS, turnS: 300 })
  await check(first)
  expect(gossip.of([CID])).toEqual([first])
  const other = testCid('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy')
  expect(gossip.of([other])).toEqual([])
  await clock.advance(100_000)
  const second = encodeFileNews(SEED, NETWORK, clock.now(), { ...NEWS, turnS: 300 })
  await check(second)
  expect(gossip.of([other, CID])).toEqual([second])
  await clock.advance(NEWS_TURNS * 300_000 + 1)
  expect(gossip.of([CID])).toEqual([])
})

test('repeated announcements may be as old as their turns allow, and must be newer than what was heard', async () => {
  const repeated = async (ageMs: number, turnS: number, seed = SEED) =>
    (await gossip.checkRepeated(encodeFileNews(seed, NETWORK, clock.now() - ageMs, { ...NEWS, turnS })))
      .verdict
  expect(await repeated(FILE_NEWS_CLOCK_MS + NEWS_TURNS * 300_000 + 1, 300)).toBe('unchecked')
  expect(await repeated(FILE_NEWS_CLOCK_MS + 40_001, 15)).toBe('unchecked')
  // Nobody here knows the author, but this tab has asked.
  expect(await repeated(700_000, 300, seedOf(3))).toBe('valid')
  expect(await repeated(800_000, 300, seedOf(3))).toBe('unchecked')
  const forged = encodeFileNews(seedOf(4), NETWORK, clock.now(), NEWS)
  forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1
  expect(await gossip.checkRepeated(forged)).toMatchObject({ code: 'WIRE_MALFORMED' })
})

test('turns have bounds', async () => {
  for (const turnS of [14, MAX_NEWS_TURN_S + 1])
    expect(await check(encodeFileNews(SEED, NETWORK, clock.now(), { ...NEWS, turnS }))).toMatchObject({
      code: 'WIRE_MALFORMED',
    })
})

test('memory of announcements is bounded by tabs, by bytes and by file', async () => {
  const memory = new NewsMemory(clock)
  const of = (bytes: number, count: number, cid: Cid) => {
    for (let i = 0; i < count; i++)
      memory.remember(testPeer(`${cid}${i}`), new Uint8Array(bytes), [cid], 15_000)
  }
  of(10, MAX_FILE_NEWS_AUTHORS + 1, testCid('x'))
  expect(memory.of([testCid('x')])).toHaveLength(MAX_NEWS_PER_FILE)
  of(MAX_NEWS_MEMORY_BYTES / 4, 5, testCid('y'))
  expect(memory.of([testCid('x')])).toEqual([])
  expect(memory.of([testCid('y')])).toHaveLength(4)
  memory.remember(testPeer('y4'), new Uint8Array(1), [], 15_000)
  expect(memory.of([testCid('y')])).toHaveLength(3)
})

test('a link vouches for a few of the peers that it reported, and while it lasts', () => {
  const vouchedPeers = new VouchedPeers()
  const peers = Array.from({ length: MAX_VOUCHED + 1 }, (_, i) => ({ peerId: testPeer(`peer${i}`) }))
  vouchedPeers.add(testPeer('ann'), peers.slice(0, 2))
  expect(vouchedPeers.has(testPeer('peer1'))).toBe(true)
  expect(vouchedPeers.has(testPeer('peer2'))).toBe(false)
  vouchedPeers.add(testPeer('ann'), peers.slice(1))
  expect(peers.filter(({ peerId }) => vouchedPeers.has(peerId))).toHaveLength(MAX_VOUCHED)
  expect(vouchedPeers.has(testPeer('peer0'))).toBe(false)
  vouchedPeers.add(testPeer('bob'), peers.slice(5, 6))
  vouchedPeers.forget(testPeer('ann'))
  expect(peers.filter(({ peerId }) => vouchedPeers.has(peerId))).toEqual([{ peerId: 'peer5' }])
})

test('own news are newer each time', () => {
  const times = [gossip.encode(NEWS), gossip.encode(NEWS)].map(bytes => readFileNews(bytes, NETWORK))
  expect(times[0]?.ok && times[1]?.ok && times[1].value.time > times[0].value.time).toBe(true)
})
