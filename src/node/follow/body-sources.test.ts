import { expect, test } from 'vitest'
import type { Network, PeerInfo } from '#network/network.ts'
import { testPeer } from '#testing/test-peer.ts'
import { BodySources } from './body-sources.ts'
import {
  BODIES_PER_REQUEST,
  BODIES_SLOW_MS,
  BODY_FAILURES_PER_PEER,
  BODY_REQUESTS_PER_PEER,
} from './limits.ts'

const peer = (peerId: string, height: number) =>
  ({ peerId, state: 'connected', head: { height, tip: '', totalWeight: 0n } }) as PeerInfo

function sourcesOf(...peers: PeerInfo[]): BodySources {
  return new BodySources({ peers: () => peers } as Network, testPeer('first'))
}

test('peers that are high enough take turns, and the first one always counts', () => {
  const sources = sourcesOf(peer('first', 5), peer('low', 9), peer('high', 50))
  expect(new Set([sources.take(20), sources.take(20)])).toEqual(new Set(['first', 'high']))
  expect(sources.take(9)).toBe('low')
  expect(sources.capacity()).toBe(3 * BODY_REQUESTS_PER_PEER)
})

test('a peer that fails too often in a row is left out, a useful answer resets the count', () => {
  const sources = sourcesOf(peer('first', 50))
  for (let i = 1; i < BODY_FAILURES_PER_PEER; i++) sources.release(sources.take(1) ?? testPeer(''), false)
  sources.release(sources.take(1) ?? testPeer(''), true)
  for (let i = 0; i < BODY_FAILURES_PER_PEER; i++) sources.release(sources.take(1) ?? testPeer(''), false)
  expect(sources.take(1)).toBeUndefined()
  expect(sources.capacity()).toBe(1)
})

test('after slow answers fewer bodies are requested, one request at a time, and more after quick ones', () => {
  const sources = sourcesOf(peer('first', 50), peer('other', 50))
  sources.took(BODIES_SLOW_MS + 1)
  expect([sources.perRequest, sources.capacity()]).toEqual([BODIES_PER_REQUEST / 2, 2])
  for (let i = 0; i < 10; i++) sources.took(BODIES_SLOW_MS + 1)
  expect(sources.perRequest).toBe(1)
  for (let i = 0; i < 10; i++) sources.took(100)
  expect([sources.perRequest, sources.capacity()]).toEqual([BODIES_PER_REQUEST, 2 * BODY_REQUESTS_PER_PEER])
})
