import { inject, vi } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The longest wait of a test, in milliseconds; set by vitest.config.ts for this machine. */
    waitMs: number
    /** Whether the long versions run (effort.ts), for browsers, which have no environment variables. */
    isLong: boolean
  }
}

const LOOK_EVERY_MS = 20

/**
 * Waits until `check` no longer throws, and resolves to its result. If it always throws, the test fails with
 * its last error, after a time that is meant for hangs and not for slow machines.
 */
export const until = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: inject('waitMs'), interval: LOOK_EVERY_MS })
