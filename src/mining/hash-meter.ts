import { RATE_BUCKET_MS, RATE_WINDOW_MS } from './limits.ts'

/**
 * Hashes per second of wall time, pauses included, over a sliding window. It counts reported hashes and never
 * extrapolates.
 */
export interface HashMeter {
  /**
   * Marks the start of a search. After a pause longer than the window, time counts from here; otherwise the
   * pause counts too.
   */
  start(nowMs: number): void
  /** Marks the end of a search. Hashes that its workers had still done may be added after it. */
  stop(nowMs: number): void
  add(hashes: number, nowMs: number): void
  /** Hashes per second. */
  rate(nowMs: number): number
}

export function createHashMeter(): HashMeter {
  const buckets: { startMs: number; hashes: number }[] = []
  let sinceMs = 0
  let stoppedMs = Number.NEGATIVE_INFINITY

  const forget = (nowMs: number) => {
    while (buckets[0] && buckets[0].startMs <= nowMs - RATE_WINDOW_MS) buckets.shift()
  }

  return {
    start(nowMs) {
      if (nowMs - stoppedMs >= RATE_WINDOW_MS) sinceMs = nowMs
      forget(nowMs)
    },

    stop(nowMs) {
      stoppedMs = nowMs
    },

    add(hashes, nowMs) {
      const last = buckets.at(-1)
      if (last && nowMs - last.startMs < RATE_BUCKET_MS) last.hashes += hashes
      else buckets.push({ startMs: nowMs, hashes })
      forget(nowMs)
    },

    rate(nowMs) {
      forget(nowMs)
      const elapsedMs = Math.min(nowMs - sinceMs, RATE_WINDOW_MS)
      const hashes = buckets.reduce((sum, bucket) => sum + bucket.hashes, 0)
      return elapsedMs > 0 ? (hashes * 1000) / elapsedMs : 0
    },
  }
}
