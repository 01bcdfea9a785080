import { afterEach, beforeEach, expect, test } from 'vitest'
import { NETWORK_A, NETWORK_B, TestClient, testPeerId } from './testing/test-client.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let running: TestServer
beforeEach(async () => {
  running = await startTestServer({ addressRequests: { burst: 20, perSecond: 0 } })
})
afterEach(() => running.stop())

const get = (path: string, init?: RequestInit) => fetch(`${running.url}${path}`, init)
const peersOf = async (networkId: string, query = ''): Promise<string[]> => {
  const response = await get(`/networks/${networkId}/peers${query}`)
  return ((await response.json()) as { peers: string[] }).peers
}

test('health reports how many are there', async () => {
  await new TestClient(running.port, testPeerId(1)).opened()
  await new TestClient(running.port, testPeerId(2)).opened()
  await new TestClient(running.port, testPeerId(1), { networkId: NETWORK_B }).opened()
  const response = await get('/health')
  expect(response.headers.get('content-type')).toMatch('application/json')
  expect(await response.json()).toEqual({
    status: 'ok',
    peers: 3,
    networks: 2,
    uptimeSeconds: expect.any(Number),
    version: '1.2.3',
  })
})

test('ice lists the STUN and TURN servers of the deployment', async () => {
  expect(await (await get('/ice')).json()).toEqual({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] })
})

test('peers lists at most ten different random peers of one network', async () => {
  const ids = Array.from({ length: 14 }, (_, n) => testPeerId(n))
  await Promise.all(ids.map(id => new TestClient(running.port, id).opened()))
  await new TestClient(running.port, testPeerId(99), { networkId: NETWORK_B }).opened()

  const seen = new Set<string>()
  for (let i = 0; i < 12; i++) {
    const peers = await peersOf(NETWORK_A, '?limit=1000')
    expect(new Set(peers).size).toBe(10)
    for (const peer of peers) seen.add(peer)
  }
  // 12 draws of 10 of 14 that all miss a given one: (4/14)^12, less than one in a million.
  expect([...seen].sort()).toEqual([...ids].sort())
  expect(await peersOf(NETWORK_A, '?limit=3')).toHaveLength(3)
  expect(await peersOf(NETWORK_B)).toEqual([testPeerId(99)])
  expect(await peersOf(NETWORK_B, `?except=${testPeerId(99)}`)).toEqual([])
  expect(await peersOf('c'.repeat(64))).toEqual([])
})

test('pages of any origin may ask', async () => {
  const response = await get(`/networks/${NETWORK_A}/peers`, {
    headers: { origin: 'https://elsewhere.test' },
  })
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const preflight = await get('/health', { method: 'OPTIONS' })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
})

test.each([
  ['/networks/xyz/peers', 400, 'NETWORK_ID'],
  [`/networks/${NETWORK_A.toUpperCase()}/peers`, 400, 'NETWORK_ID'],
  [`/networks/${NETWORK_A}/peers?limit=0`, 400, 'LIMIT'],
  [`/networks/${NETWORK_A}/peers?limit=-1`, 400, 'LIMIT'],
  [`/networks/${NETWORK_A}/peers?limit=ten`, 400, 'LIMIT'],
  ['/networks', 404, 'PATH'],
  ['/peerjs/id', 404, 'PATH'],
  ['/', 404, 'PATH'],
])('%s is answered with %i %s', async (path, status, code) => {
  const response = await get(path)
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({ error: { code, message: expect.stringMatching(/\w{4}/) } })
})

test('other methods are refused', async () => {
  expect((await get('/health', { method: 'POST' })).status).toBe(405)
})

test('an address that asks too often must wait, and health still answers', async () => {
  for (let i = 0; i < 20; i++) expect((await get(`/networks/${NETWORK_A}/peers`)).status).toBe(200)
  const response = await get(`/networks/${NETWORK_A}/peers`)
  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('10')
  expect((await get('/health')).status).toBe(200)
})

test('paths outside the base path are left to others', async () => {
  const response = await fetch(`http://127.0.0.1:${running.port}/signals`)
  expect(await response.text()).toBe('not signaling')
})
