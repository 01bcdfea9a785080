/** A slice is what a worker searches between two looks at its messages: 10 ms leaves a stop most of its 50 ms where cores are busy. */
export const SLICE_MS = 10

/** Before a slice was measured nothing is known of the machine; also the least later. 50 ms even for one that does 10 000 hashes a second. */
export const FIRST_SLICE_HASHES = 512

/** A slice grows at most so much at once, because the engine still optimises the kernel while the first ones run. */
export const SLICE_GROWTH = 4

/** 10 ms at 3 thousand million hashes a second: no CPU comes near, so only a clock that stands still is stopped here. */
export const MAX_SLICE_HASHES = 2 ** 25

/** A worker reports the hashes it did this often, not after every slice: 5 messages a second for each thread. */
export const REPORT_MS = 200

/** The hash rate is an average over this much wall time. */
export const RATE_WINDOW_MS = 5_000

/** Reports of this long share one entry, so that the window holds at most 50 however many threads report. */
export const RATE_BUCKET_MS = 100

/** Workers replaced in one search; one more death ends it, because something is wrong that a new worker does not cure. */
export const MAX_RESPAWNS = 3

/** More than any desktop has: a wrong `hardwareConcurrency` must not spawn workers without end. */
export const MAX_THREADS = 128

/** A worker searches one chunk of the nonces at a time: 2^32, minutes of work, aligned so that only the low word runs. */
export const CHUNK_BITS = 32n
