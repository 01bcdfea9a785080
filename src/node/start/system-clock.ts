import type { Clock, UnixMs } from '#lib/clock.ts'

/**
 * Longest delay of the environment's timers; a longer one would fire at once (HTML, timers: a signed 32-bit
 * integer).
 */
const MAX_DELAY_MS = 2 ** 31 - 1

/** The machine's time and timers. In a background tab timers fire at most once a second. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now() as UnixMs,
    after: (delayMs, task) => {
      const timer = setTimeout(task, Math.min(delayMs, MAX_DELAY_MS))
      return () => clearTimeout(timer)
    },
    every: (periodMs, task) => {
      const timer = setInterval(task, Math.min(periodMs, MAX_DELAY_MS))
      return () => clearInterval(timer)
    },
  }
}
