/** Bounds of what waits. */

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
 * Of these, behind a gap in the nonces: such ones cost their sender nothing. Enough for what overtakes on its
 * way, and for a contract among it.
 */
export const MEMPOOL_PARKED_PER_SENDER = 32
export const MEMPOOL_PARKED_BYTES_PER_SENDER = 128 * 1024
/**
 * All senders' behind gaps together, a tenth of the pool: beyond it the oldest goes, so that nobody can hold
 * these places.
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
 * Room in a block (fee-rate.ts) for a base unit of the fee: 1 000 gas. Payments take so little that the least
 * fee is more; a usual call takes 0.01 coins, a whole block of the default network 1.
 */
export const RELAYED_SPACE_PER_UNIT = 10n
/** The head of a body's list of transactions, at most. */
export const LIST_BYTES = 5
/** A replacement pays at least this much more, in percent, so that nobody relays changes for nothing. */
export const REPLACEMENT_PERCENT = 10n

/** A node asks one of its peers for what waits there and not here this often: a round of an epidemic. */
export const POOL_SYNC_MS = 20_000
/**
 * … and a new peer after this time, when both ends know each other's topics, so that what comes later comes
 * by gossip.
 */
export const POOL_SYNC_JOINED_MS = 1_500

/**
 * A payment that one peer after the other is told of is told to everybody after this time, and up to twice as
 * much: longer than such a way takes.
 */
export const EMBARGO_MS = 1_500
/** Payments for one peer alone wait so long for others that go with them. */
export const STEM_PAUSE_MS = 50
/**
 * They go the same way for this long. Longer, and more of a person's payments share the luck of one draw;
 * shorter, and more draws are made.
 */
export const STEM_EPOCH_MS = 10 * 60_000
/** Peers that are tried when one cannot be reached. */
export const STEM_TRIES = 2
/** Payments that wait for that; more are told to everybody. */
export const STEM_WAITING = 512
/** Of one message, apart from a single transaction that is larger. */
export const STEM_BATCH_BYTES = 64 * 1024
/**
 * Transactions that peers gave to this node alone and that are being checked; more are dropped, and told to
 * everybody by others.
 */
export const STEM_CHECKING = 256

/** Own transactions in memory; beyond it the oldest settled ones are known from their block only. */
export const OWN_TRANSACTIONS = 1_000

/**
 * Evidence of others that is looked at for each offence, the best paying: a signature takes a millisecond,
 * and a pool holds thousands.
 */
export const EVIDENCE_LOOKED_AT = 4
