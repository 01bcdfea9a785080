import type { Clock } from './clock.ts'

/** Runs `task` at most once per `periodMs`, shortly after the first of several calls. */
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
