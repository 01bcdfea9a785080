import type { Clock } from './clock.ts'

/** Runs `task` at most once in `periodMs`, a little after the first of many calls. */
export function createThrottle(clock: Clock, periodMs: number, task: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    clock.after(periodMs, () => {
      waiting = false
      task()
    })
  }
}
