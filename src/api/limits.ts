/**
 * Waiting calls per client. A user has one or two, a script that fills a block a few hundred; more means a
 * loop without `await`, which would otherwise grow the port's queue for ever.
 */
export const MAX_CALLS_IN_FLIGHT = 512

/** Typed lines that a profile keeps for the terminal: months of use, and at most half a megabyte. */
export const MAX_TERMINAL_LINES = 500

/** A longer line is used but not kept. */
export const MAX_TERMINAL_LINE = 1_000

/**
 * File bytes in one answer: enough to stream at full speed, and little enough for several copies in memory.
 */
export const FILE_READ_BYTES = 4 * 1024 * 1024

/** Calls in one rehearsal of a contract: enough for a school class; each uses a block's gas at most. */
export const REHEARSAL_STEPS = 100

/** Indexed values in a filter for events: more than any event has. */
export const MAX_INDEXED = 32

/**
 * Transactions per second of one tab in the laboratory; the nonces of one sender and a gossip round allow no
 * more.
 */
export const MAX_TRAFFIC_RATE = 50

/** Length of a draft's name, which is a title and the name of a file. */
export const DRAFT_NAME_CHARACTERS = 80
