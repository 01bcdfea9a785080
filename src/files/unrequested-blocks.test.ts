import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { testCid } from '#testing/test-cid.ts'
import { testPeer } from '#testing/test-peer.ts'
import { MAX_UNREQUESTED, UNREQUESTED_MS } from './limits.ts'
import { UnrequestedBlocks } from './unrequested-blocks.ts'

let clock: FakeClock
let blamed: string[]
let known: Set<string>
let unrequested: UnrequestedBlocks

beforeEach(() => {
  clock = createFakeClock()
  blamed = []
  known = new Set()
  unrequested = new UnrequestedBlocks({
    clock,
    isKnown: async digest => known.has(digest),
    onMisconduct: (_, cid) => blamed.push(cid),
  })
})

test('an unknown block is blamed on its sender, one that was requested before a reload is not', async () => {
  unrequested.received(testPeer('ann'), 'aa', testCid('forged'))
  unrequested.received(testPeer('ann'), 'bb', testCid('late'))
  expect(blamed).toEqual([])
  // Its file is read meanwhile.
  known.add('bb')
  await clock.advance(UNREQUESTED_MS)
  expect(blamed).toEqual(['forged'])
})

test('a flood is blamed at once', async () => {
  for (let i = 0; i <= MAX_UNREQUESTED; i++)
    unrequested.received(testPeer('ann'), `${i}`, testCid(`block ${i}`))
  expect(blamed).toEqual([`block ${MAX_UNREQUESTED}`])
  unrequested.received(testPeer('bob'), 'x', testCid('other'))
  expect(blamed).toHaveLength(1)
})

test('a store that fails blames nobody', async () => {
  const silent = new UnrequestedBlocks({
    clock,
    isKnown: () => Promise.reject(new Error('no disk')),
    onMisconduct: (_, cid) => blamed.push(cid),
  })
  silent.received(testPeer('ann'), 'aa', testCid('block'))
  await clock.advance(UNREQUESTED_MS)
  expect(blamed).toEqual([])
})
