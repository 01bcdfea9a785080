/** Bounds of the laboratory: message sizes and waiting times, each with its reason. */

/** Sightings that one tab keeps; an attack leaves a few dozen, and those of a flood are merged into one. */
export const SIGHTINGS_KEPT = 4_096
/** Different sightings of one peer; further ones are counted without an id. */
export const SIGHTINGS_PER_PEER = 64
/** Peers, blocks or transactions in one question. */
export const MAX_ASKED_IDS = 64
/** Sightings in an answer. */
export const MAX_REPORTED_SIGHTINGS = 128
/** The code of a rule or of a receipt. */
export const MAX_CODE_BYTES = 48
export const MAX_MESSAGE_BYTES = 256
/** Ids, each a hash or a peer id. */
export const MAX_LAB_QUESTION_BYTES = 2 * MAX_ASKED_IDS * 72 + 64
/** Sightings of at most 500 bytes, receipts of 100, arrivals of 50. */
export const MAX_LAB_ANSWER_BYTES = 128 * 1024

/**
 * Time for an attacker's second identity to link with every peer; then it goes on with those that it reached.
 */
export const BURNER_LINK_MS = 25_000
/** From a message to the verdict of every tab: two round trips, and an import on a busy machine. */
export const VERDICTS_MS = 20_000
/** From there to one tip at every tab. */
export const AGREEMENT_MS = 45_000
/** Between two questions while an attack is judged: four times as long as peers demand of a link. */
export const ASK_EVERY_MS = 250
/** Between two looks at this tab's own state. */
export const LOOK_EVERY_MS = 50
/** Between two messages of an attacker that insists, so that each is judged before the next arrives. */
export const INSIST_EVERY_MS = 150
/** Messages of an attacker that insists: at the lowest penalty above nought, ten lead to a disconnect. */
export const INSIST_TIMES = 16
/** Time for a block with an attacker's payment; a tab must be mining. */
export const FUNDED_MS = 60_000
/** Time until an attacker's turn to make a block, on any engine. */
export const TURN_MS = 90_000
/** Hashes that are tried before the worker's other tasks get a turn. */
export const SEARCH_SLICE = 50_000

/** Blocks that an attacker makes for one chain. */
export const MAX_FORGED_BLOCKS = 400
/** Blocks made in haste, each with more work; the slow chain has one block more. */
export const HEAVY_BLOCKS = 8
/** Blocks that confirm a payment before a chain of backdated blocks undoes it. */
export const CONFIRMATIONS = 3
/** Spacings of rest before: room for as many backdated blocks, several times the confirmations. */
export const REST_SPACINGS = 15
/** Blocks from a double signing to the evidence. */
export const SLASHED_BLOCKS = 3
/**
 * Transactions behind a gap, with which an attacker fills pools: enough to be noticed, and paid by the coin
 * that it has.
 */
export const SQUATTING_NONCES = 20
/** Gas of an attacker's contract: enough to deploy it, and at most a second of work per call. */
export const ATTACK_GAS = 50_000_000n
/** The fee for which nodes relay that much gas and a few thousand bytes. */
export const ATTACK_FEE = 51_000n
/** Announcements in one gossip message of an attacker; a receiver decodes at most 512. */
export const SPAM_PER_MESSAGE = 256
/** Streams requested of a link: more than it may have. */
export const STALLED_STREAMS = 24
/** Ten times what a whole block of gas takes on a quiet machine; longer would delay a network. */
export const DEAR_MS = 5_000

/** An attacker's file: a node and three blocks, as many as close a link when they are wrong. */
export const ATTACK_FILE_BYTES = 3 * 1024 * 1024
/** A wrong block: any bytes will do. */
export const WRONG_BLOCK_BYTES = 64
/** Between two announcements of a false provider; tabs believe one for forty seconds. */
export const LIE_AGAIN_MS = 10_000
/** Time until a tab has its turn and asks for a recorded file that somebody claims to hold. */
export const FILE_TURN_MS = 40_000
/**
 * Time until the network has its copies again: the attacker was silent for long enough, and the next tab had
 * its turn.
 */
export const FILE_COPIES_MS = 120_000

/**
 * Announcements of one block with four thousand ids each: 2.5 MB to each tab, which reads them before it
 * closes the link.
 */
export const JUNK_ANNOUNCEMENTS = 20
/** Lists under which one header is announced: more than a peer may have under check at a time. */
export const MANY_LISTS = 200
/** Announcements of files that are sent at once. */
export const FALSE_NEWS = 100
/**
 * Messages that honest tabs send each other anyway while an attack runs: blocks, payments and announcements
 * of their own.
 */
export const PASSED_ON_MEANWHILE = 40
/** The default rate. */
export const TRAFFIC_RATE = 5
/** Between two payments or batches of them; a late timer makes up for missed ones, up to a bound. */
export const TRAFFIC_TICK_MS = 50
export const TRAFFIC_PER_TICK = 10
/** A thousandth of a coin per payment. One transaction in five is a call. */
export const TRAFFIC_AMOUNT = 1_000n
export const TRAFFIC_CALLS_PERCENT = 20
/** A tab that has not received a transaction by then has it from a block. */
export const TRAFFIC_HEARD_MS = 15_000
/** Samples kept for the plot. */
export const TRAFFIC_SAMPLES = 120
/** The length of one sample. */
export const TRAFFIC_SAMPLE_MS = 1_000
/** Own transactions that are followed at a time. */
export const TRAFFIC_FOLLOWED = 2_000
/** A transaction that no tab has in a block after this time counts as lost. */
export const TRAFFIC_LOST_MS = 120_000
/** The latest waits of each kind, for their median. */
export const TRAFFIC_WAITS = 512

/** Between two looks at the tip by a forge that waits for a turn on it. */
export const TIP_MS = 50
