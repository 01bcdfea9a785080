/** Bounds of the node's own memory and work. What peers may send is bounded in `network/limits.ts`. */

/** Transactions in the mempool, and their bytes: about an hour of full blocks of the default network. */
export const MEMPOOL_TRANSACTIONS = 5_000
export const MEMPOOL_BYTES = 8 * 1024 * 1024
/** One sender's transactions, so that a single key cannot fill the pool, and how far ahead its nonces may run. */
export const MEMPOOL_PER_SENDER = 128
/** A transaction that found no block for this long leaves the pool. */
export const MEMPOOL_AGE_MS = 24 * 60 * 60 * 1000
/** Least fee that this node relays and mines, base units. A policy, not a rule: blocks may hold cheaper ones. */
export const MIN_RELAY_FEE = 1_000n
/** A replacement pays at least this much more, in percent, so that nobody relays changes for nothing. */
export const REPLACEMENT_PERCENT = 10n

/** Own unconfirmed transactions are announced again this often. */
export const REANNOUNCE_MS = 20_000
/** … and this long after a link opened, when both ends know each other's topics. */
export const ANNOUNCE_AFTER_JOIN_MS = 1_500

/** Headers asked for at once, and how many may be held ahead of their bodies. */
export const HEADERS_PER_REQUEST = 500
export const HEADERS_AHEAD = 20_000
/**
 * Bodies asked for at once from one peer, which then land in one database transaction; requests under way in all; and the bytes that one
 * answer may come to.
 */
export const BODIES_PER_REQUEST = 32
export const BODY_REQUESTS_IN_FLIGHT = 6
/** Under way at one peer: below the four that peers answer at once, because a block that is announced meanwhile needs one too. */
export const BODY_REQUESTS_PER_PEER = 3
/** Useless answers in a row after which a peer is left out of a catch-up. */
export const BODY_FAILURES_PER_PEER = 3
export const BODIES_BYTES = 2 * 1024 * 1024
/** A request that stays unanswered this long goes to another peer. */
export const REQUEST_TIMEOUT_MS = 15_000

/** A block template is renewed this often, so that its timestamp and its transactions stay fresh. */
export const TEMPLATE_MS = 5_000

/** A failed database is tried again this often. */
export const STORAGE_RETRY_MS = 5_000
/** … and less and less often while it fails again within a minute. */
export const STORAGE_SETTLED_MS = 60_000
export const STORAGE_RETRY_LONGEST_MS = 5 * 60_000

/** Rows that one answer to a person lists. */
export const LIST_LIMIT = 500

/** Rows that change often are written for the screens at most this often. */
export const SCREEN_MS = 250

/** The mempool is looked through for old transactions this often. */
export const EXPIRE_EVERY_MS = 60_000

/** Good signatures remembered, a hundred bytes each: the mempool and the last blocks. */
export const VERIFIED_SIGNATURES = 20_000

/** Own transactions in memory; beyond it the oldest settled ones are known from their block only. */
export const OWN_TRANSACTIONS = 1_000

/** A peer whose chain could not be followed is tried again after this time, each time twice as long, up to the longest. */
export const SYNC_RETRY_MS = 5_000
export const SYNC_RETRY_LONGEST_MS = 5 * 60_000
/** Peers whose failures are remembered: many times the links that a node can have. */
export const RESTING_PEERS = 512
