import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IceAnswer } from './ice-services.ts'
import { parseOptions, type ServerOptions } from './options.ts'
import { type RunningServer, startServer } from './start-server.ts'
import { encodeMessage, METHOD } from './stun/message.ts'
import { NETWORK_A, TestClient, testPeerId } from './testing/test-client.ts'
import { errorOf, TurnClient } from './testing/turn-client.ts'
import { UdpClient } from './testing/udp-client.ts'

const PAGE = '<!doctype html><title>page</title><script>go()</script><script src="/assets/a.js"></script>'
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(5000))})`

let folder: string
let running: RunningServer | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabchain-server-'))
  await mkdir(join(folder, 'dist/assets'), { recursive: true })
  await mkdir(join(folder, 'dist/.vite'), { recursive: true })
  await writeFile(join(folder, 'dist/index.html'), PAGE)
  await writeFile(join(folder, 'dist/sw.js'), SCRIPT)
  await writeFile(join(folder, 'dist/manifest.webmanifest'), '{}')
  await writeFile(join(folder, 'dist/assets/main-Ab3_x-9Z.js'), SCRIPT)
  await writeFile(join(folder, 'dist/assets/kernel-Ab3_x-9Z.wasm'), Buffer.from([0, 97, 115, 109]))
  await writeFile(join(folder, 'dist/icon.png'), 'png')
  await writeFile(join(folder, 'dist/.vite/manifest.json'), '{}')
  await writeFile(join(folder, 'secret.txt'), 'secret')
})

afterEach(async () => {
  await running?.stop()
  running = undefined
  await rm(folder, { recursive: true })
})

async function start(...flags: string[]): Promise<URL> {
  const options = parseOptions(['--port', '0', ...flags], {})
  running = await startServer((options as { value: ServerOptions }).value, {
    appFolder: join(folder, 'dist'),
    cacheFolder: join(folder, 'cache'),
    version: '1.2.3',
  })
  return new URL(running.urls[0] as string)
}

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A request with its path as written: `fetch` would normalise it. */
function ask(url: URL, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const { hostname, port } = url
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, headers, method, agent: false, rejectUnauthorized: false }
    send(options, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

test('serves page, scripts, WebAssembly and manifest with their types', async () => {
  const url = await start()
  const types = await Promise.all(
    ['/', '/sw.js', '/assets/kernel-Ab3_x-9Z.wasm', '/manifest.webmanifest', '/icon.png'].map(
      async path => (await ask(url, path)).headers['content-type'],
    ),
  )
  expect(types).toEqual([
    'text/html; charset=utf-8',
    'text/javascript; charset=utf-8',
    'application/wasm',
    'application/manifest+json; charset=utf-8',
    'image/png',
  ])
})

test('hashed assets are cached for ever; page, service worker and manifest are revalidated', async () => {
  const url = await start()
  const cacheOf = async (path: string) => (await ask(url, path)).headers['cache-control']
  expect(await cacheOf('/assets/main-Ab3_x-9Z.js')).toBe('public, max-age=31536000, immutable')
  for (const path of ['/', '/index.html', '/sw.js', '/manifest.webmanifest'])
    expect(await cacheOf(path)).toBe('no-cache')
})

test('an unchanged page is answered with 304, a new build with the new page, without a restart', async () => {
  const url = await start()
  const { headers } = await ask(url, '/')
  const again = await ask(url, '/', { 'if-none-match': String(headers.etag) })
  expect([again.status, again.body.length]).toEqual([304, 0])

  await writeFile(join(folder, 'dist/index.html'), PAGE.replace('go()', 'stop()'))
  await utimes(join(folder, 'dist/index.html'), new Date(), new Date(Date.now() + 5000))
  const next = await ask(url, '/', { 'if-none-match': String(headers.etag) })
  expect(next.status).toBe(200)
  expect(String(next.body)).toContain('stop()')
})

test('compresses by what the browser accepts', async () => {
  const url = await start()
  const path = '/assets/main-Ab3_x-9Z.js'
  const brotli = await ask(url, path, { 'accept-encoding': 'gzip, deflate, br, zstd' })
  const gzip = await ask(url, path, { 'accept-encoding': 'gzip, br;q=0' })
  const none = await ask(url, path)
  expect([brotli, gzip, none].map(({ headers }) => headers['content-encoding'])).toEqual([
    'br',
    'gzip',
    undefined,
  ])
  expect(String(brotliDecompressSync(brotli.body))).toBe(SCRIPT)
  expect(String(gunzipSync(gzip.body))).toBe(SCRIPT)
  expect(String(none.body)).toBe(SCRIPT)
  expect(brotli.headers.vary).toBe('Accept-Encoding')
  expect(
    (await ask(url, '/icon.png', { 'accept-encoding': 'br' })).headers['content-encoding'],
  ).toBeUndefined()
})

test("an address of the app's own opens the page; a missing file stays missing", async () => {
  const url = await start()
  const page = await ask(url, '/blocks/7?network=x', { accept: 'text/html,*/*' })
  expect([page.status, String(page.body)]).toEqual([200, PAGE])
  expect((await ask(url, '/assets/gone-00000000.js', { accept: 'text/html,*/*' })).status).toBe(404)
  expect((await ask(url, '/blocks/7')).status).toBe(404)
  expect((await ask(url, '/signal/nothing', { accept: 'text/html' })).status).toBe(404)
})

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '//../secret.txt',
  '/.vite/manifest.json',
  '/%00',
  '/%',
])('nothing outside the built app is served: %s', async path => {
  const { status, body } = await ask(await start(), path, { accept: 'text/html' })
  expect(status).toBe(404)
  expect(String(body)).not.toContain('secret')
})

test('every answer has the security headers; inline scripts of the page are allowed by their hash', async () => {
  const url = await start()
  const { headers } = await ask(url, '/')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
  const policy = String(headers['content-security-policy'])
  // SHA-256 of `go()`.
  expect(policy).toContain(
    `script-src 'self' 'wasm-unsafe-eval' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='`,
  )
  expect(policy).toContain(`frame-src 'self' blob:;`)
  expect(policy).toContain(`worker-src 'self' blob:`)
  expect(policy).toContain(`connect-src 'self' ws: wss: http: https:`)
  expect(String((await ask(url, '/sw.js')).headers['content-security-policy'])).toContain(`script-src 'self'`)
})

