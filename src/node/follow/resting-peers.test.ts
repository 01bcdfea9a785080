import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { SYNC_RETRY_MS } from './limits.ts'
import { RestingPeers } from './resting-peers.ts'

function world() {
  const clock = createFakeClock()
  return { clock, peers: new RestingPeers(clock, () => {}) }
}

test('what could not be judged yet is no reason to rest when its time has come, and its rests grow all the same', async () => {
  const { clock, peers } = world()
  peers.unjudged('a')
  expect(peers.isResting('a')).toBe(true)
  peers.judgeable('a')
  expect(peers.isResting('a')).toBe(false)
  peers.unjudged('a')
  await clock.advance(SYNC_RETRY_MS)
  expect(peers.isResting('a')).toBe(true)
  peers.succeeded('a')
  expect(peers.failures('a')).toBe(0)
})

test('a peer that failed rests, whatever could be judged now', () => {
  const { peers } = world()
  peers.failed('before')
  peers.unjudged('before')
  peers.judgeable('before')
  expect(peers.isResting('before')).toBe(true)

  peers.unjudged('after')
  peers.failed('after')
  peers.judgeable('after')
  expect(peers.isResting('after')).toBe(true)
})
