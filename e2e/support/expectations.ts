import { deadline } from '../../scripts/deadline.mjs'

/** For a wait that hangs. Waits of journeys take seconds on the machine for which deadlines are chosen. */
export const WAIT_MS = deadline(90_000)
/** For a journey that hangs. */
export const JOURNEY_MS = deadline(360_000)

/**
 * How every configuration of Playwright here waits: for a condition, which is checked often at first, and
 * then twice a second.
 */
export const EXPECTATIONS = { timeout: WAIT_MS, toPass: { timeout: WAIT_MS, intervals: [100, 250, 500] } }
