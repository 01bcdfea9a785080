/** The first wait. A browser that crashed once is back within seconds. */
export const FIRST_DELAY_MS = 500
/** A machine with a broken browser starts it once a minute. */
export const MAX_DELAY_MS = 60_000
/** A crash after a run of this length counts as the first one. */
export const RUN_WELL_MS = 120_000

export interface Backoff {
  /** The wait before the next start, after a run of `ranMs`. */
  next(ranMs: number): number
}

/**
 * Waits that double up to a cap, and start over after a run that went well. Each is shortened at random by up
 * to a quarter, so that peers that lost the same server do not return at the same moment. `random` gives 0 to
 * 1.
 */
export function createBackoff(random: () => number): Backoff {
  let failures = 0
  return {
    next(ranMs) {
      if (ranMs >= RUN_WELL_MS) failures = 0
      const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 16))
      failures++
      return Math.round(full * (1 - random() / 4))
    },
  }
}
