import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { BEAT_MS, NODE_SILENCE_MS, PAGE_SILENCE_MS, watchHeartbeat } from './heartbeat.ts'
import { hasApp } from './in-page.ts'

type Answer = () => Promise<unknown>
const never: Answer = () => new Promise(() => {})

function setUp(page: Answer, node: Answer) {
  const clock = createFakeClock()
  const received: string[] = []
  let asked = 0
  const evaluate = (question: unknown) => {
    asked++
    return question === hasApp ? page() : node()
  }
  const stop = watchHeartbeat({ evaluate: evaluate as never }, clock, reason => received.push(reason))
  return { clock, received, stop, asked: () => asked }
}

test('a page and a node that answer are left alone', async () => {
  const { clock, received, asked } = setUp(
    async () => true,
    async () => undefined,
  )
  await clock.advance(10 * BEAT_MS)
  expect(received).toEqual([])
  expect(asked()).toBe(20)
})

test('a page that does not answer is reported once', async () => {
  const { clock, received, asked } = setUp(never, never)
  await clock.advance(BEAT_MS + PAGE_SILENCE_MS - 1)
  expect(received).toEqual([])
  await clock.advance(1)
  expect(received).toEqual(['page-silent'])
  await clock.advance(10 * PAGE_SILENCE_MS)
  expect(received).toEqual(['page-silent'])
  expect(asked()).toBe(1)
})

test('a node that does not answer gets the time that the page’s own watchdog needs', async () => {
  const { clock, received } = setUp(async () => true, never)
  await clock.advance(BEAT_MS + NODE_SILENCE_MS - 1)
  expect(received).toEqual([])
  await clock.advance(1)
  expect(received).toEqual(['node-silent'])
})

test('a node that has stopped for good is reported at once', async () => {
  const { clock, received } = setUp(
    async () => true,
    async () => 'node-gone',
  )
  await clock.advance(BEAT_MS)
  expect(received).toEqual(['node-gone'])
})

test('a document that is replaced during the question does not count as silence', async () => {
  const gone = () => Promise.reject(new Error('Execution context was destroyed'))
  const { clock, received, stop } = setUp(gone, gone)
  await clock.advance(3 * BEAT_MS)
  expect(received).toEqual([])
  stop()
  expect(clock.pending()).toBe(0)
})
