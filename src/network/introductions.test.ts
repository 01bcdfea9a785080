import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { Introductions, introductionsUrl } from './introductions.ts'
import {
  INTRODUCTIONS_SETTLED_MS,
  INTRODUCTIONS_TIMEOUT_MS,
  INTRODUCTIONS_WANTED_MS,
  MAX_INTRODUCTIONS_BYTES,
} from './limits.ts'
import { peerIdFromSeed } from './peer-id.ts'

const signaling = {
  host: 'tabs.example',
  port: 8443,
  path: '/signal/',
  secure: true,
  networkId: 'ab'.repeat(32),
}
const someone = peerIdFromSeed(new Uint8Array(32).fill(1))
const json = (value: unknown) => new Response(JSON.stringify(value))

function introductions(answer: (signal: AbortSignal) => Promise<Response>) {
  const clock = createFakeClock()
  const received: string[][] = []
  const failures: string[] = []
  const urls: string[] = []
  const state = { hungry: true }
  const asked = new Introductions({
    signaling: () => signaling,
    clock,
    random: createSeededRandom(1),
    fetch: async (url, init) => {
      urls.push(String(url))
      return answer(init?.signal ?? new AbortController().signal)
    },
    wantsLinks: () => state.hungry,
    onPeers: peers => received.push([...peers]),
    onFailure: message => failures.push(message),
  })
  return { clock, received, failures, urls, state, asked }
}

test('it asks for ten peers of the network, at once and again, more often while links are missing', async () => {
  const { clock, received, urls, state, asked } = introductions(async () => json({ peers: [someone] }))
  asked.start()
  await clock.advance(0)
  expect(urls).toEqual([`https://tabs.example:8443/signal/networks/${signaling.networkId}/peers?limit=10`])
  expect(introductionsUrl({ ...signaling, secure: false })).toMatch(/^http:/)
  expect(received).toEqual([[someone]])
  await clock.advance(1.5 * INTRODUCTIONS_WANTED_MS)
  expect(urls.length).toBeGreaterThanOrEqual(2)

  state.hungry = false
  asked.ask()
  await clock.advance(0)
  const before = urls.length
  await clock.advance(INTRODUCTIONS_SETTLED_MS / 2 - 1)
  expect(urls.length).toBe(before)
  await clock.advance(INTRODUCTIONS_SETTLED_MS)
  expect(urls.length).toBe(before + 1)
  asked.stop()
  expect(clock.pending()).toBe(0)
})

test.each([
  ['an error', async () => new Response('busy', { status: 503 }), /503/],
  ['no JSON', async () => new Response('<html>'), /JSON/],
  ['no list', async () => json({ peers: 'all' }), /did not answer with a list/],
  ['null', async () => json(null), /did not answer with a list/],
  ['a book', async () => new Response(' '.repeat(MAX_INTRODUCTIONS_BYTES + 1)), /more than/],
  ['no connection', async () => Promise.reject(new TypeError('fetch failed')), /fetch failed/],
])('%s is reported, and it asks again later', async (_, answer, reason) => {
  const { clock, received, failures, urls, asked } = introductions(answer)
  asked.start()
  await clock.advance(10)
  expect(failures).toEqual([expect.stringMatching(reason)])
  expect(received).toEqual([])
  await clock.advance(1.5 * INTRODUCTIONS_WANTED_MS)
  expect(urls.length).toBeGreaterThanOrEqual(2)
  asked.stop()
})

test('a server that does not answer is given up', async () => {
  const silent = (signal: AbortSignal) =>
    new Promise<Response>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const { clock, failures, asked } = introductions(silent)
  asked.start()
  asked.ask()
  await clock.advance(INTRODUCTIONS_TIMEOUT_MS)
  expect(failures).toEqual([expect.stringMatching(/no answer/)])
  asked.stop()
})

test('asked anew, it gives up a request that may wait on a dead connection, without a report', async () => {
  let requests = 0
  const first = (signal: AbortSignal) =>
    requests++ === 0
      ? new Promise<Response>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      : Promise.resolve(json({ peers: [someone] }))
  const { clock, received, failures, asked } = introductions(first)
  asked.start()
  asked.ask()
  expect(requests).toBe(1)
  asked.ask(true)
  await clock.advance(0)
  expect([requests, received, failures, asked.failing]).toEqual([2, [[someone]], [], false])
  asked.stop()
  expect(clock.pending()).toBe(0)
})

test('only peer ids are taken, ten at most', async () => {
  const many = Array.from({ length: 12 }, (_, i) => peerIdFromSeed(new Uint8Array(32).fill(i)))
  const { clock, received, asked } = introductions(async () => json({ peers: ['x', 7, null, ...many] }))
  asked.start()
  await clock.advance(10)
  expect(received).toEqual([many.slice(0, 7)])
  asked.stop()
})
