/** Bounds of handling failures. */

/** A failed database is tried again this often. */
export const STORAGE_RETRY_MS = 5_000
/** … and less and less often while it fails again within this time. */
export const STORAGE_SETTLED_MS = 60_000
export const STORAGE_RETRY_LONGEST_MS = 5 * 60_000

/** A contract that keeps running, or runs repeatedly, is reported to the page this often. */
export const RUN_REPORT_MS = 500

/**
 * Different bugs of this app that are reported in one run; repetitions are not reported, except for blocks.
 */
export const BUGS_REPORTED = 64
