/** Bounds of what a person can put into the terminal, or have it show. */

/** Keys that wait while a command runs: a line or two typed ahead. */
export const MAX_KEYS_AHEAD = 2_000

/** Completions shown at once, and asked of the node for one word. */
export const MAX_COMPLETIONS = 100
/** Blocks, transactions and contracts that are looked through for one completion. */
export const COMPLETION_ROWS = 100
/** … and how many of the newest blocks with transactions are opened for their ids. */
export const COMPLETION_BLOCKS = 8
/** … and own addresses whose history is looked through. */
export const COMPLETION_ADDRESSES = 8

/** A script is typed by people: a megabyte of it is another file. */
export const MAX_SCRIPT_CHARACTERS = 1_000_000
/** Lines of a script. */
export const MAX_SCRIPT_LINES = 10_000
/** Lines of pasted text shown before they are run. */
export const PASTED_LINES_SHOWN = 20

/** Files that were handed to the terminal and can be named on a line; the oldest goes first. */
export const MAX_FILES = 20

/**
 * Seconds between two looks of `watch`: at least half a second, so that it never floods the node, at most an
 * hour.
 */
export const MIN_WATCH_SECONDS = 0.5
export const MAX_WATCH_SECONDS = 3_600
export const WATCH_SECONDS = 2

/** A command that was stopped has so long to end by itself and say what it has; then it is left alone. */
export const STOP_MS = 200

/** Narrower than this nothing can be laid out; what is drawn then is cut by the window. */
export const MIN_COLUMNS = 8
