import type { Brand } from './brand.ts'

/** Milliseconds since 1970-01-01 UTC, a safe integer. */
export type UnixMs = Brand<number, 'UnixMs'>

/** Cancels the timer for which it was returned; calling it again does nothing. */
export type Cancel = () => void

/**
 * Time as a dependency, so that a simulator can own it. Implementations: `node/start/system-clock.ts`,
 * `testing/fake-clock.ts`.
 */
export interface Clock {
  now(): UnixMs
  /** Runs `task` once after `delayMs`. */
  after(delayMs: number, task: () => void): Cancel
  /** Runs `task` every `periodMs`. */
  every(periodMs: number, task: () => void): Cancel
}