test('HEAD answers without a body, other methods are refused', async () => {
  const url = await start()
  const head = await ask(url, '/', {}, 'HEAD')
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
    200,
    0,
    String(PAGE.length),
  ])
  expect((await ask(url, '/', {}, 'POST')).status).toBe(405)
})

test('signaling answers on the same port', async () => {
  const url = await start()
  expect(JSON.parse(String((await ask(url, '/signal/health')).body))).toMatchObject({ version: '1.2.3' })
  await new TestClient(Number(url.port), testPeerId(1)).opened()
  expect(JSON.parse(String((await ask(url, `/signal/networks/${NETWORK_A}/peers`)).body))).toEqual({
    peers: [testPeerId(1)],
  })
})

test('--signaling-only serves no app', async () => {
  const url = await start('--signaling-only')
  expect((await ask(url, '/', { accept: 'text/html' })).status).toBe(404)
  expect((await ask(url, '/signal/health')).status).toBe(200)
})

test('stop closes the sockets of the clients and the port', async () => {
  const url = await start()
  const client = await new TestClient(Number(url.port), testPeerId(1)).opened()
  await running?.stop()
  running = undefined
  await client.gone()
  await expect(ask(url, '/')).rejects.toThrow('ECONNREFUSED')
})

test('a busy port, a foreign host and a missing build are named with the remedy', async () => {
  const { port } = await start()
  await expect(startAt('--port', port)).rejects.toMatchObject({
    code: 'PORT_BUSY',
    message: `Port ${port} is in use: stop the program that uses it, or choose another with --port (or PORT).`,
  })
  await expect(startAt('--port', '0', '--host', '203.0.113.7')).rejects.toMatchObject({
    code: 'HOST_UNKNOWN',
    message: expect.stringMatching(/^--host 203\.0\.113\.7 is not an address/),
  })
  await rm(join(folder, 'dist/index.html'))
  await expect(startAt('--port', '0')).rejects.toMatchObject({
    code: 'APP_MISSING',
    message: expect.stringContaining('npm run build'),
  })
})

