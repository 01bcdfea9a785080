import type { Clock } from './clock.ts'

/** A signal that aborts after `delayMs` of the node's own time. */
export function timeoutSignal(clock: Clock, delayMs: number): AbortSignal {
  const controller = new AbortController()
  clock.after(delayMs, () => controller.abort(tookTooLong()))
  return controller.signal
}

/**
 * Runs `work` with a signal that aborts when one of `signals` does, or after `delayMs` of the node's own
 * time. The timer ends with the work, so that thousands of quick requests leave no timers behind.
 */
export async function withDeadline<T>(
  clock: Clock,
  delayMs: number,
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const cancel = clock.after(delayMs, () => controller.abort(tookTooLong()))
  try {
    return await work(AbortSignal.any([...signals, controller.signal]))
  } finally {
    cancel()
  }
}

const tookTooLong = () => new DOMException('it took too long', 'TimeoutError')
