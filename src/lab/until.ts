import type { Clock } from '#lib/clock.ts'
import { LOOK_EVERY_MS } from './limits.ts'

interface Waiting {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly withinMs: number
  /** Between two looks. */
  readonly everyMs?: number
}

export const pause = (ms: number, clock: Clock): Promise<void> =>
  new Promise(resolve => {
    clock.after(ms, resolve)
  })

/** Waits for a condition and returns whether it held in time. Throws the signal's reason when it aborts. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  { clock, signal, withinMs, everyMs = LOOK_EVERY_MS }: Waiting,
): Promise<boolean> {
  const end = clock.now() + withinMs
  for (;;) {
    signal.throwIfAborted()
    if (await isSo()) return true
    if (clock.now() >= end) return false
    await pause(everyMs, clock)
  }
}
