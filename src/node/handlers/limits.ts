/** Bounds of a person's requests. */

/** The least number of characters of a network's id that can name it; fewer are probably a typing error. */
export const NETWORK_ID_BEGINNING = 4

/** The most entries in a page of a contract's map. */
export const MAP_PAGE = 100

/**
 * Drafts of contracts that a profile keeps, and how long each may be: longer than a contract may be, because
 * it is unfinished.
 */
export const DRAFTS_KEPT = 200
export const DRAFT_CHARACTERS = 256 * 1024

/** Other contracts whose sources go with a trace, of 64 KB each at most. */
export const TRACED_CONTRACTS = 15
/** After this time a trace lets other work run. */
export const TRACE_SLICE_MS = 20
