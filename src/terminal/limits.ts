/** Bounds of what a person can enter into the terminal or have it show. */

/** Keys that wait while a command runs: a line or two typed ahead. */
export const MAX_KEYS_AHEAD = 2_000

/** Completions shown at once, and requested from the node for one word. */
export const MAX_COMPLETIONS = 100
/** Blocks, transactions and contracts that are searched for one completion. */
export const COMPLETION_ROWS = 100
/** The newest blocks with transactions that are opened for their ids. */
export const COMPLETION_BLOCKS = 8
/** Own addresses whose history is searched. */
export const COMPLETION_ADDRESSES = 8

/** People type scripts by hand; a file of more than a megabyte is something else. */
export const MAX_SCRIPT_CHARACTERS = 1_000_000
/** Lines of a script. */
export const MAX_SCRIPT_LINES = 10_000
/** Lines of pasted text shown before they are run. */
export const PASTED_LINES_SHOWN = 20

/** Files dropped on the terminal that it keeps; the oldest is removed first. */
export const MAX_FILES = 20

/**
 * Seconds between two runs of `watch`: at least half a second, so that it never floods the node, and at most
 * an hour.
 */
export const MIN_WATCH_SECONDS = 0.5
export const MAX_WATCH_SECONDS = 3_600
export const WATCH_SECONDS = 2

/**
 * The time for a stopped command to end by itself and show a result; then the terminal stops waiting for it.
 */
export const STOP_MS = 200

/** Below this width nothing is laid out; the window cuts what is drawn. */
export const MIN_COLUMNS = 8
