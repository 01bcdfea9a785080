/**
 * Blocks of one measurement of the hash rate: few enough to show a short burst, and enough that the largest
 * of thousands of measurements is at most twice the true value.
 */
export const METER_BLOCKS = 25

/**
 * No measurement is shorter than this part of a spacing, whatever the timestamps claim: at the floor it shows
 * at most 250 blocks per spacing.
 */
export const SHORTEST_MEASUREMENT = 10

/**
 * A measured value decays to a third over this many blocks, whatever time they claim: miners that left may
 * return.
 */
export const POWER_MEMORY_BLOCKS = 10_000n

/**
 * The most blocks that wait to be final, whatever their work: a node keeps their headers in memory and can
 * undo them. It equals the largest `finalityDepth`; the schedule gives them that many spacings, except for
 * early ones.
 */
export const MAX_WAITING_BLOCKS = 10_000

/**
 * Hashes per second of one thread of an ordinary laptop. A network's power is never taken to be less,
 * whatever its few blocks show.
 */
export const ONE_TAB_HASHES = 10_000_000n
