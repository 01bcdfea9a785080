import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { testPeer } from '#testing/test-peer.ts'
import { SYNC_RETRY_MS } from './limits.ts'
import { RestingPeers } from './resting-peers.ts'

function world() {
  const clock = createFakeClock()
  return { clock, peers: new RestingPeers(clock, () => {}) }
}

test('a peer stops resting when its unjudged block can be judged, and its rests grow all the same', async () => {
  const { clock, peers } = world()
  peers.unjudged(testPeer('a'))
  expect(peers.isResting(testPeer('a'))).toBe(true)
  peers.judgeable(testPeer('a'))
  expect(peers.isResting(testPeer('a'))).toBe(false)
  peers.unjudged(testPeer('a'))
  await clock.advance(SYNC_RETRY_MS)
  expect(peers.isResting(testPeer('a'))).toBe(true)
  peers.succeeded(testPeer('a'))
  expect(peers.failures(testPeer('a'))).toBe(0)
})

test('a peer that failed rests, whatever can be judged now', () => {
  const { peers } = world()
  peers.failed(testPeer('before'))
  peers.unjudged(testPeer('before'))
  peers.judgeable(testPeer('before'))
  expect(peers.isResting(testPeer('before'))).toBe(true)

  peers.unjudged(testPeer('after'))
  peers.failed(testPeer('after'))
  peers.judgeable(testPeer('after'))
  expect(peers.isResting(testPeer('after'))).toBe(true)
})
