/** Bounds of following and serving peers. */

/**
 * Every node relays a transaction after this time, so that its first announcement (which is not by its maker)
 * arrives before the relays of others.
 */
export const RELAY_PAUSE_MS = 200

/**
 * Headers are checked for this long before other work gets a turn on the node's thread; one of proof of stake
 * takes 4 ms.
 */
export const HEADERS_SLICE_MS = 20
/** Headers requested at once, and how many may be in memory ahead of their bodies. */
export const HEADERS_PER_REQUEST = 500
export const HEADERS_AHEAD = 20_000
/**
 * Heights at which two chains are compared in one request, to find their fork: with the highest common one
 * they fill a locator.
 */
export const FORK_STEPS = 62
/**
 * Bodies requested at once from one peer and imported in one database transaction; requests under way in all;
 * and the bytes of one answer.
 */
export const BODIES_PER_REQUEST = 32
export const BODY_REQUESTS_IN_FLIGHT = 6
/**
 * Requests under way at one peer: fewer than the four that peers answer at once, because a block announced
 * meanwhile needs one too.
 */
export const BODY_REQUESTS_PER_PEER = 3
/**
 * On a slow line fewer bodies are requested at once: half as many, one request at a time, after an answer
 * that took longer than this, and twice as many after one that took less than a quarter of it.
 */
export const BODIES_SLOW_MS = 6_000
/** Useless answers in a row after which a peer is left out of a catch-up. */
export const BODY_FAILURES_PER_PEER = 3
export const BODIES_BYTES = 2 * 1024 * 1024

/**
 * The body of an announced block is requested from the next peer after this time, unless the peers that were
 * asked sent so much in it, which they may do so many times in a row.
 */
export const ANNOUNCED_BODY_PATIENCE_MS = 2_000
export const ANNOUNCED_BODY_LEAST_BYTES = 16 * 1024
export const ANNOUNCED_BODY_WAITS = 7
/** Announced blocks of one peer that are judged at a time: usually one, with forks two or three. */
export const ANNOUNCED_BLOCKS_PER_PEER = 4

/**
 * A peer whose chain could not be followed is tried again after this time, doubled up to the maximum, which
 * is how long a tab may stay behind after hours in which nobody received its requests.
 */
export const SYNC_RETRY_MS = 5_000
export const SYNC_RETRY_LONGEST_MS = 60_000
/** Peers whose failures are remembered: many times the links that a node can have. */
export const RESTING_PEERS = 512

/**
 * Producers that are watched for double signing, and the latest headers of each: its forks within a finality
 * window are few.
 */
export const WATCHED_PRODUCERS = 1_024
export const WATCHED_HEADERS_EACH = 64
/** … and headers of all of them together, two kilobytes each: 32 MB. */
export const WATCHED_HEADERS = 16_384
/** Double signings that wait to be reported, or for their slashing to be final. */
export const PENDING_OFFENCES = 64
/**
 * Evidence of others gets this many blocks, or this much time without blocks, before this node reports the
 * offence itself.
 */
export const LEFT_TO_OTHERS_BLOCKS = 2
export const LEFT_TO_OTHERS_MS = 60_000
/**
 * After this many blocks without it, own evidence offers four times as much, up to this many times: a
 * thousand times the least fee, about a hundredth of a coin. That takes ten blocks, because evidence is valid
 * for a few epochs only.
 */
export const EVIDENCE_RENEWED_BLOCKS = 2
export const EVIDENCE_RAISE = 4n
export const EVIDENCE_RAISES = 5n

/**
 * Checked headers in memory without bodies, from all catch-ups together; beyond it they are forgotten and
 * requested again.
 */
export const HEADERS_WITHOUT_BODIES = 2 * HEADERS_AHEAD

/** Named peers on a chain that would undo final blocks here; the others are counted. */
export const RIVAL_PEERS_NAMED = 3
