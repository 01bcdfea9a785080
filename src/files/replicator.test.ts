import { beforeEach, expect, test } from 'vitest'
import type { Cid } from '#lib/cid.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import { Announcer } from './announcer.ts'
import type { FileAnnouncement } from './holders.ts'
import {
  ANNOUNCE_MS,
  ANNOUNCE_SOON_MS,
  ANNOUNCED_FILES,
  FETCHING_TRUST_MS,
  PROBES_PER_FILE,
  REPLICATE_JITTER_MS,
  REPLICATE_MS,
} from './limits.ts'
import { type RecordedFile, Replicator } from './replicator.ts'

let clock: FakeClock
let copied: string[]
let holding: Record<string, string[]>
let fetching: Record<string, string[]>
let room: number
/** Tabs that announce a file without holding it. */
let liars: string[]
let asked: string[]
let proven: Set<string>
let guards: (cid: Cid, fewForMs: number) => boolean

const file = (cid: string): RecordedFile => ({ cid: testCid(cid), name: cid, mediaType: '', sizeBytes: 10 })

function keep(...recorded: string[]): void {
  new Replicator({
    clock,
    random: createSeededRandom(1),
    recorded: async () => recorded.map(file),
    has: cid => copied.includes(cid),
    holding: cid => (holding[cid] ?? []).map(testPeer),
    proven: cid => (holding[cid] ?? []).map(testPeer).filter(peerId => proven.has(peerId)),
    unprobed: cid => (holding[cid] ?? []).map(testPeer).filter(peerId => !asked.includes(peerId)),
    fetching: cid => (fetching[cid] ?? []).map(testPeer),
    guards: (cid, fewForMs) => guards(cid, fewForMs),
    probe: ([peerId = '']) => {
      asked.push(peerId)
      if (!liars.includes(peerId)) proven.add(peerId)
      return true
    },
    running: () => 0,
    hasRoom: bytes => bytes <= room,
    copy: async ({ cid }) => {
      copied.push(cid)
    },
  }).start()
}

/** By then every tab has had its turn. */
const aWhile = () => clock.advance(REPLICATE_JITTER_MS + (PROBES_PER_FILE + 2) * REPLICATE_MS)

beforeEach(() => {
  clock = createFakeClock()
  copied = []
  holding = {}
  fetching = {}
  room = 1_000
  liars = []
  asked = []
  proven = new Set()
  guards = () => true
})

test('a file with too few copies is fetched, one with enough or none is not', async () => {
  holding = { few: ['a', 'b'], enough: ['a', 'b', 'c'], lost: [] }
  keep('enough', 'few', 'lost')
  await aWhile()
  expect(copied).toEqual(['few'])
  holding.enough = ['a']
  await aWhile()
  expect(copied).toEqual(['few', 'enough'])
})

test('tabs that are fetching it count', async () => {
  holding = { x: ['a', 'b'] }
  fetching = { x: ['c'] }
  keep('x')
  await aWhile()
  expect(copied).toEqual([])
  fetching = {}
  await aWhile()
  expect(copied).toEqual(['x'])
})

test('tabs that only announce a fetch count for a while', async () => {
  holding = { x: ['a'] }
  fetching = { x: ['liar', 'another'] }
  keep('x')
  await aWhile()
  expect(copied).toEqual([])
  await clock.advance(FETCHING_TRUST_MS)
  expect(copied).toEqual(['x'])
})

test('a tab that announces the file is asked for a proof, and does not count as a copy without one', async () => {
  holding = { x: ['author', 'liar', 'another', 'third'], y: ['a', 'b', 'c'] }
  liars = ['liar', 'another', 'third']
  keep('x', 'y')
  await aWhile()
  expect(copied).toEqual(['x'])
  expect(proven).toEqual(new Set(['author', 'a', 'b', 'c']))
})

test('only a few are asked, however many announce the file', async () => {
  liars = Array.from({ length: 64 }, (_, i) => `liar${i}`)
  holding = { x: [...liars, 'author'] }
  keep('x')
  await aWhile()
  expect(copied).toEqual(['x'])
  expect(asked).toHaveLength(PROBES_PER_FILE)
})

test('a tab copies the files that it guards, and guards more the longer too few tabs announce one', async () => {
  holding = { few: ['a', 'b'], many: ['a', 'b', 'c', 'd'] }
  liars = ['c', 'd']
  const asked: [Cid, number][] = []
  guards = (cid, fewForMs) => {
    asked.push([cid, fewForMs])
    return fewForMs >= 60_000
  }
  keep('few', 'many')
  await aWhile()
  expect(copied).toEqual([])
  await clock.advance(60_000)
  expect(copied).toEqual(['few'])
  expect(asked.filter(([cid]) => cid === 'many').every(([, ms]) => ms === 0)).toBe(true)
})

test('a tab whose turns are long announces once a turn, and only what it is to announce', async () => {
  const reported: FileAnnouncement[] = []
  let turnMs = 10 * ANNOUNCE_MS
  const announcer = new Announcer({
    clock,
    held: () => [testCid('x')],
    fetching: () => [],
    turnMs: () => turnMs,
    announce: async announcement => reported.push(announcement),
  })
  announcer.start()
  await clock.advance(30 * ANNOUNCE_MS)
  expect(reported).toHaveLength(4)
  expect(reported[0]).toEqual({ held: ['x'], fetching: [], dropped: [], turnS: 150 })
  // The network became small.
  turnMs = ANNOUNCE_MS
  await clock.advance(3 * ANNOUNCE_MS)
  expect(reported).toHaveLength(7)
  // Others announce it, so that nobody needs to know that it is gone here.
  announcer.dropped(testCid('y'))
  await clock.advance(ANNOUNCE_SOON_MS)
  expect(reported).toHaveLength(7)
  announcer.stop()
})

test('without room nothing is fetched', async () => {
  holding = { x: ['a'] }
  room = 9
  keep('x')
  await aWhile()
  expect(copied).toEqual([])
})

test('an announcer announces changes soon, the whole list in turn, and nothing without files', async () => {
  const reported: FileAnnouncement[] = []
  const held: Cid[] = []
  const announcer = new Announcer({
    clock,
    held: () => held,
    fetching: () => [],
    turnMs: () => ANNOUNCE_MS,
    announce: async announcement => reported.push(announcement),
  })
  announcer.start()
  await clock.advance(3 * ANNOUNCE_MS)
  expect(reported).toEqual([])

  for (let i = 0; i < 2 * ANNOUNCED_FILES; i++) held.push(testCid(`file${i}`))
  await clock.advance(2 * ANNOUNCE_MS)
  expect(reported.map(({ held }) => held.length)).toEqual([ANNOUNCED_FILES, ANNOUNCED_FILES])
  expect(new Set(reported.flatMap(({ held }) => held)).size).toBe(2 * ANNOUNCED_FILES)

  reported.length = 0
  held.push(testCid('new'))
  announcer.kept(testCid('new'))
  await clock.advance(ANNOUNCE_SOON_MS)
  expect(reported[0]?.held).toContain('new')
  held.splice(0)
  announcer.dropped(testCid('new'))
  await clock.advance(ANNOUNCE_SOON_MS)
  expect(reported[1]).toEqual({ held: [], fetching: [], dropped: ['new'], turnS: 15 })
  announcer.stop()
})
