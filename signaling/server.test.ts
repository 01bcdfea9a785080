import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { TestClient, testPeerId } from './testing/test-client.ts'

/**
 * The program as it is built and started. It is built below the repository, because its packages are found
 * from there.
 */
const REPOSITORY = fileURLToPath(new URL('../', import.meta.url))
let folder: string

beforeAll(async () => {
  await mkdir(join(REPOSITORY, '.cache'), { recursive: true })
  folder = await mkdtemp(join(REPOSITORY, '.cache/server-test-'))
  await build({
    configFile: join(REPOSITORY, 'signaling/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: join(folder, 'dist-server') },
  })
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>page</title>')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let running: Program | undefined
afterEach(() => running?.process.kill('SIGKILL'))

class Program {
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
  output = ''
  #changed = () => {}

  constructor(...flags: string[]) {
    const { PORT: _port, HOST: _host, HTTPS: _https, ...env } = process.env
    this.process = spawn(process.execPath, [join(folder, 'dist-server/server.js'), ...flags], { env })
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', chunk => {
        this.output += String(chunk)
        this.#changed()
      })
    this.ended = new Promise(resolve => this.process.on('close', resolve))
  }

  /** The first URL that it prints. */
  async url(): Promise<URL> {
    while (!/https?:\S+\n/.test(this.output)) await new Promise<void>(resolve => (this.#changed = resolve))
    return new URL(/https?:\S+/.exec(this.output)?.[0] ?? '')
  }
}

function run(...flags: string[]): Program {
  running = new Program(...flags)
  return running
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'serves at the printed address and ends on %s, with clients connected',
  async signal => {
    const program = run('--port', '0')
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
  const program = run('--port', '0')
  const client = await new TestClient(Number((await program.url()).port), testPeerId(1)).opened()
  client.socket.pause()
  program.process.kill('SIGTERM')
  expect(await program.ended).toBe(0)
})

test('an error is one line with the option, and the exit code is 1', async () => {
  const taken = run('--port', '0')
  const { port } = await taken.url()
  const busy = new Program('--port', port)
  expect(await busy.ended).toBe(1)
  expect(busy.output).toMatch(/^Tabchain cannot start\. Port \d+ is in use: .*--port/)

  const unknown = new Program('--prot', '1')
  expect(await unknown.ended).toBe(1)
  expect(unknown.output).toMatch(/^Tabchain cannot start\. Unknown option '--prot'/)

  const missing = new Program('--cert', 'nothing.pem', '--key', 'nothing.pem')
  expect(await missing.ended).toBe(1)
  expect(missing.output).toMatch(/^Tabchain cannot start\. --cert nothing\.pem cannot be read/)
})

test('--help shows the options', async () => {
  const program = run('--help')
  expect(await program.ended).toBe(0)
  expect(program.output).toMatch(/^Usage: npm start -- \[options\][\s\S]*--trust-proxy/)
})

test('the greeting names STUN and the relay, and what does not work', async () => {
  const off = run('--port', '0', '--no-stun')
  const { port } = await off.url()
  off.process.kill('SIGTERM')
  await off.ended
  expect(off.output).toMatch(/STUN is off \(--no-stun\)[\s\S]*Relay is off: .* --relay\./)

  const busy = createSocket('udp4')
  busy.bind(Number(port), '127.0.0.1')
  await once(busy, 'listening')
  const on = run('--port', port, '--relay=500MB/10GB')
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
  const program = run('--port', '0', '--host', '0.0.0.0')
  await program.url()
  program.process.kill('SIGTERM')
  await program.ended
  expect(program.output).toMatch(/withhold WebCrypto[\s\S]*Start with --https/)
})
