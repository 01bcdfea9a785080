import { expect, test } from 'vitest'
import type { Header } from '#chain/block/header.ts'
import { createChainBuilder, TEST_GENESIS_TIME, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { testPeer } from '#testing/test-peer.ts'
import { FutureBlocks } from './future-blocks.ts'
import { FUTURE_BLOCKS, FUTURE_BLOCKS_PER_PEER, FUTURE_HORIZON_MS, FUTURE_LEAST_MS } from './limits.ts'

const builder = createChainBuilder(testNetwork())
const headers = builder.extend(builder.genesis, 40).map(({ header }) => header)

function world() {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const asked: string[] = []
  const future = new FutureBlocks(clock, peerId => asked.push(peerId))
  /** Adds a header that is this much too early. */
  const wait = (header: Header | undefined, delayMs: number, peerId: string) =>
    header && future.wait(header, header.timestamp - clock.now() - delayMs, testPeer(peerId))
  return { clock, asked, future, wait }
}

test('the peer that announced a block is asked for it when its time has come', async () => {
  const { clock, asked, wait } = world()
  wait(headers[0], 5_000, 'a')
  await clock.advance(4_999)
  expect(asked).toEqual([])
  await clock.advance(1)
  expect(asked).toEqual(['a'])
})

test('a peer has a few slots, and does not displace others', async () => {
  const { clock, asked, wait } = world()
  for (const header of headers.slice(1)) wait(header, 5_000, 'greedy')
  wait(headers[0], 5_000, 'other')
  await clock.advance(5_000)
  expect(asked).toEqual([...new Array(FUTURE_BLOCKS_PER_PEER).fill('greedy'), 'other'])
})

test('slots are limited, and a time far away gets none', async () => {
  const { clock, asked, future, wait } = world()
  wait(headers[39], FUTURE_HORIZON_MS + 1, 'far')
  expect(clock.pending()).toBe(0)
  for (const [i, header] of headers.entries()) wait(header, 5_000, `peer-${i}`)
  expect(clock.pending()).toBe(FUTURE_BLOCKS)
  future.stop()
  await clock.advance(FUTURE_HORIZON_MS)
  expect(asked).toEqual([])
})

test('no peer is asked before a minimum delay', async () => {
  const { clock, asked, wait } = world()
  wait(headers[0], 1, 'a')
  await clock.advance(FUTURE_LEAST_MS - 1)
  expect(asked).toEqual([])
  await clock.advance(1)
  expect(asked).toEqual(['a'])
})
