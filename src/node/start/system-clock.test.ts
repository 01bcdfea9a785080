import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSystemClock } from './system-clock.ts'

describe('system clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
  afterEach(() => void vi.useRealTimers())
  const clock = createSystemClock()

  test('returns the time of the machine', () => {
    expect(clock.now()).toBe(1_700_000_000_000)
  })

  test('runs once after a delay, and again every period', () => {
    const ran: string[] = []
    clock.after(100, () => ran.push('once'))
    const stop = clock.every(40, () => ran.push('again'))
    vi.advanceTimersByTime(120)
    stop()
    vi.advanceTimersByTime(1_000)
    expect(ran).toEqual(['again', 'again', 'once', 'again'])
  })

  test('does not run a cancelled task, however often it was cancelled', () => {
    const cancel = clock.after(10, () => expect.unreachable())
    cancel()
    cancel()
    vi.advanceTimersByTime(100)
  })

  test('a delay beyond the timers of the environment does not fire at once', () => {
    const task = vi.fn()
    clock.after(2 ** 40, task)
    vi.advanceTimersByTime(1_000_000)
    expect(task).not.toHaveBeenCalled()
  })
})
