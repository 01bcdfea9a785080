import type { Clock, UnixMs } from '#lib/clock.ts'

/** A clock that stands still until it is advanced. */
export interface FakeClock extends Clock {
  /**
   * Advances time and runs the timers that are due, in order of time and then of call. Between two timers
   * every promise that is ready gets its turn, so what a timer starts may set further timers. It does not
   * wait for I/O, workers or WebCrypto.
   */
  advance(ms: number): Promise<void>
  /** The number of waiting timers; 0 when everything was cancelled or ran. */
  pending(): number
}

interface Timer {
  readonly id: number
  due: number
  readonly periodMs: number | undefined
  readonly task: () => void
}

/** A {@link FakeClock} that begins at `start`, in milliseconds since 1970. */
export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  const timers = new Map<number, Timer>()
  let now = start
  let lastId = 0

  const add = (delayMs: number, periodMs: number | undefined, task: () => void) => {
    const id = ++lastId
    timers.set(id, { id, due: now + Math.max(0, delayMs), periodMs, task })
    return () => void timers.delete(id)
  }

  const advance = async (ms: number) => {
    const end = now + ms
    await settle()
    for (let timer = earliest(timers, end); timer; timer = earliest(timers, end)) {
      now = Math.max(now, timer.due)
      if (timer.periodMs === undefined) timers.delete(timer.id)
      else timer.due = now + timer.periodMs
      timer.task()
      await settle()
    }
    now = end
  }

  return {
    now: () => now as UnixMs,
    after: (delayMs, task) => add(delayMs, undefined, task),
    // With a period of zero, time would never advance.
    every: (periodMs, task) => add(periodMs, Math.max(1, periodMs), task),
    advance,
    pending: () => timers.size,
  }
}

function earliest(timers: ReadonlyMap<number, Timer>, end: number): Timer | undefined {
  let first: Timer | undefined
  for (const timer of timers.values()) {
    if (timer.due > end) continue
    if (!first || timer.due < first.due || (timer.due === first.due && timer.id < first.id)) first = timer
  }
  return first
}

// Taken now, so that a test that replaces the global timers does not stop this clock.
const { setImmediate, MessageChannel } = globalThis

/**
 * One turn of the event loop, which runs the microtasks of all promises that are ready, however long their
 * chains.
 */
function settle(): Promise<void> {
  return new Promise(resolve => {
    if (setImmediate) {
      setImmediate(resolve)
      return
    }
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
