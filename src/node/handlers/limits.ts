/** Bounds of what a person asks for. */

/** Characters of the beginning of a network's id by which it can be named: fewer are a slip of the hand. */
export const NETWORK_ID_BEGINNING = 4

/** Entries that a page of a contract's map has at most. */
export const MAP_PAGE = 100

/**
 * Drafts of contracts that a profile keeps, and how long each may be: longer than what can be deployed, since
 * it is being written.
 */
export const DRAFTS_KEPT = 200
export const DRAFT_CHARACTERS = 256 * 1024

/** Other contracts whose sources go with a trace, of 64 KB each at most. */
export const TRACED_CONTRACTS = 15
/** After so long a trace gives way to what else waits. */
export const TRACE_SLICE_MS = 20
