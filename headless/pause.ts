import type { Clock } from '#lib/clock.ts'

export const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise(resolve => {
    clock.after(ms, resolve)
  })
