import { deadline } from '../../scripts/deadline.mjs'

/**
 * For a wait that hangs. What journeys wait for takes seconds, on the machine that deadlines are chosen for.
 */
export const WAIT_MS = deadline(90_000)
/** For a journey that hangs. */
export const JOURNEY_MS = deadline(360_000)

/**
 * How every configuration of Playwright here waits: for a condition, looked at often at first, and then twice
 * a second.
 */
export const EXPECTATIONS = { timeout: WAIT_MS, toPass: { timeout: WAIT_MS, intervals: [100, 250, 500] } }
