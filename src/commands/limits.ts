/**
 * Characters of a command line, and of one value beside it. The longest sensible one carries an invite with
 * as many allocations as one may have.
 */
export const MAX_LINE_LENGTH = 32_768

/** Words of a command line; the longest sensible one, `network create` with every option, has 54. */
export const MAX_WORDS = 64

/**
 * Entries of a list at once: what the node gives at most, so that a longer list is refused rather than cut.
 */
export const MAX_LIST = 500

/**
 * Levels of arrays and objects in an argument of a contract: what contracts take (the node's bound is 32).
 */
export const MAX_ARGUMENT_DEPTH = 32

/** Ten digits, three centuries of a block a second: a longer number is no height. */
export const MAX_HEIGHT = 9_999_999_999

/** Search threads: beyond any machine's cores; the node caps at the machine's own. */
export const MAX_ASKED_THREADS = 256

/** Cells of a table longer than this are cut in readable text, never in results. */
export const MAX_TEXT_VALUE = 400

/** … and values that stand by themselves: an invite or a program must be there whole, to be copied. */
export const MAX_TEXT_FIELD = 65_536
