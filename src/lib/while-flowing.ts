import type { Clock } from './clock.ts'

/** Looks at the flow so many times within the time that it may pause. */
const LOOKS = 4

export interface Flow {
  /** Bytes so far; it only grows. */
  readonly bytes: () => number
  /** The work ends when fewer than `leastBytes` flow within this time … */
  readonly pauseMs: number
  readonly leastBytes: number
  /** … or after this time in any case. */
  readonly longestMs: number
}

/**
 * Runs `work` with a signal that aborts when one of `signals` does, or when bytes do not flow any more. A
 * fixed deadline would give up a long answer on a slow line, or wait too long for a peer that is gone.
 */
export async function whileFlowing<T>(
  clock: Clock,
  { bytes, pauseMs, leastBytes, longestMs }: Flow,
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const endsAt = clock.now() + longestMs
  const seen = [bytes()]
  const cancel = clock.every(pauseMs / LOOKS, () => {
    const now = bytes()
    const before = seen.length < LOOKS ? undefined : seen.shift()
    seen.push(now)
    const isSlow = before !== undefined && now - before < leastBytes
    if (isSlow || clock.now() >= endsAt)
      controller.abort(
        new DOMException(isSlow ? 'nothing came any more' : 'it took too long', 'TimeoutError'),
      )
  })
  try {
    return await work(AbortSignal.any([...signals, controller.signal]))
  } finally {
    cancel()
  }
}
