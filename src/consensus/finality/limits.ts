/**
 * When nothing has become final for this long, signers that made none of its blocks no longer count:
 * tabs close and do not come back, and a network has to continue without them. It is longer than any lost
 * link that two halves should survive.
 */
export const ABSENCE_MS = 24 * 60 * 60 * 1000
/**
 * Each gap between two blocks counts for at most this much: a lone producer makes a block an hour, and a time
 * in which nobody was there is not an absence.
 */
export const LONGEST_GAP_MS = 2 * 60 * 60 * 1000

/** Bits below a chain's justified height in its weight: room for the sum of all weights of blocks. */
export const WEIGHT_BITS = 128n
