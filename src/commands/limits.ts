/**
 * Characters of a command line, and of one value of `input`. The longest useful one has an invite with the
 * most allocations.
 */
export const MAX_LINE_LENGTH = 32_768

/** Words of a command line; the longest useful one, `network create` with every option, has 54. */
export const MAX_WORDS = 64

/** Entries of a list: as many as the node returns at most. Longer requests are refused, not cut. */
export const MAX_LIST = 500

/** Levels of arrays and objects in an argument of a contract; contracts accept up to 32. */
export const MAX_ARGUMENT_DEPTH = 32

/** Ten digits: three centuries of one block per second. */
export const MAX_HEIGHT = 9_999_999_999

/** Mining threads: more than any machine has cores; the node limits them to the machine's cores. */
export const MAX_ASKED_THREADS = 256

/** Longer cells of a table are cut in readable text, never in results. */
export const MAX_TEXT_VALUE = 400

/** Longer values outside tables are cut; an invite or a program has to be complete, to be copied. */
export const MAX_TEXT_FIELD = 65_536
