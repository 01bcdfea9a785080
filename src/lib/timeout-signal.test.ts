import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { timeoutSignal, withDeadline } from './timeout-signal.ts'

test('a signal aborts once the time of the clock that was passed in is over', async () => {
  const clock = createFakeClock()
  const signal = timeoutSignal(clock, 1_000)
  await clock.advance(999)
  expect(signal.aborted).toBe(false)
  await clock.advance(1)
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
})

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('work under a deadline ends with the deadline, with another signal, or by itself; its timer ends with it', async () => {
  const clock = createFakeClock()
  const late = expect(withDeadline(clock, 1_000, [], untilAborted)).rejects.toMatchObject({
    name: 'TimeoutError',
  })
  await clock.advance(1_000)
  await late

  const stop = new AbortController()
  const stopped = expect(withDeadline(clock, 1_000, [stop.signal], untilAborted)).rejects.toThrow('enough')
  stop.abort(new Error('enough'))
  await stopped
  expect(await withDeadline(clock, 1_000, [], async signal => signal.aborted)).toBe(false)
  expect(clock.pending()).toBe(0)
})
