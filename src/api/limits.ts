/**
 * Calls that wait for an answer at once, per client. A person has one or two, a script that fills a block a
 * few hundred; more means a loop without an `await`, which would otherwise grow the port's queue for ever.
 */
export const MAX_CALLS_IN_FLIGHT = 512

/**
 * Typed lines that a profile keeps for the terminal: a season of use, and at most half a megabyte beside the
 * keys.
 */
export const MAX_TERMINAL_LINES = 500

/** A longer line is used but not kept. */
export const MAX_TERMINAL_LINE = 1_000

/**
 * File bytes that one answer carries: large enough to stream at full speed, small enough to be held a few
 * times over.
 */
export const FILE_READ_BYTES = 4 * 1024 * 1024

/**
 * Calls of one rehearsal of a contract: a play with a whole class in it, each step of which takes a block's
 * gas at most.
 */
export const REHEARSAL_STEPS = 100

/** Indexed values that events are looked for by: more than any event has. */
export const MAX_INDEXED = 32

/**
 * Transactions a second that one tab can be asked to make: nonces of one sender and a gossip round allow no
 * more.
 */
export const MAX_TRAFFIC_RATE = 50

/** The name of a draft of a contract: a title, and the name of a file. */
export const DRAFT_NAME_CHARACTERS = 80
