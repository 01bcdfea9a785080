import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { startOf } from './processes.ts'
import { takeProfileLock, waitForProfileLock } from './profile-lock.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabchain-lock-'))
  file = join(folder, 'peer.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A process that does nothing until it is killed. */
async function otherProcess(): Promise<{ pid: number; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  return {
    pid: child.pid as number,
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

test('it is released, and only by its holder', () => {
  const release = takeProfileLock(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  release()
  expect(existsSync(file)).toBe(false)

  const late = takeProfileLock(file)
  writeFileSync(file, 'of somebody else')
  late()
  expect(readFileSync(file, 'utf8')).toBe('of somebody else')
})

test('a running process keeps it; after a kill its lock is stale', async () => {
  const other = await otherProcess()
  takeProfileLock(file, false, other.pid)
  expect(() => takeProfileLock(file)).toThrow(
    expect.objectContaining({
      code: 'PROFILE_IN_USE',
      message: expect.stringContaining(`process ${other.pid}`),
    }),
  )

  await other.kill()
  takeProfileLock(file)()
  expect(readdirSync(folder)).toEqual([])
})

test('a peer waits for a holder that only runs a command, and for no other', async () => {
  const other = await otherProcess()
  const clock = createFakeClock()
  const release = takeProfileLock(file, true, other.pid)
  let taken: (() => void) | undefined
  const waiting = waitForProfileLock(file, false, clock).then(done => {
    taken = done
  })
  await clock.advance(60_000)
  expect(taken).toBeUndefined()
  await expect(waitForProfileLock(file, true, clock)).rejects.toMatchObject({ code: 'PROFILE_IN_USE' })

  release()
  await clock.advance(1_000)
  await waiting
  taken?.()
  takeProfileLock(file, false, other.pid)
  await expect(waitForProfileLock(file, false, clock)).rejects.toMatchObject({ code: 'PROFILE_IN_USE' })
  await other.kill()
})

test.runIf(startOf(process.pid) !== undefined)(
  'a lock whose number belongs to another process now is stale',
  async () => {
    const other = await otherProcess()
    writeFileSync(file, JSON.stringify({ pid: other.pid, host: hostname(), start: '1' }))
    takeProfileLock(file)()
    await other.kill()
  },
)

test.each([
  ['of another machine', JSON.stringify({ pid: 1, host: 'another', start: null })],
  ['cut off', '{"pid":'],
  ['of another program', '[]'],
])('a lock that is %s is stale', (_, text) => {
  writeFileSync(file, text)
  takeProfileLock(file)()
  expect(existsSync(file)).toBe(false)
})

test('a folder that is not writable is reported', () => {
  expect(() => takeProfileLock(join(folder, 'missing', 'peer.lock'))).toThrow(
    expect.objectContaining({ code: 'PROFILE_UNUSABLE' }),
  )
})
