import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { FileGossip } from './file-gossip.ts'
import { FILE_NEWS_CLOCK_MS, FILE_NEWS_LEAST_MS, MAX_FILE_NEWS_BYTES, MAX_FILES_TOLD } from './limits.ts'
import type { FileNews } from './network.ts'
import { peerIdFromSeed } from './peer-id.ts'
import { decodeFileNews, encodeFileNews } from './protocols/file-news.ts'

const SEED = new Uint8Array(32).fill(9)
const NETWORK = 'ab'.repeat(32)
const CID = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'
const NEWS: FileNews = { held: [CID], fetching: [], dropped: [CID] }

let clock: FakeClock
let heard: string[]
let gossip: FileGossip

beforeEach(() => {
  clock = createFakeClock()
  heard = []
  gossip = new FileGossip({
    identitySeed: SEED,
    networkId: NETWORK,
    clock,
    handlers: { onFileNews: peerId => heard.push(peerId) },
  })
})

test('news come back as they were, from the tab that signed them', () => {
  const read = decodeFileNews(encodeFileNews(SEED, NETWORK, 5, NEWS), NETWORK)
  expect(read).toEqual({ ok: true, value: { peerId: peerIdFromSeed(SEED), time: 5, news: NEWS } })
})

test('the longest news fit their bound, and longer lists are cut', () => {
  const many = Array.from({ length: MAX_FILES_TOLD + 1 }, () => CID)
  const encoded = encodeFileNews(SEED, NETWORK, 2 ** 52, { held: many, fetching: many, dropped: many })
  expect(encoded.length).toBeLessThanOrEqual(MAX_FILE_NEWS_BYTES)
  const read = decodeFileNews(encoded, NETWORK)
  expect(read.ok && read.value.news.held.length).toBe(MAX_FILES_TOLD)
})

test('changed news, and those of another network, break a rule', () => {
  const encoded = encodeFileNews(SEED, NETWORK, 5, NEWS)
  for (let i = 0; i < encoded.length; i += 7) {
    const changed = encoded.slice()
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(decodeFileNews(changed, NETWORK).ok).toBe(false)
  }
  expect(gossip.check(encodeFileNews(SEED, 'cd'.repeat(32), clock.now(), NEWS))).toMatchObject({
    verdict: 'invalid',
    code: 'WIRE_MALFORMED',
  })
})

test('old, early and too many news are not passed on, and nobody is blamed', async () => {
  const at = (time: number) => gossip.check(encodeFileNews(SEED, NETWORK, time, NEWS)).verdict
  expect(at(clock.now())).toBe('valid')
  expect(at(clock.now())).toBe('unchecked')
  expect(at(clock.now() + 1)).toBe('unchecked')
  await clock.advance(FILE_NEWS_LEAST_MS)
  expect(at(clock.now() - FILE_NEWS_LEAST_MS)).toBe('unchecked')
  expect(at(clock.now() + FILE_NEWS_CLOCK_MS + 1)).toBe('unchecked')
  expect(at(clock.now() - FILE_NEWS_CLOCK_MS - 1)).toBe('unchecked')
  expect(at(clock.now())).toBe('valid')
  expect(heard).toHaveLength(2)
})

test('own news are newer each time', () => {
  const times = [gossip.encode(NEWS), gossip.encode(NEWS)].map(bytes => decodeFileNews(bytes, NETWORK))
  expect(times[0]?.ok && times[1]?.ok && times[1].value.time > times[0].value.time).toBe(true)
})
