import type { Cancel, Clock, UnixMs } from '#lib/clock.ts'

interface Timer {
  readonly id: number
  due: number
  readonly periodMs: number | undefined
  readonly task: () => void
  isCancelled: boolean
}

/**
 * A clock for simulations of many thousand nodes: like the fake clock it stands still until it is advanced,
 * but finds the next of a million timers in logarithmic time, and lets promises continue once per simulated
 * millisecond instead of once per timer.
 */
export interface EventClock extends Clock {
  advance(ms: number): Promise<void>
}

/** Begins at `start`, in milliseconds since 1970. */
export function createEventClock(start = 1_700_000_000_000): EventClock {
  const heap = new TimerHeap()
  let now = start
  let lastId = 0

  const add = (delayMs: number, periodMs: number | undefined, task: () => void): Cancel => {
    const timer = { id: ++lastId, due: now + Math.max(0, delayMs), periodMs, task, isCancelled: false }
    heap.push(timer)
    return () => {
      timer.isCancelled = true
    }
  }

  const run = (timer: Timer) => {
    if (timer.isCancelled) return
    if (timer.periodMs !== undefined) {
      timer.due = now + timer.periodMs
      heap.push(timer)
    }
    timer.task()
  }

  const advance = async (ms: number) => {
    const end = now + ms
    for (let first = heap.first(); first && first.due <= end; first = heap.first()) {
      now = Math.max(now, first.due)
      for (let timer = heap.first(); timer && timer.due <= now; timer = heap.first()) run(heap.pop())
      await new Promise(setImmediate)
    }
    now = end
  }

  return {
    now: () => now as UnixMs,
    after: (delayMs, task) => add(Math.ceil(delayMs), undefined, task),
    every: (periodMs, task) => add(periodMs, Math.max(1, periodMs), task),
    advance,
  }
}

/** A binary heap, by time and then by the order of the calls. */
class TimerHeap {
  readonly #timers: Timer[] = []

  first(): Timer | undefined {
    return this.#timers[0]
  }

  push(timer: Timer): void {
    const timers = this.#timers
    let i = timers.push(timer) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!isBefore(timer, timers[parent] as Timer)) break
      timers[i] = timers[parent] as Timer
      i = parent
    }
    timers[i] = timer
  }

  /** The heap must not be empty. */
  pop(): Timer {
    const timers = this.#timers
    const first = timers[0] as Timer
    const last = timers.pop() as Timer
    if (timers.length === 0) return first
    let i = 0
    for (let child = 1; child < timers.length; child = 2 * i + 1) {
      const right = timers[child + 1]
      if (right && isBefore(right, timers[child] as Timer)) child++
      if (!isBefore(timers[child] as Timer, last)) break
      timers[i] = timers[child] as Timer
      i = child
    }
    timers[i] = last
    return first
  }
}

const isBefore = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.id < b.id)
