/**
 * A slice is what a worker searches between two looks at its messages. With 10 ms, a stop has most of its 50
 * ms left where cores are busy.
 */
export const SLICE_MS = 10

/**
 * The first slice, when nothing is known about the machine, and the smallest later one. It takes 50 ms even
 * at 10 000 hashes a second.
 */
export const FIRST_SLICE_HASHES = 512

/**
 * The most that a slice grows at once, because the engine still optimises the kernel while the first ones
 * run.
 */
export const SLICE_GROWTH = 4

/**
 * 10 ms at 3 thousand million hashes a second, which no CPU reaches: this only stops growth when the clock
 * stands still.
 */
export const MAX_SLICE_HASHES = 2 ** 25

/** How often a worker reports its hashes: 5 messages a second per thread, instead of one per slice. */
export const REPORT_MS = 200

/** The hash rate is an average over this much wall time. */
export const RATE_WINDOW_MS = 5_000

/**
 * Reports within this time share one entry, so that the window holds at most 50 however many threads report.
 */
export const RATE_BUCKET_MS = 100

/** Workers replaced in one search. One more death ends it, because a new worker does not help. */
export const MAX_RESPAWNS = 3

/** More than any desktop has: a wrong `hardwareConcurrency` must not spawn workers without end. */
export const MAX_THREADS = 128

/**
 * A worker searches one chunk of the nonces at a time: 2^32, minutes of work, aligned so that only the low
 * word varies.
 */
export const CHUNK_BITS = 32n
