/**
 * Bounds that several rooms of the node share; each room's own are in its `limits.ts`. What peers may send is
 * bounded in `network/limits.ts`.
 */

/** Own unconfirmed transactions that the pool does not hold are offered to it again this often. */
export const READMIT_MS = 20_000

/** Rows that one answer to a person lists. */
export const LIST_LIMIT = 500

/** Rows that change often are written for the screens at most this often. */
export const SCREEN_MS = 250

/** The mempool is looked through for old transactions this often. */
export const EXPIRE_EVERY_MS = 60_000
