/** Bounds of following others and of answering them. */

/**
 * A transaction is passed on after this time, by every node: what its first teller sends arrives before what
 * others pass on, and the first teller is not who made it.
 */
export const RELAY_PAUSE_MS = 200

/**
 * Headers are checked for this long before others have their turn on the node's thread; one of proof of stake
 * takes 4 ms.
 */
export const HEADERS_SLICE_MS = 20
/** Headers asked for at once, and how many may be held ahead of their bodies. */
export const HEADERS_PER_REQUEST = 500
export const HEADERS_AHEAD = 20_000
/**
 * Heights at which two chains are compared in one question, to find where they part: with the highest common
 * one, what a locator holds.
 */
export const FORK_STEPS = 62
/**
 * Bodies asked for at once from one peer, which then land in one database transaction; requests under way in
 * all; and the bytes that one answer may come to.
 */
export const BODIES_PER_REQUEST = 32
export const BODY_REQUESTS_IN_FLIGHT = 6
/**
 * Under way at one peer: below the four that peers answer at once, because a block that is announced
 * meanwhile needs one too.
 */
export const BODY_REQUESTS_PER_PEER = 3
/** Useless answers in a row after which a peer is left out of a catch-up. */
export const BODY_FAILURES_PER_PEER = 3
export const BODIES_BYTES = 2 * 1024 * 1024

/** A body that was announced is asked of the next who has it when it has not come after this time. */
export const ANNOUNCED_BODY_PATIENCE_MS = 2_000
/**
 * Announced blocks of one peer that are judged at a time: blocks come one after the other, and forks are two
 * or three.
 */
export const ANNOUNCED_BLOCKS_PER_PEER = 4

/**
 * A peer whose chain could not be followed is tried again after this time, each time twice as long, up to the
 * longest.
 */
export const SYNC_RETRY_MS = 5_000
export const SYNC_RETRY_LONGEST_MS = 5 * 60_000
/** Peers whose failures are remembered: many times the links that a node can have. */
export const RESTING_PEERS = 512

/**
 * Producers that are watched for signing twice, and the latest headers of each: its forks within a finality
 * window are few.
 */
export const WATCHED_PRODUCERS = 1_024
export const WATCHED_HEADERS_EACH = 64
/** … and headers of all of them together, two kilobytes each: 32 MB. */
export const WATCHED_HEADERS = 16_384
/** Double signings that wait to be reported, or for the block that slashed to be final. */
export const PENDING_OFFENCES = 64
/**
 * Somebody else's evidence is given so many blocks, or so long where none come, before this node reports the
 * offence itself, whatever waits then.
 */
export const LEFT_TO_OTHERS_BLOCKS = 2
export const LEFT_TO_OTHERS_MS = 60_000
/**
 * Own evidence that no block took for so many blocks offers four times as much, so many times: a thousand
 * times the least, a hundredth of a coin or so. In ten blocks, because evidence is heard for a few epochs
 * only.
 */
export const EVIDENCE_RENEWED_BLOCKS = 2
export const EVIDENCE_RAISE = 4n
export const EVIDENCE_RAISES = 5n

/**
 * Checked headers in memory whose bodies nobody has sent yet, from all catch-ups together; beyond it they are
 * forgotten and asked for again.
 */
export const HEADERS_WITHOUT_BODIES = 2 * HEADERS_AHEAD

/** Peers on a chain that would undo what is final here that are named to people; the rest is a number. */
export const RIVAL_PEERS_NAMED = 3
