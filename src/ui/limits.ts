import { MAX_PROOF_BYTES } from '../chain/limits.ts'

/** How much a screen asks of the database at once: a live query runs again with every change, so each is small. */

/** Rows of the blocks screen; a page of them fits a laptop screen twice. */
export const BLOCKS_PER_PAGE = 25
/** Tiles of the overview's strip. */
export const BLOCKS_ON_OVERVIEW = 8
/** History shown at first, and added by each "Show more". */
export const HISTORY_STEP = 25
/** The most history that one screen shows; older payments are found by the search. */
export const HISTORY_MAX = 500
export const PAYMENTS_ON_OVERVIEW = 5
/** Transactions of one block drawn at first, and added by each "Show more": a full block would be thousands of rows. */
export const BLOCK_TXS_STEP = 50
/** A tab has at most 16 links; dials in flight may add a few. */
export const PEERS_SHOWN = 64
export const KNOWN_PEERS_SHOWN = 100
export const EVENTS_SHOWN = 100
/** Own addresses; a wallet derives one at a time by hand. */
export const ADDRESSES_SHOWN = 200
/** Longest search text that can mean anything: an address with room for a typing mistake. */
export const SEARCH_MAX_CHARACTERS = 120
/** Files of one block listed by name; all of them are in its list of transactions. */
export const FILES_SHOWN = 20
/** Longest proof that is passed on, as JSON: two digits a byte, with room for the header and the statement. */
export const PROOF_MAX_CHARACTERS = 2 * MAX_PROOF_BYTES + 8_000
/** Events and changed entries of one receipt drawn; a transaction of today's kinds changes four entries at most. */
export const RECEIPT_LINES_SHOWN = 50
/** Stakers drawn at first, and added by each "Show more". */
export const STAKERS_STEP = 20
/** Networks of one profile listed; each was opened or founded by hand. */
export const NETWORKS_SHOWN = 100

/** The laboratory is asked how it is doing this often; its traffic makes a point a second. */
export const LAB_STATUS_MS = 700
/** Seconds of traffic in the plot. */
export const TRAFFIC_SECONDS = 120
