/** Bounds of the mempool. */

/** Transactions in the mempool, and their bytes: about an hour of full blocks of the default network. */
export const MEMPOOL_TRANSACTIONS = 5_000
export const MEMPOOL_BYTES = 8 * 1024 * 1024
/**
 * One sender's transactions, so that a single key cannot fill the pool, and how far ahead its nonces may run;
 * and their bytes, a quarter of the pool.
 */
export const MEMPOOL_PER_SENDER = 128
export const MEMPOOL_BYTES_PER_SENDER = MEMPOOL_BYTES / 4
/**
 * One sender's transactions behind a gap in the nonces, which cost their sender nothing. Enough for
 * transactions that overtake each other on the network, a contract among them.
 */
export const MEMPOOL_PARKED_PER_SENDER = 32
export const MEMPOOL_PARKED_BYTES_PER_SENDER = 128 * 1024
/**
 * All senders' transactions behind gaps, a tenth of the pool: beyond it the oldest is dropped, so that nobody
 * can occupy these places.
 */
export const MEMPOOL_PARKED = MEMPOOL_TRANSACTIONS / 10
export const MEMPOOL_PARKED_BYTES = MEMPOOL_BYTES / 8
/** A transaction that found no block for this long leaves the pool. */
export const MEMPOOL_AGE_MS = 24 * 60 * 60 * 1000
/**
 * Least fee that this node relays and mines, base units. A policy, not a rule: blocks may hold cheaper ones.
 */
export const MIN_RELAY_FEE = 1_000n
/**
 * Block space (fee-rate.ts) for a base unit of the fee: 1 000 gas. Payments take less space than the least
 * fee pays for; a usual call costs 0.01 coins, a whole block of the default network 1.
 */
export const RELAYED_SPACE_PER_UNIT = 10n
/** The head of a body's list of transactions, at most. */
export const LIST_BYTES = 5
/** A replacement pays at least this much more, in percent, so that nobody relays changes for nothing. */
export const REPLACEMENT_PERCENT = 10n

/**
 * A node asks one of its peers for transactions that it lacks this often, like a round of an epidemic
 * protocol.
 */
export const POOL_SYNC_MS = 20_000
/**
 * … and a new peer after this time, when both ends know each other's topics, so that later transactions
 * arrive by gossip.
 */
export const POOL_SYNC_JOINED_MS = 1_500

/**
 * A payment on its stem is published after this time, and up to twice as much, which is longer than a stem
 * takes.
 */
export const EMBARGO_MS = 1_500
/** Payments for one peer wait this long for others in the same message. */
export const STEM_PAUSE_MS = 50
/**
 * Relays stay the same for this long. If longer, more of a person's payments depend on one draw; if shorter,
 * there are more draws.
 */
export const STEM_EPOCH_MS = 10 * 60_000
/** Peers that are tried when one cannot be reached. */
export const STEM_TRIES = 2
/** Payments that wait for a relay; further ones are published at once. */
export const STEM_WAITING = 512
/** Bytes of one message, unless a single transaction is larger. */
export const STEM_BATCH_BYTES = 64 * 1024
/**
 * Transactions sent to this node alone that are being checked; further ones are dropped, and published by
 * other nodes.
 */
export const STEM_CHECKING = 256

/** Own transactions in memory; beyond it the oldest settled ones are found in their block only. */
export const OWN_TRANSACTIONS = 1_000

/**
 * Evidence of others that is checked for each offence, the best paying: a signature takes a millisecond, and
 * a pool has thousands.
 */
export const EVIDENCE_LOOKED_AT = 4
