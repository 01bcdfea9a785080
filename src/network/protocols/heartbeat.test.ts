import '../promise-with-resolvers.ts'
import type { Connection } from '@libp2p/interface'
import { streamPair } from '@libp2p/utils'
import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { testId } from '#testing/test-id.ts'
import { HEARTBEAT_MISSES, HEARTBEAT_MS, WAKE_DEADLINE_MS } from '../limits.ts'
import { Heartbeat } from './heartbeat.ts'

/** The heartbeat of a link whose peer answers none. */
async function start() {
  const clock = createFakeClock()
  const link = { received: 0 }
  const dead: string[] = []
  const [stream] = await streamPair()
  const heartbeat = new Heartbeat({
    connection: { newStream: async () => stream } as unknown as Connection,
    clock,
    received: () => link.received,
    state: () => ({
      head: { height: 0, tip: testId('00'), totalWeight: 0n },
      links: 1,
      asksRelease: false,
      time: clock.now(),
    }),
    onAnswer: () => {},
    onViolation: () => {},
    onDead: reason => dead.push(reason),
  })
  heartbeat.start()
  return { clock, link, dead, heartbeat }
}

test('a link on which bytes arrive is alive, although its answers are late; one on which none do is dead', async () => {
  const { clock, link, dead } = await start()
  for (let i = 0; i < 40; i++) {
    link.received += 16_384
    await clock.advance(HEARTBEAT_MS)
  }
  expect(dead).toEqual([])
  await clock.advance((HEARTBEAT_MISSES - 1) * HEARTBEAT_MS)
  expect(dead).toEqual([])
  await clock.advance(HEARTBEAT_MS)
  expect(dead).toEqual([expect.stringMatching(/not answered/)])
})

test('after a wake-up bytes that arrive late show that the link is alive, bytes that waited here do not', async () => {
  const alive = await start()
  alive.heartbeat.check()
  await alive.clock.advance(WAKE_DEADLINE_MS - 1)
  alive.link.received += 100
  await alive.clock.advance(1)
  expect(alive.dead).toEqual([])

  const asleep = await start()
  asleep.heartbeat.check()
  asleep.link.received += 100
  await asleep.clock.advance(WAKE_DEADLINE_MS)
  expect(asleep.dead).toEqual([expect.stringMatching(/wake-up/)])
})
