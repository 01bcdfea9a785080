import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { until } from '#testing/until.ts'
import { TestClient, testPeerId } from './testing/test-client.ts'
import { TestBuild } from './testing/test-program.ts'

let built: TestBuild
beforeAll(async () => {
  built = await TestBuild.make()
})
afterEach(() => built.stop())
afterAll(() => built.remove())

test.each(['SIGTERM', 'SIGINT'] as const)(
  'serves at the printed address and ends on %s, with clients connected',
  async signal => {
    const program = built.run('--port', '0')
    const url = await program.url()
    expect(await (await fetch(url)).text()).toContain('<title>page</title>')
    const health = await (await fetch(new URL('signal/health', url))).json()
    expect(health).toMatchObject({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })

    const client = await new TestClient(Number(url.port), testPeerId(1)).opened()
    program.process.kill(signal)
    expect(await program.ended).toBe(0)
    expect((await client.gone()).code).toBe(1001)
  },
)

test('ends soon also if a client does not answer the close', async () => {
  const program = built.run('--port', '0')
  const client = await new TestClient(Number((await program.url()).port), testPeerId(1)).opened()
  client.socket.pause()
  program.process.kill('SIGTERM')
  expect(await program.ended).toBe(0)
})

test('an error is one line with the option, and the exit code is 1', async () => {
  const taken = built.run('--port', '0')
  const { port } = await taken.url()
  const busy = built.run('--port', port)
  expect(await busy.ended).toBe(1)
  expect(busy.output).toMatch(/^Tabchain cannot start\. Port \d+ is in use: .*--port/)

  const unknown = built.run('--prot', '1')
  expect(await unknown.ended).toBe(1)
  expect(unknown.output).toMatch(/^Tabchain cannot start\. Unknown option '--prot'/)

  const missing = built.run('--cert', 'nothing.pem', '--key', 'nothing.pem')
  expect(await missing.ended).toBe(1)
  expect(missing.output).toMatch(/^Tabchain cannot start\. --cert nothing\.pem cannot be read/)
})

test('--help shows the options', async () => {
  const program = built.run('--help')
  expect(await program.ended).toBe(0)
  expect(program.output).toMatch(/^Usage: npm start -- \[options\][\s\S]*--trust-proxy/)
})

test('the greeting names STUN and the relay, and what does not work', async () => {
  const off = built.run('--port', '0', '--no-stun')
  const { port } = await off.url()
  off.process.kill('SIGTERM')
  await off.ended
  expect(off.output).toMatch(/STUN is off \(--no-stun\)[\s\S]*Relay is off: .* --relay\./)

  const busy = createSocket('udp4')
  busy.bind(Number(port), '127.0.0.1')
  await once(busy, 'listening')
  const on = built.run('--port', port, '--relay=500MB/10GB')
  await on.url()
  on.process.kill('SIGTERM')
  await on.ended
  busy.close()
  expect(on.output).toMatch(/STUN: .* over UDP[\s\S]*in an hour 500 MB for a tab and 10 GB for all/)
  expect(on.output).toMatch(
    /UDP port \d+ cannot be opened \(another program uses it\): .*over TCP only\. .*--port/,
  )
})

test('for use by others on the LAN it explains the limits of plain http', async () => {
  const program = built.run('--port', '0', '--host', '0.0.0.0')
  await program.url()
  program.process.kill('SIGTERM')
  await program.ended
  expect(program.output).toMatch(/withhold WebCrypto[\s\S]*Start with --https/)
})

test('drains before it stops: no new tabs, those that are there are sent away, the health says so', async () => {
  const program = built.run('--port', '0', '--drain', '60', '--log', 'json')
  const url = await program.url()
  const port = Number(url.port)
  const clients = await Promise.all([1, 2, 3].map(n => new TestClient(port, testPeerId(n)).opened()))
  program.process.kill('SIGTERM')

  const health = new URL('signal/health', url)
  await until(async () => {
    const response = await fetch(health)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ status: 'draining' })
  })
  const late = new TestClient(port, testPeerId(4))
  await late.until(({ refused }) => refused !== undefined)
  expect(late.refused).toBe(503)
  const codes = await Promise.race(clients.map(client => client.gone()))
  expect(codes).toEqual({ code: 1012, reason: 'this instance restarts: connect again' })

  // The second signal does not wait for the rest of the minute.
  program.process.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  const events = program.output
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { event: string }).event)
  expect(events).toEqual(['listening', 'draining'])
})

test('after the drain it ends by itself', async () => {
  const program = built.run('--port', '0', '--drain', '1')
  const port = Number((await program.url()).port)
  const client = await new TestClient(port, testPeerId(1)).opened()
  program.process.kill('SIGTERM')
  expect((await client.gone()).code).toBe(1012)
  expect(await program.ended).toBe(0)
})

test('serves figures for Prometheus at an address of their own, and not with the app', async () => {
  const program = built.run('--port', '0', '--metrics', '0', '--log', 'json')
  const url = await program.url()
  await new TestClient(Number(url.port), testPeerId(1)).opened()
  const { metricsPort } = JSON.parse(program.output.split('\n')[0] ?? '') as { metricsPort: number }
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  expect(text).toContain('# TYPE tabchain_signaling_peers gauge\ntabchain_signaling_peers 1\n')
  expect(text).toContain('\ntabchain_signaling_admitted_total 1\n')
  expect(text).toContain('\nprocess_resident_memory_bytes ')
  expect(text).not.toContain('12D3KooW')
  expect(await (await fetch(new URL('metrics', url))).text()).not.toContain('tabchain_signaling')
})

test('a Redis that does not answer is an error that names the option, without its password', async () => {
  const program = built.run('--port', '0', '--redis', 'redis://user:secret@127.0.0.1:1')
  expect(await program.ended).toBe(1)
  expect(program.output).toMatch(
    /^Tabchain cannot start\. REDIS_URL redis:\/\/user:…@127\.0\.0\.1:1 cannot be used/,
  )
  expect(program.output).toMatch(/ECONNREFUSED/)
  expect(program.output).not.toContain('secret')
})
