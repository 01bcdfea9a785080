/** Blocks of one measurement of the hash rate: few enough that a short burst shows it, and so many that the largest of thousands is twice the truth at most. */
export const METER_BLOCKS = 25

/** No measurement is shorter than this part of a spacing, whatever the dates say: at the floor it shows 250 blocks a spacing at most. */
export const SHORTEST_MEASUREMENT = 10

/** What was measured once fades to a third over so many blocks, whatever time they claim: miners who left may come back. */
export const POWER_MEMORY_BLOCKS = 10_000n

/**
 * Blocks that wait to be final at most, whatever they are worth: a node keeps their headers in memory and can undo them. As many as the largest
 * `finalityDepth`; the schedule gives them that many spacings, but for those that come early.
 */
export const MAX_WAITING_BLOCKS = 10_000

/** Hashes a second that one thread of an ordinary laptop finds. The power of a network is never taken for less, whatever its few blocks show. */
export const ONE_TAB_HASHES = 10_000_000n
