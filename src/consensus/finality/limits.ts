/**
 * When nothing has become final for this long, those who signed none of its blocks do not count any more: tabs close and do not come back, and a network has to go on
 * without them. Longer than any lost link that two halves are meant to survive.
 */
export const ABSENCE_MS = 24 * 60 * 60 * 1000
/** … counted from block to block, each gap for as much at most: whoever goes on alone makes a block an hour, and a time in which nobody was there is no absence. */
export const LONGEST_GAP_MS = 2 * 60 * 60 * 1000

/** Bits below a chain's justified height in its weight: room for the sum of all that blocks ever weigh. */
export const WEIGHT_BITS = 128n
