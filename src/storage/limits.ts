/** Bounds of stored data and of the duration of operations. */

/** The newest rows of the event log: a day of an ordinary node, and under 1 MB. */
export const EVENTS_KEPT = 2_000

/**
 * Peers remembered over reloads, the last seen. Peers report peers, so without a bound any peer could fill
 * the disk.
 */
export const KNOWN_PEERS_KEPT = 500

/**
 * Fork blocks with their bodies, of which the lowest are dropped first. A fork costs its maker work, but at
 * the lowest difficulty not much. A chain becomes the main one only if all of it above the common ancestor is
 * stored, so there is room for as many ordinary blocks as may wait to be final.
 */
export const FORK_BYTES_KEPT = 512 * 1024 * 1024
/** The least that a block counts: its rows, and a node's memory of it. */
export const FORK_BLOCK_LEAST_BYTES = 32 * 1024
/** Blocks between two computations of their sum. */
export const FORKS_PER_LOOK = 100

/**
 * Own transactions that are confirmed or dropped; their history is in `txs`. Waiting ones all stay: they are
 * the user's payments.
 */
export const SETTLED_PENDING_KEPT = 500

/**
 * Rows of history, block lists and events in one answer. A larger `limit` is a mistake of the caller, who
 * receives this many.
 */
export const ROWS_PER_ANSWER = 10_000

/** Holders of files, the last seen. Peers report them, so without a bound any peer could fill the disk. */
export const FILE_HOLDERS_KEPT = 20_000

/** A read or a small write takes milliseconds; this is for a disk under pressure. */
export const OPERATION_TIME_LIMIT_MS = 15_000

/** A commit of hundreds of blocks, or a reload of the whole state, on a slow disk. */
export const BULK_TIME_LIMIT_MS = 60_000

/**
 * Opening waits for connections of an older version to close, and hangs for ever because of bugs in some
 * browsers.
 */
export const OPEN_TIME_LIMIT_MS = 15_000

/** The number of rows to return for a request for `limit` rows. */
export function rowsWithin(limit: number): number {
  return Math.max(0, Math.min(Math.trunc(limit) || 0, ROWS_PER_ANSWER))
}
