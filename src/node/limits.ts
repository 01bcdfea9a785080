/**
 * Bounds that several rooms of the node share; each room's own are in its `limits.ts`. The bounds of peers'
 * messages are in `network/limits.ts`.
 */

/** Own pending transactions outside the mempool are offered to it again this often. */
export const READMIT_MS = 20_000

/** Rows in one answer to a person. */
export const LIST_LIMIT = 500

/** Rows that change often are written for the screens at most this often. */
export const SCREEN_MS = 250

/** The mempool is searched for expired transactions this often. */
export const EXPIRE_EVERY_MS = 60_000
