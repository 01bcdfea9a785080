/** Bounds of a node's chain in memory. */

/**
 * Memory for the states after the latest blocks, besides the tip's: forks begin a block or two below it. Each
 * state keeps its block's changes, and counts as at least two megabytes, so there are at most sixteen.
 */
export const RECENT_STATES_BYTES = 32 * 1024 * 1024
export const LEAST_STATE_BYTES = 2 * 1024 * 1024
/** The size of a changed entry besides its key and value: the tree's nodes above it. */
export const CHANGED_ENTRY_BYTES = 2 * 1024

/**
 * Bodies of lighter forks that are stored without being applied, for each peer and in all: more than honest
 * tabs make that lose a race, with room for a short partition. Most of storage's FORK_BYTES_KEPT are left to
 * the blocks of a reorg.
 */
export const FORK_BLOCKS_PER_PEER = 100
export const FORK_BYTES_PER_PEER = 16 * 1024 * 1024
export const FORK_BLOCKS = 250
export const FORK_BYTES = 64 * 1024 * 1024

/**
 * Blocks from the future are checked again when their time has come, if that is within this time; at most
 * this many are remembered.
 */
export const FUTURE_HORIZON_MS = 10 * 60_000
export const FUTURE_BLOCKS = 32
/** Blocks of one peer among them: its earliest two, after which it is asked for the rest. */
export const FUTURE_BLOCKS_PER_PEER = 2
/**
 * … but not before this time, so that a peer with ever new blocks from the future is not asked without a
 * pause.
 */
export const FUTURE_LEAST_MS = 1_000

/** The list of producers is computed for the screens at most this often. */
export const FACTS_MS = 1_000

/**
 * Blocks that are undone to restore the state before an old transaction: some seconds of reading. Older
 * transactions are traced on the tip.
 */
export const UNDONE_TO_LOOK = 2_000

/** Unjudged blocks, and as many transactions, that are remembered over reloads; others are tried again. */
export const UNJUDGED_EACH = 32
/** Characters of each item's message and stack, so that the row of all is below 200 KB. */
export const UNJUDGED_CHARACTERS = 1_500
/** Headers in memory above an unjudged block: their weight shows whether this tab is left behind. */
export const BEYOND_HEADERS = 1_000
/**
 * This tab stops producing once an unjudged block has this many descendants in a heavier chain. A minority
 * could put fewer on a block that meets a bug in every node, for which no node should stop.
 */
export const BEHIND_BLOCKS = 6
