/** Bounds of signature checks. */

/** Valid signatures that are remembered, a hundred bytes each: enough for the mempool and the last blocks. */
export const VERIFIED_SIGNATURES = 20_000

/**
 * Threads beside the node's that check signatures. Each costs the memory of a worker and saves less than the
 * one before: a tenth of the work, the hashing, stays on the node's thread.
 */
export const VERIFY_HELPERS = 3
/** Helpers started in all before the node continues without them: more would not die by chance. */
export const VERIFY_SPAWNS = 3 * VERIFY_HELPERS
/**
 * Smaller batches stay on the node's thread, which checks sixteen signatures in the millisecond of waking a
 * helper.
 */
export const SPREAD_FROM = 100
/** Signatures that a thread takes at once: the work that may be left when the other threads are done. */
export const SPREAD_PIECE = 16
/** The most pieces at a helper: the next waits there while it works on the first. */
export const SPREAD_AHEAD = 2
