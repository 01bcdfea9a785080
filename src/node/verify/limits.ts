/** Bounds of checking signatures. */

/** Good signatures remembered, a hundred bytes each: the mempool and the last blocks. */
export const VERIFIED_SIGNATURES = 20_000

/**
 * Threads beside the node's that check signatures. Each costs the memory of a worker and saves less than the
 * one before: a tenth of the work, hashing what is checked, stays on the node's thread.
 */
export const VERIFY_HELPERS = 3
/** Helpers started in all, before the node goes on without: more than that many do not die by chance. */
export const VERIFY_SPAWNS = 3 * VERIFY_HELPERS
/**
 * Fewer signatures stay on the node's thread: waking a helper takes a millisecond, in which it checks sixteen
 * by itself.
 */
export const SPREAD_FROM = 100
/** Signatures that a thread takes at once: what may be left to do when the other threads are done. */
export const SPREAD_PIECE = 16
/** Pieces at a helper at most: the next waits there while it works on the first. */
export const SPREAD_AHEAD = 2
