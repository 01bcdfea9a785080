/** Bounds of what storage holds and of how long it may take. */

/** The event log's newest rows: a day of an ordinary node, and under 1 MB. */
export const EVENTS_KEPT = 2_000

/**
 * Peers remembered over reloads. Peers name peers, so without a bound anyone could fill the disk; the last
 * seen stay.
 */
export const KNOWN_PEERS_KEPT = 500

/**
 * Fork blocks with their bodies, the lowest of which go first. A fork costs its maker work, but at the lowest
 * difficulty not much. A chain becomes the main one only if all of it above the common ancestor is here, so
 * that as many ordinary blocks have room as may wait to be final.
 */
export const FORK_BYTES_KEPT = 512 * 1024 * 1024
/** A block counts for no less: its rows, and what a node remembers of it. */
export const FORK_BLOCK_LEAST_BYTES = 32 * 1024
/** Their sum is taken when so many more have come. */
export const FORKS_PER_LOOK = 100

/**
 * Own transactions that are confirmed or dropped; their history is in `txs`. Waiting ones all stay: they are
 * the user's payments.
 */
export const SETTLED_PENDING_KEPT = 500

/**
 * History, block lists and events in one answer. A larger `limit` is a caller's bug or a user's joke; both
 * get this many.
 */
export const ROWS_PER_ANSWER = 10_000

/**
 * Who held which file when; the last seen stay. Peers say it, so without a bound anyone could fill the disk.
 */
export const FILE_HOLDERS_KEPT = 20_000

/** A read or a small write takes milliseconds; this is for a disk under pressure, not for ordinary use. */
export const OPERATION_TIME_LIMIT_MS = 15_000

/** A commit of hundreds of blocks, or a reload of the whole state, on a slow disk. */
export const BULK_TIME_LIMIT_MS = 60_000

/**
 * Opening waits for other connections of an older version to close, and hangs for ever on some browsers'
 * bugs.
 */
export const OPEN_TIME_LIMIT_MS = 15_000

/** How many rows an answer holds that was asked for `limit` rows. */
export function rowsWithin(limit: number): number {
  return Math.max(0, Math.min(Math.trunc(limit) || 0, ROWS_PER_ANSWER))
}
