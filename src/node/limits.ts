/** Bounds of the node's own memory and work. What peers may send is bounded in `network/limits.ts`. */

/** Transactions in the mempool, and their bytes: about an hour of full blocks of the default network. */
export const MEMPOOL_TRANSACTIONS = 5_000
export const MEMPOOL_BYTES = 8 * 1024 * 1024
/** One sender's transactions, so that a single key cannot fill the pool, and how far ahead its nonces may run; and their bytes, a quarter of the pool. */
export const MEMPOOL_PER_SENDER = 128
export const MEMPOOL_BYTES_PER_SENDER = MEMPOOL_BYTES / 4
/**
 * Of these, behind a gap in the nonces: such ones cost their sender nothing. Enough for what overtakes on its way, and for a contract among it.
 */
export const MEMPOOL_PARKED_PER_SENDER = 32
export const MEMPOOL_PARKED_BYTES_PER_SENDER = 128 * 1024
/** All senders' behind gaps together, a tenth of the pool: beyond it the oldest goes, so that nobody can hold these places. */
export const MEMPOOL_PARKED = MEMPOOL_TRANSACTIONS / 10
export const MEMPOOL_PARKED_BYTES = MEMPOOL_BYTES / 8
/** A transaction that found no block for this long leaves the pool. */
export const MEMPOOL_AGE_MS = 24 * 60 * 60 * 1000
/** Least fee that this node relays and mines, base units. A policy, not a rule: blocks may hold cheaper ones. */
export const MIN_RELAY_FEE = 1_000n
/**
 * Room in a block (fee-rate.ts) for a base unit of the fee: 1 000 gas. Payments take so little that the least fee is more; a usual call takes
 * 0.01 coins, a whole block of the default network 1.
 */
export const RELAYED_SPACE_PER_UNIT = 10n
/** The head of a body's list of transactions, at most. */
export const LIST_BYTES = 5
/** A replacement pays at least this much more, in percent, so that nobody relays changes for nothing. */
export const REPLACEMENT_PERCENT = 10n

/** Own unconfirmed transactions that the pool does not hold are offered to it again this often. */
export const READMIT_MS = 20_000

/** A node asks one of its peers for what waits there and not here this often: a round of an epidemic. */
export const POOL_EXCHANGE_MS = 20_000
/** … and a new peer after this time, when both ends know each other's topics, so that what comes later comes by gossip. */
export const POOL_EXCHANGE_JOINED_MS = 1_500

/** A payment that one peer after the other is told of is told to everybody after this time, and up to twice as much: longer than such a way takes. */
export const EMBARGO_MS = 1_500
/**
 * A transaction is passed on after this time, by every node: what its first teller sends arrives before what others pass on, and the first teller is
 * not who made it.
 */
export const RELAY_PAUSE_MS = 200
/** Payments for one peer alone wait so long for others that go with them. */
export const STEM_PAUSE_MS = 50
/** They go the same way for this long. Longer, and more of a person's payments share the luck of one draw; shorter, and more draws are made. */
export const STEM_EPOCH_MS = 10 * 60_000
/** Peers that are tried when one cannot be reached. */
export const STEM_TRIES = 2
/** Payments that wait for that; more are told to everybody. */
export const STEM_WAITING = 512
/** Of one message, apart from a single transaction that is larger. */
export const STEM_BATCH_BYTES = 64 * 1024
/** Transactions that peers gave to this node alone and that are being checked; more are dropped, and told to everybody by others. */
export const STEM_CHECKING = 256

/** Headers are checked for this long before others have their turn on the node's thread; one of proof of stake takes 4 ms. */
export const HEADERS_SLICE_MS = 20
/** Headers asked for at once, and how many may be held ahead of their bodies. */
export const HEADERS_PER_REQUEST = 500
export const HEADERS_AHEAD = 20_000
/** Heights at which two chains are compared in one question, to find where they part: with the highest common one, what a locator holds. */
export const FORK_STEPS = 62
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

