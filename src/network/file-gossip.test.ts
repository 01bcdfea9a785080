import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import { FileGossip } from './file-gossip.ts'
import {
  AUTHOR_NEWS_RATE,
  FILE_NEWS_CLOCK_MS,
  LINK_NEWS_RATE,
  MAX_ANNOUNCED_FILES,
  MAX_FILE_NEWS_BYTES,
  MAX_VOUCHED,
} from './limits.ts'
import type { FileNews } from './network.ts'
import { peerIdFromSeed } from './peer-id.ts'
import { encodeFileNews, readFileNews } from './protocols/file-news.ts'
import { VouchedPeers } from './vouched-peers.ts'

const SEED = new Uint8Array(32).fill(9)
const SELF = peerIdFromSeed(SEED)
const NETWORK = 'ab'.repeat(32)
const CID = testCid('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')
const NEWS: FileNews = { held: [CID], fetching: [], dropped: [CID] }

let clock: FakeClock
let received: string[]
let known: Set<string>
let gossip: FileGossip

beforeEach(() => {
  clock = createFakeClock()
  received = []
  known = new Set([SELF])
  gossip = new FileGossip({
    identitySeed: SEED,
    networkId: NETWORK,
    clock,
    isKnown: peerId => known.has(peerId),
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
