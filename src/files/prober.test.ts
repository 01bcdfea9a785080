import type { CID } from 'multiformats/cid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cid } from '#lib/cid.ts'
import type { FileStore } from '#storage/file-store.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { memoryFileStore } from '#testing/memory-file-store.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testPeer } from '#testing/test-peer.ts'
import { until } from '#testing/until.ts'
import { digestOf, isNode, nameOfCid } from './block.ts'
import { Holders } from './holders.ts'
import { importFile } from './import-file.ts'
import { PROBE_DIAL_MS, REPLICAS, REPLICATE_MS } from './limits.ts'
import { Prober } from './prober.ts'
import { Replicator } from './replicator.ts'

const MIB = 1024 * 1024
let store: FileStore
let root: CID
let cid: Cid

let clock: FakeClock
let holders: Holders
let prober: Prober
let links: string[]
let dialled: string[]
/** By peer, which blocks it sends; undefined for a silent one. */
let answers: Record<string, ((block: CID) => boolean) | undefined>
let asked: string[]

beforeAll(async () => {
  store = memoryFileStore()
  const bytes = createSeededRandom('probed').bytes(3 * MIB)
  const imported = await importFile(
    store,
    1,
    (async function* () {
      yield bytes
    })(),
    () => {},
  )
  root = imported.cid
  cid = nameOfCid(root)
})

beforeEach(() => {
  clock = createFakeClock()
  holders = new Holders(clock, [])
  links = []
  dialled = []
  asked = []
  answers = {}
  prober = new Prober({
    clock,
    random: createSeededRandom('probes'),
    holders,
    linked: () => links.map(testPeer),
    connect: async peerId => {
      dialled.push(peerId)
      if (!Object.hasOwn(answers, peerId)) throw new Error('nobody is there')
      links.push(peerId)
    },
    peerBlocks: {
      want: async (peerId, block) => {
        asked.push(`${peerId} ${isNode(block) ? 'node' : 'leaf'}`)
        return answers[peerId]?.(block) ? store.block(digestOf(block)) : undefined
      },
    },
  })
})

const answer = (...peerIds: string[]) => {
  for (const peerId of peerIds) holders.received(testPeer(peerId), { held: [cid], fetching: [], dropped: [] })
}

test('a tab that sends the block at the end of a random path holds the file, one with the root alone does not', async () => {
  answers = { ann: () => true, liar: block => block.equals(root) }
  links = ['ann', 'liar']
  answer('ann', 'liar')
  expect(prober.probe([testPeer('ann')], cid)).toBe(true)
  // One at a time.
  expect(prober.probe([testPeer('liar')], cid)).toBe(false)
  await until(() => expect(holders.proven(cid)).toEqual(['ann']))
  await until(() => expect(prober.probe([testPeer('liar')], cid)).toBe(true))
  await until(() => expect(holders.now(cid)).toEqual(['ann']))
  expect(asked).toEqual(['ann node', 'ann leaf', 'liar node', 'liar leaf'])
})

test('a tab without a link is dialled at long intervals, and does not count as a copy if it cannot be reached', async () => {
  answers = { bob: () => true }
  answer('nobody', 'bob')
  expect(prober.probe([testPeer('nobody')], cid)).toBe(true)
  await until(() => expect(holders.unprobed(cid)).toEqual(['bob']))
  expect(prober.probe([testPeer('bob')], cid)).toBe(false)
  await clock.advance(PROBE_DIAL_MS)
  answer('bob')
  expect(prober.probe([testPeer('bob')], cid)).toBe(true)
  await until(() => expect(holders.proven(cid)).toEqual(['bob']))
  expect(dialled).toEqual(['nobody', 'bob'])
})

test.each([
  ['its author and three tabs that hold it', { author: true, a: true, b: true, c: true }, false],
  ['its author and three that only announce it', { author: true, a: false, b: false, c: false }, true],
  ['its author and three invented keys', { author: true }, true],
])('a recorded file with %s', async (_, there, isCopied) => {
  answers = Object.fromEntries(Object.entries(there).map(([name, has]) => [name, () => has]))
  links = Object.keys(there)
  let copied = false
  const replicator = new Replicator({
    clock,
    random: createSeededRandom('replicator'),
    recorded: async () => [{ cid, name: '', mediaType: '', sizeBytes: 3 * MIB }],
    guards: () => true,
    has: () => copied,
    holding: each => holders.now(each),
    proven: each => holders.proven(each),
    unprobed: each => holders.unprobed(each),
    fetching: each => holders.fetching(each),
    probe: (peerIds, each) => prober.probe(peerIds, each),
    running: () => 0,
    hasRoom: () => true,
    copy: async () => {
      copied = true
    },
  })
  await until(async () => {
    answer('author', 'a', 'b', 'c')
    await replicator.look()
    await clock.advance(REPLICATE_MS)
    expect(copied || holders.proven(cid).length >= REPLICAS).toBe(true)
  })
  expect(copied).toBe(isCopied)
})
