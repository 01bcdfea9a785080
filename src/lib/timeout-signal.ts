import type { Clock } from './clock.ts'

/** A signal that aborts after `delayMs` of the node's own time. */
export function timeoutSignal(clock: Clock, delayMs: number): AbortSignal {
  const controller = new AbortController()
  clock.after(delayMs, () => controller.abort(new DOMException('it took too long', 'TimeoutError')))
  return controller.signal
}
