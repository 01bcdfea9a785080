/**
 * Calls that wait for an answer at once, per client. A person has one or two, a script that fills a block a few hundred; more means a
 * loop without an `await`, which would otherwise grow the port's queue for ever.
 */
export const MAX_CALLS_IN_FLIGHT = 512
