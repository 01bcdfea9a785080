import { expect, test } from 'vitest'
import type { IceServer } from '#network/link-messages.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { IceServers } from './ice-servers.ts'
import { readIceServers } from './read-ice-servers.ts'

const STUN: IceServer = { urls: ['stun:a:1'] }

/** A list that asks a server whose answers the test gives, one for each request. */
function asked() {
  const clock = createFakeClock()
  const requests: ((answer: Response | Error) => Promise<void>)[] = []
  const changes: [readonly IceServer[] | undefined, string | undefined][] = []
  const fetch = (_: unknown, { signal }: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')))
      requests.push(async answer => {
        if (answer instanceof Error) reject(answer)
        else resolve(answer)
        await clock.advance(0)
      })
    })
  const ice = new IceServers({
    url: 'http://tabs.example/signal/ice',
    fetch: fetch as typeof globalThis.fetch,
    after: clock.after,
    onChange: (servers, reason) => changes.push([servers, reason]),
  })
  return { clock, requests, changes, ice, reply: (n: number, body: unknown) => requests[n]?.(json(body)) }
}

const json = (body: unknown) => new Response(JSON.stringify(body))

test('a list that did not come is asked for until it comes, with growing pauses', async () => {
  const { clock, requests, changes, ice, reply } = asked()
  await requests[0]?.(new Error('offline'))
  expect(changes).toEqual([[undefined, 'offline']])
  await clock.advance(999)
  expect(requests).toHaveLength(1)
  await clock.advance(1)
  await requests[1]?.(new Response('', { status: 503 }))
  await clock.advance(2_000)
  // The third request hangs until its deadline.
  await clock.advance(8_000 + 4_000)
  expect(requests).toHaveLength(4)
  await reply(3, { iceServers: [{ urls: 'stun:a:1' }] })
  expect(ice.list).toEqual([STUN])
  expect(clock.pending()).toBe(0)
})

test('credentials are renewed before they expire, and the last list stays while that fails', async () => {
  const { clock, requests, changes, ice, reply } = asked()
  await reply(0, { iceServers: [{ urls: 'stun:a:1' }], ttlSeconds: 3_600 })
  await clock.advance(2_699_999)
  expect(requests).toHaveLength(1)
  await clock.advance(1)
  await requests[1]?.(new Error('offline'))
  expect(ice.list).toEqual([STUN])
  expect(changes.at(-1)).toEqual([[STUN], 'offline'])
  await clock.advance(1_000)
  await reply(2, { iceServers: [] })
  expect(ice.list).toEqual([])
})

test('asking again gives up a request that hangs, and its late answer counts for nothing', async () => {
  const { requests, ice, reply } = asked()
  ice.ask()
  await reply(1, { iceServers: [{ urls: 'stun:a:1' }] })
  await reply(0, { iceServers: [] })
  expect(requests).toHaveLength(2)
  expect(ice.list).toEqual([STUN])
})

test('a dial waits for the first answer, but not for ever', async () => {
  const waiting = asked()
  let waited = false
  void waiting.ice.first.then(() => {
    waited = true
  })
  await waiting.clock.advance(1_499)
  expect(waited).toBe(false)
  await waiting.clock.advance(1)
  expect(waited).toBe(true)

  const answered = asked()
  await answered.reply(0, { iceServers: [] })
  await answered.ice.first
})

test('once closed, it asks nothing more', async () => {
  const { clock, ice, requests } = asked()
  ice.close()
  await clock.advance(60_000)
  expect([requests.length, clock.pending()]).toEqual([1, 0])
})

test('a server may have one address or several, and credentials', () => {
  const urls = ['turn:b:2', 'turn:b:2?transport=tcp']
  const iceServers = [{ urls: 'stun:a:1' }, { urls, username: 'u', credential: 'c' }]
  expect(readIceServers({ iceServers })).toEqual({
    ok: true,
    value: { servers: [STUN, { urls, username: 'u', credential: 'c' }], expiresInMs: undefined },
  })
})

test.each([
  ['no object', undefined],
  ['an object without a list', {}],
  ['a list that is a text', { iceServers: 'stun:a:1' }],
  ['another scheme', { iceServers: [{ urls: 'http://a' }] }],
  ['a server without an address', { iceServers: [{ urls: [] }] }],
  ['a server that is nothing', { iceServers: [null] }],
  ['too many servers', { iceServers: Array(9).fill({ urls: 'stun:a:1' }) }],
])('%s is not an answer', (_, answer) => {
  expect(readIceServers(answer).ok).toBe(false)
})

test.each([
  [-1, undefined],
  ['60', undefined],
  [60, 60_000],
  [1e9, 86_400_000],
])('a lifetime of %s seconds is taken as %s ms', (ttlSeconds, expiresInMs) => {
  expect(readIceServers({ iceServers: [], ttlSeconds })).toMatchObject({ value: { expiresInMs } })
})