/** A body that was announced is asked of the next who has it when it has not come after this time. */
export const ANNOUNCED_BODY_PATIENCE_MS = 2_000
/** Announced blocks of one peer that are judged at a time: blocks come one after the other, and forks are two or three. */
export const ANNOUNCED_BLOCKS_PER_PEER = 4

/** A block template is renewed this often, so that its timestamp and its transactions stay fresh. */
export const TEMPLATE_MS = 5_000

/** A failed database is tried again this often. */
export const STORAGE_RETRY_MS = 5_000
/** … and less and less often while it fails again within a minute. */
export const STORAGE_SETTLED_MS = 60_000
export const STORAGE_RETRY_LONGEST_MS = 5 * 60_000

/** Rows that one answer to a person lists. */
export const LIST_LIMIT = 500

/** Blocks whose rows are read at once while the chain is checked again; their bodies come one by one. */
export const VERIFY_ROWS = 100
/** Blocks of a file that land in one database transaction, as in a catch-up. */
export const CAR_BATCH = 32

/** Events that wait to be written: half of what the database keeps; the oldest go. */
export const EVENTS_WAITING = 1_000

/** Rows that change often are written for the screens at most this often. */
export const SCREEN_MS = 250

/** The mempool is looked through for old transactions this often. */
export const EXPIRE_EVERY_MS = 60_000

/** Good signatures remembered, a hundred bytes each: the mempool and the last blocks. */
export const VERIFIED_SIGNATURES = 20_000

/**
 * Threads beside the node's that check signatures. Each costs the memory of a worker and saves less than the one before: a tenth of the
 * work, hashing what is checked, stays on the node's thread.
 */
export const VERIFY_HELPERS = 3
/** Helpers started in all, before the node goes on without: more than that many do not die by chance. */
export const VERIFY_SPAWNS = 3 * VERIFY_HELPERS
/** Fewer signatures stay on the node's thread: waking a helper takes a millisecond, in which it checks sixteen by itself. */
export const SPREAD_FROM = 100
/** Signatures that a thread takes at once: what may be left to do when the other threads are done. */
export const SPREAD_PIECE = 16
/** Pieces at a helper at most: the next waits there while it works on the first. */
export const SPREAD_AHEAD = 2

/** Own transactions in memory; beyond it the oldest settled ones are known from their block only. */
export const OWN_TRANSACTIONS = 1_000

/** A peer whose chain could not be followed is tried again after this time, each time twice as long, up to the longest. */
export const SYNC_RETRY_MS = 5_000
export const SYNC_RETRY_LONGEST_MS = 5 * 60_000
/** Peers whose failures are remembered: many times the links that a node can have. */
export const RESTING_PEERS = 512

/**
 * Memory for the states after the latest blocks, beside the tip's: forks begin a block or two below it. Each keeps what its block changed, and counts as
 * two megabytes at least, so that there are sixteen of them.
 */
export const RECENT_STATES_BYTES = 32 * 1024 * 1024
export const LEAST_STATE_BYTES = 2 * 1024 * 1024
/** What an entry that a block changed takes beside its key and value: the tree's nodes above it. */
export const CHANGED_ENTRY_BYTES = 2 * 1024

/**
 * Bodies of lighter forks that are kept without being applied, of one peer and in all: more than what honest tabs that lose a race make, and room
 * for a short partition. Of the bytes that storage keeps (FORK_BYTES_KEPT) most are left to the blocks of a reorganisation.
 */
export const FORK_BLOCKS_PER_PEER = 100
export const FORK_BYTES_PER_PEER = 16 * 1024 * 1024
export const FORK_BLOCKS = 250
export const FORK_BYTES = 64 * 1024 * 1024

/** Blocks from the future are looked at again when their time has come, if that is within this time, and so many at once. */
export const FUTURE_HORIZON_MS = 10 * 60_000
export const FUTURE_BLOCKS = 32
/** One peer's among them: its earliest and the next, after which it is asked for the rest. */
export const FUTURE_BLOCKS_PER_PEER = 2
/** … but not sooner than after this time, so that a peer with ever new blocks from the future is not asked without a pause. */
export const FUTURE_LEAST_MS = 1_000