function startAt(...flags: string[]): Promise<RunningServer> {
  const options = parseOptions(flags, {})
  return startServer((options as { value: ServerOptions }).value, {
    appFolder: join(folder, 'dist'),
    cacheFolder: join(folder, 'cache'),
    version: '1.2.3',
  })
}

test('--https serves with a self-signed certificate', async () => {
  const url = await start('--https')
  expect(url.protocol).toBe('https:')
  expect(String((await ask(url, '/')).body)).toBe(PAGE)
})

const iceOf = async (url: URL): Promise<IceAnswer> =>
  JSON.parse(String((await ask(url, '/signal/ice')).body)) as IceAnswer

const binding = encodeMessage({
  kind: 'request',
  method: METHOD.binding,
  transactionId: Buffer.alloc(12, 7),
  attributes: [],
})

test('STUN answers at the port of the app, and tabs learn of it after the servers named by hand', async () => {
  const url = await start('--ice', 'stun:stun.example.org:3478')
  expect(await iceOf(url)).toEqual({
    iceServers: [{ urls: 'stun:stun.example.org:3478' }, { urls: `stun:127.0.0.1:${url.port}` }],
  })
  const client = await UdpClient.open(Number(url.port))
  client.send(binding)
  expect((await client.message()).kind).toBe('success')
  client.close()
})

test('--no-stun names none, and the UDP port is free', async () => {
  const url = await start('--no-stun')
  expect(await iceOf(url)).toEqual({ iceServers: [] })
  const port = createSocket('udp4').bind(Number(url.port), '127.0.0.1')
  await once(port, 'listening')
  port.close()
})

test('where the UDP port is taken the server goes on without STUN, and says so', async () => {
  const { port } = await start('--no-stun')
  await running?.stop()
  const taken = createSocket('udp4').bind(Number(port), '127.0.0.1')
  await once(taken, 'listening')
  const url = await start('--port', port, '--relay')
  expect(running?.notices).toEqual([
    expect.stringMatching(/^UDP port \d+ cannot be opened .*over TCP only\. .*--port \(or PORT\).*--no-stun/),
  ])
  expect((await iceOf(url)).iceServers.map(({ urls }) => urls)).toEqual([
    `turn:127.0.0.1:${port}?transport=tcp`,
  ])
  taken.close()
})

test.each([[], ['--https']])(
  '--relay serves tabs beside the app, with credentials of their own %j',
  async (...flags) => {
    const url = await start('--relay', ...flags)
    expect(String((await ask(url, '/')).body)).toBe(PAGE)
    const { iceServers, ttlSeconds } = await iceOf(url)
    expect(ttlSeconds).toBe(3_600)
    expect(iceServers.map(({ urls }) => urls)).toEqual([
      `stun:127.0.0.1:${url.port}`,
      `turn:127.0.0.1:${url.port}`,
      `turn:127.0.0.1:${url.port}?transport=tcp`,
    ])
    expect(iceServers[1]).toMatchObject({ username: iceServers[2]?.username, credential: expect.any(String) })
    expect((await iceOf(url)).iceServers[1]?.username).not.toBe(iceServers[1]?.username)

    for (const protocol of ['udp', 'tcp'] as const) {
      const credentials = iceServers[1] as { username: string; credential: string }
      const client = await TurnClient.open(protocol, Number(url.port), credentials)
      expect(errorOf(await client.allocate())).toBeUndefined()
      client.close()
    }
  },
)

test('WebSockets open beside the relay', async () => {
  const url = await start('--relay')
  await new TestClient(Number(url.port), testPeerId(1)).opened()
})
