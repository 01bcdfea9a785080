/** Bounds of what happens when something fails. */

/** A failed database is tried again this often. */
export const STORAGE_RETRY_MS = 5_000
/** … and less and less often while it fails again within a minute. */
export const STORAGE_SETTLED_MS = 60_000
export const STORAGE_RETRY_LONGEST_MS = 5 * 60_000

/** The page hears of a contract that keeps running, or runs again and again, this often. */
export const RUN_REPORT_MS = 500

/**
 * Bugs of this app that are told apart in one run; what meets one of them again is told of no more, unless it
 * is a block.
 */
export const BUGS_REPORTED = 64
