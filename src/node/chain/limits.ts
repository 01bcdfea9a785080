/** Bounds of the chain that a node holds in memory. */

/**
 * Memory for the states after the latest blocks, beside the tip's: forks begin a block or two below it. Each
 * keeps what its block changed, and counts as two megabytes at least, so that there are sixteen of them.
 */
export const RECENT_STATES_BYTES = 32 * 1024 * 1024
export const LEAST_STATE_BYTES = 2 * 1024 * 1024
/** What an entry that a block changed takes beside its key and value: the tree's nodes above it. */
export const CHANGED_ENTRY_BYTES = 2 * 1024

/**
 * Bodies of lighter forks that are kept without being applied, of one peer and in all: more than what honest
 * tabs that lose a race make, and room for a short partition. Of the bytes that storage keeps
 * (FORK_BYTES_KEPT) most are left to the blocks of a reorganisation.
 */
export const FORK_BLOCKS_PER_PEER = 100
export const FORK_BYTES_PER_PEER = 16 * 1024 * 1024
export const FORK_BLOCKS = 250
export const FORK_BYTES = 64 * 1024 * 1024

/**
 * Blocks from the future are looked at again when their time has come, if that is within this time, and so
 * many at once.
 */
export const FUTURE_HORIZON_MS = 10 * 60_000
export const FUTURE_BLOCKS = 32
/** One peer's among them: its earliest and the next, after which it is asked for the rest. */
export const FUTURE_BLOCKS_PER_PEER = 2
/**
 * … but not sooner than after this time, so that a peer with ever new blocks from the future is not asked
 * without a pause.
 */
export const FUTURE_LEAST_MS = 1_000

/** Who may produce is listed anew for the screens at most this often. */
export const FACTS_MS = 1_000

/**
 * Blocks that are undone, one after the other, to see what an old transaction met: some seconds of reading.
 * Older ones are looked at on the tip.
 */
export const UNDONE_TO_LOOK = 2_000

/**
 * What a bug of this app kept it from judging and is remembered over reloads, of blocks and of transactions;
 * the oldest is tried again.
 */
export const UNJUDGED_EACH = 32
/** Characters of the message and of the stack that go with each, so that the row of all is below 200 KB. */
export const UNJUDGED_CHARACTERS = 1_500
/**
 * Headers in memory that stand on a block which could not be judged: what they weigh tells whether the
 * network went on without this tab.
 */
export const BEYOND_HEADERS = 1_000
/**
 * So many blocks on one that could not be judged, heavier than the own chain, and this tab stops making
 * blocks. Fewer are what somebody with a minority of the power can put on a block that stops at a bug in
 * everybody's app, for which nobody has to stop.
 */
export const BEHIND_BLOCKS = 6