/** Producers that are watched for signing twice, and the latest headers of each: its forks within a finality window are few. */
export const WATCHED_PRODUCERS = 1_024
export const WATCHED_HEADERS_EACH = 64
/** … and headers of all of them together, two kilobytes each: 32 MB. */
export const WATCHED_HEADERS = 16_384
/** Double signings that wait to be reported, or for the block that slashed to be final. */
export const PENDING_OFFENCES = 64
/** Somebody else's evidence is given so many blocks, or so long where none come, before this node reports the offence itself, whatever waits then. */
export const LEFT_TO_OTHERS_BLOCKS = 2
export const LEFT_TO_OTHERS_MS = 60_000
/** Evidence of others that is looked at for each offence, the best paying: a signature takes a millisecond, and a pool holds thousands. */
export const EVIDENCE_LOOKED_AT = 4
/**
 * Own evidence that no block took for so many blocks offers four times as much, so many times: a thousand times the least, a hundredth of a coin or so. In ten blocks,
 * because evidence is heard for a few epochs only.
 */
export const EVIDENCE_RENEWED_BLOCKS = 2
export const EVIDENCE_RAISE = 4n
export const EVIDENCE_RAISES = 5n

/** Turns signed lately: slots ascend, so that only the last few can come again. */
export const SEALED_REMEMBERED = 64
/** A producer that may not sign again in this turn looks again after this time. */
export const AGAIN_MS = 500

/** Networks that a profile remembers: more than anybody takes part in, and a megabyte of settings where each is as large as an invite allows. */
export const KNOWN_NETWORKS = 64
/** Characters of the beginning of a network's id by which it can be named: fewer are a slip of the hand. */
export const NETWORK_ID_BEGINNING = 4

/** Who may produce is listed anew for the screens at most this often. */
export const FACTS_MS = 1_000

/** Checked headers in memory whose bodies nobody has sent yet, from all catch-ups together; beyond it they are forgotten and asked for again. */
export const HEADERS_WITHOUT_BODIES = 2 * HEADERS_AHEAD

/** Records of files that are looked through at once: what is listed, and what the network keeps copies of. */
export const RECORDED_FILES = 500
/** Calls of one rehearsal of a contract: a play with a whole class in it, each step of which takes a block's gas at most. */
export const REHEARSAL_STEPS = 100

/** Entries that a page of a contract's map has at most. */
export const MAP_PAGE = 100

/** Drafts of contracts that a profile keeps, and how long each and its name may be: longer than what can be deployed, since it is being written. */
export const DRAFTS_KEPT = 200
export const DRAFT_CHARACTERS = 256 * 1024
export const DRAFT_NAME_CHARACTERS = 80

/** The page hears of a contract that keeps running, or runs again and again, this often. */
export const RUN_REPORT_MS = 500
/** Blocks that are undone, one after the other, to see what an old transaction met: some seconds of reading. Older ones are looked at on the tip. */
export const UNDONE_TO_LOOK = 2_000
/** Other contracts whose sources go with a trace, of 64 KB each at most. */
export const TRACED_CONTRACTS = 15
/** After so long a trace gives way to what else waits. */
export const TRACE_SLICE_MS = 20

/** Peers on a chain that would undo what is final here that are named to people; the rest is a number. */
export const RIVAL_PEERS_NAMED = 3

/** What a bug of this app kept it from judging and is remembered over reloads, of blocks and of transactions; the oldest is tried again. */
export const UNJUDGED_EACH = 32
/** Characters of the message and of the stack that go with each, so that the row of all is below 200 KB. */
export const UNJUDGED_CHARACTERS = 1_500
/** Bugs of this app that are told apart in one run; what meets one of them again is told of no more, unless it is a block. */
export const BUGS_TOLD = 64
/** Headers in memory that stand on a block which could not be judged: what they weigh tells whether the network went on without this tab. */
export const BEYOND_HEADERS = 1_000
/**
 * So many blocks on one that could not be judged, heavier than the own chain, and this tab stops making blocks. Fewer are what somebody with a
 * minority of the power can put on a block that stops at a bug in everybody's app, for which nobody has to stop.
 */
export const BEHIND_BLOCKS = 6
