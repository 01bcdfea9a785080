import { describe, expect, test } from 'vitest'
import { fail, ok } from '#lib/result.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createBackoff, FIRST_DELAY_MS, MAX_DELAY_MS, RUN_WELL_MS } from './backoff.ts'
import type { Session } from './browser/page-session.ts'
import { type Deferred, deferred } from './deferred.ts'
import { HeadlessFault } from './fault.ts'
import { createLog } from './log/log.ts'
import { createSupervisor } from './supervisor.ts'

const UNREACHABLE = new HeadlessFault('APP_UNREACHABLE', 'nobody answers')
const READY_MS = 5_000

/** A browser that answers every command with its own number. */
interface Life {
  readonly ended: Deferred<string>
  closed: boolean
}

function setUp(outcomes: (HeadlessFault | 'hangs' | 'runs')[] = []) {
  const clock = createFakeClock()
  const types: string[] = []
  const lives: Life[] = []
  const startedAt: number[] = []
  const supervisor = createSupervisor({
    open(signal) {
      startedAt.push(clock.now())
      const outcome = outcomes[startedAt.length - 1] ?? 'runs'
      if (outcome instanceof HeadlessFault) return Promise.reject(outcome)
      if (outcome === 'hangs')
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(UNREACHABLE)))
      const life: Life = { ended: deferred(), closed: false }
      const number = lives.push(life)
      const session: Session = {
        run: async () => ok(number),
        ended: life.ended.promise,
        close: async () => {
          life.closed = true
        },
      }
      return Promise.resolve(session)
    },
    clock,
    backoff: createBackoff(() => 0),
    log: createLog({ clock, least: 'debug', write: ({ type }) => types.push(type) }),
    readyTimeoutMs: READY_MS,
  })
  let outcome: 'running' | 'ended' | unknown = 'running'
  supervisor.keepRunning().then(
    () => {
      outcome = 'ended'
    },
    fault => {
      outcome = fault
    },
  )
  return { clock, types, lives, startedAt, supervisor, outcome: () => outcome }
}

test('a browser that ends is closed and started again, and commands go to the new one', async () => {
  const { clock, lives, supervisor, types } = setUp()
  expect(await supervisor.run('status')).toEqual(ok(1))
  lives[0]?.ended.resolve('page-crashed')
  await clock.advance(0)
  expect(lives[0]?.closed).toBe(true)
  expect(lives).toHaveLength(1)
  await clock.advance(FIRST_DELAY_MS)
  expect(await supervisor.run('status')).toEqual(ok(2))
  expect(types).toEqual(['peer-ended', 'peer-restarts'])
})

test('a command between two runs waits for the second', async () => {
  const { clock, lives, supervisor } = setUp()
  await clock.advance(0)
  lives[0]?.ended.resolve('browser-gone')
  await clock.advance(0)
  const waiting = supervisor.run('status')
  await clock.advance(FIRST_DELAY_MS)
  expect(await waiting).toEqual(ok(2))
  expect(clock.pending()).toBe(0)
})

describe('faults', () => {
  test('an app that cannot be reached is tried again with growing pauses, until it is there', async () => {
    const { clock, startedAt, supervisor, outcome } = setUp(Array.from({ length: 12 }, () => UNREACHABLE))
    await clock.advance(20 * MAX_DELAY_MS)
    const waits = startedAt.slice(1).map((at, i) => at - (startedAt[i] ?? 0))
    expect(waits.slice(0, 3)).toEqual([1, 2, 4].map(times => times * FIRST_DELAY_MS))
    expect(Math.max(...waits)).toBe(MAX_DELAY_MS)
    expect(outcome()).toBe('running')
    expect(await supervisor.run('status')).toEqual(ok(1))
  })

  test('a crash after a long run counts as the first one', async () => {
    const { clock, lives, startedAt } = setUp([UNREACHABLE, UNREACHABLE])
    await clock.advance(RUN_WELL_MS + 3 * FIRST_DELAY_MS)
    lives[0]?.ended.resolve('page-crashed')
    await clock.advance(FIRST_DELAY_MS)
    expect(startedAt).toHaveLength(4)
  })

  test('a fault that another try cannot repair ends it', async () => {
    const missing = new HeadlessFault('BROWSER_MISSING', 'there is none')
    const { clock, outcome } = setUp([missing])
    await clock.advance(0)
    expect(outcome()).toBe(missing)
  })

  test('a browser that never started ends it; one that has is tried again', async () => {
    const failed = new HeadlessFault('BROWSER_FAILED', 'a library is missing')
    const first = setUp([failed])
    await first.clock.advance(0)
    expect(first.outcome()).toBe(failed)

    const later = setUp(['runs', failed])
    await later.clock.advance(0)
    later.lives[0]?.ended.resolve('page-crashed')
    await later.clock.advance(10 * FIRST_DELAY_MS)
    expect(await later.supervisor.run('status')).toEqual(ok(2))
  })
})

describe('commands before the node runs', () => {
  test('wait, and then report why it does not', async () => {
    const starting = setUp(['hangs'])
    const early = starting.supervisor.run('status')
    await starting.clock.advance(READY_MS)
    expect(await early).toMatchObject({ ok: false, error: { code: 'NOT_READY' } })

    const away = setUp(Array.from({ length: 12 }, () => UNREACHABLE))
    const refused = away.supervisor.run('status')
    await away.clock.advance(READY_MS)
    expect(await refused).toMatchObject({ ok: false, error: { code: 'APP_UNREACHABLE' } })
  })

  test('can be given up', async () => {
    const { supervisor } = setUp(['hangs'])
    const stop = new AbortController()
    const waiting = supervisor.run('status', stop.signal)
    stop.abort()
    expect(await waiting).toEqual(fail('CANCELLED', 'the command was stopped before the node ran'))
  })
})

describe('stopping', () => {
  test('closes the browser that runs', async () => {
    const { clock, lives, supervisor, outcome } = setUp()
    await clock.advance(0)
    supervisor.stop()
    await clock.advance(0)
    expect(lives[0]?.closed).toBe(true)
    expect(outcome()).toBe('ended')
    expect(await supervisor.run('status')).toMatchObject({ ok: false, error: { code: 'NOT_READY' } })
  })

  test('ends a start that is under way, and a wait', async () => {
    const starting = setUp(['hangs'])
    await starting.clock.advance(0)
    starting.supervisor.stop()
    await starting.clock.advance(0)
    expect(starting.outcome()).toBe('ended')

    const waiting = setUp([UNREACHABLE])
    await waiting.clock.advance(0)
    waiting.supervisor.stop()
    await waiting.clock.advance(0)
    expect(waiting.outcome()).toBe('ended')
    expect(waiting.startedAt).toHaveLength(1)
  })
})
