import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_CALLS_PER_CLIENT, MAX_REQUEST_BYTES } from '../limits.ts'
import { connectToPeer } from './control-client.ts'
import { startControlServer } from './control-server.ts'

type Run = (line: string, signal: AbortSignal) => Promise<Result<unknown, Failure>>

let folder: string
let path: string
let stop = () => {}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabchain-control-'))
  path = join(folder, 'control.sock')
})
afterEach(() => {
  stop()
  rmSync(folder, { recursive: true, force: true })
})

async function setUp(run: Run) {
  const server = await startControlServer(path, run)
  stop = server.stop
  const client = await connectToPeer(path)
  if (!client) throw new Error('nobody listens')
  return { client, server }
}

const untilAborted: Run = (_, signal) =>
  new Promise(resolve => signal.addEventListener('abort', () => resolve(fail('CANCELLED', 'stopped'))))

test('results and failures are returned unchanged, each for its own command', async () => {
  const { client } = await setUp(async line =>
    line === 'bad' ? fail('COMMAND_UNKNOWN', 'there is no "bad"') : ok({ line, text: 'a\nb' }),
  )
  expect(await Promise.all([client.run('status'), client.run('bad'), client.run('two\nlines')])).toEqual([
    ok({ line: 'status', text: 'a\nb' }),
    fail('COMMAND_UNKNOWN', 'there is no "bad"'),
    ok({ line: 'two\nlines', text: 'a\nb' }),
  ])
  client.close()
})

test('only its user may open the socket', async () => {
  const { client } = await setUp(async () => ok(null))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  client.close()
})

test('a command is stopped by the client that sent it, also when the client disconnects', async () => {
  const started: string[] = []
  const ended: string[] = []
  const { client } = await setUp(async (line, signal) => {
    started.push(line)
    const result = await untilAborted(line, signal)
    ended.push(line)
    return result
  })
  const stopped = new AbortController()
  const first = client.run('first', stopped.signal)
  void client.run('second')
  await expect.poll(() => started).toEqual(['first', 'second'])
  stopped.abort()
  expect(await first).toEqual(fail('CANCELLED', 'stopped'))
  expect(ended).toEqual(['first'])

  client.close()
  await expect.poll(() => ended).toEqual(['first', 'second'])
})

test('a peer that ends fails the commands that wait for it', async () => {
  const { client, server } = await setUp(untilAborted)
  const waiting = client.run('mine once')
  server.stop()
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'PEER_GONE' } })
  await client.closed
  expect(await client.run('status')).toMatchObject({ ok: false, error: { code: 'PEER_GONE' } })
})

test('a socket that a dead peer left has no listener, and is replaced', async () => {
  expect(await connectToPeer(path)).toBeUndefined()
  writeFileSync(path, '')
  expect(await connectToPeer(path)).toBeUndefined()
  const { client } = await setUp(async () => ok(1))
  expect(await client.run('status')).toEqual(ok(1))
  client.close()
  stop()
  await expect.poll(() => existsSync(path)).toBe(false)
})

describe('bounds', () => {
  test('commands at once', async () => {
    const { client } = await setUp(untilAborted)
    for (let i = 0; i < MAX_CALLS_PER_CLIENT; i++) void client.run('mine once')
    expect(await client.run('status')).toMatchObject({ ok: false, error: { code: 'BUSY' } })
    client.close()
  })

  test('bytes of a request', async () => {
    const { client } = await setUp(async () => ok(null))
    expect(await client.run('x'.repeat(MAX_REQUEST_BYTES))).toMatchObject({
      ok: false,
      error: { code: 'LINE_TOO_LONG' },
    })
    await client.closed
  })

  test('an invalid request is answered, and the next one is read', async () => {
    const { client } = await setUp(async line => ok(line))
    client.close()
    const socket = createConnection(path)
    let answers = ''
    socket.on('data', chunk => {
      answers += chunk.toString()
    })
    socket.write('nonsense\n{"id":"x"}\n{"id":1}\n{"id":2,"line":"status"}\n')
    await expect.poll(() => answers.split('\n')).toHaveLength(5)
    const read = answers
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(read.map(({ ok: done, error }) => (done ? 'done' : error.code))).toEqual([
      'REQUEST_BAD',
      'REQUEST_BAD',
      'REQUEST_BAD',
      'done',
    ])
    socket.destroy()
  })
})
