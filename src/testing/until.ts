import { inject, vi } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * How long a test waits for something at most, in milliseconds; set by vitest.config.ts for this machine.
     */
    waitMs: number
    /**
     * Whether the long versions are played (effort.ts), for browsers, which have no environment to look it up
     * in.
     */
    isLong: boolean
  }
}

const LOOK_EVERY_MS = 20

/**
 * Waits until `check` no longer throws, and resolves to what it returns. When it never stops, the test fails
 * with its last error, after a time that is meant for what hangs, not for what is slow.
 */
export const until = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: inject('waitMs'), interval: LOOK_EVERY_MS })
