import { beforeEach, expect, test } from 'vitest'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { testPeer } from '#testing/test-peer.ts'
import { MAX_UNASKED, UNASKED_MS } from './limits.ts'
import { Unasked } from './unasked.ts'

let clock: FakeClock
let blamed: string[]
let known: Set<string>
let unasked: Unasked

beforeEach(() => {
  clock = createFakeClock()
  blamed = []
  known = new Set()
  unasked = new Unasked({
    clock,
    isKnown: async digest => known.has(digest),
    onMisconduct: (_, cid) => blamed.push(cid),
  })
})

test('a block of no file is blamed on its sender, one that was asked for before a reload is not', async () => {
  unasked.came(testPeer('ann'), 'aa', 'forged')
  unasked.came(testPeer('ann'), 'bb', 'late')
  expect(blamed).toEqual([])
  // The file that it belongs to is read meanwhile.
  known.add('bb')
  await clock.advance(UNASKED_MS)
  expect(blamed).toEqual(['forged'])
})

test('a flood is blamed at once', async () => {
  for (let i = 0; i <= MAX_UNASKED; i++) unasked.came(testPeer('ann'), `${i}`, `block ${i}`)
  expect(blamed).toEqual([`block ${MAX_UNASKED}`])
  unasked.came(testPeer('bob'), 'x', 'other')
  expect(blamed).toHaveLength(1)
})

test('a store that fails blames nobody', async () => {
  const silent = new Unasked({
    clock,
    isKnown: () => Promise.reject(new Error('no disk')),
    onMisconduct: (_, cid) => blamed.push(cid),
  })
  silent.came(testPeer('ann'), 'aa', 'block')
  await clock.advance(UNASKED_MS)
  expect(blamed).toEqual([])
})
