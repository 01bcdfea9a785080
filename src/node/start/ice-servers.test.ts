import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { fetchIceServers, readIceServers } from './ice-servers.ts'

const clock = createFakeClock()
const answer =
  (body: unknown): typeof fetch =>
  async () =>
    Response.json(body)

test('reads the servers of the deployment', async () => {
  const iceServers = [{ urls: 'stun:a:1' }, { urls: 'turn:b:2', username: 'u', credential: 'c' }]
  expect(await fetchIceServers(['http://127.0.0.1:1/signal/'], answer({ iceServers }), clock)).toEqual(
    iceServers,
  )
})

test.each([
  [undefined],
  [{}],
  [{ iceServers: 'stun:a:1' }],
  [{ iceServers: [{ urls: 'http://a' }] }],
  [{ iceServers: Array(9).fill({ urls: 'stun:a:1' }) }],
])('an invalid list counts as empty: %j', body => {
  expect(readIceServers(body).ok).toBe(false)
})

test('a failing server counts as an empty list', async () => {
  expect(
    await fetchIceServers(
      ['http://127.0.0.1:1/signal/'],
      async () => Promise.reject(new TypeError('offline')),
      clock,
    ),
  ).toEqual([])
  expect(
    await fetchIceServers(
      ['http://127.0.0.1:1/signal/'],
      async () => new Response('no', { status: 404 }),
      clock,
    ),
  ).toEqual([])
})
