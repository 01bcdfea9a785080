/** Bounds of the laboratory: what its protocol may carry and how long it waits, with the reason for each. */

/** What one tab remembers of what peers sent it; an attack leaves a few dozen entries, a flood is merged into one. */
export const SIGHTINGS_KEPT = 4_096
/** Different things remembered of one peer; what it sends beyond is counted without its id. */
export const SIGHTINGS_PER_PEER = 64
/** Peers, blocks or transactions asked about at once. */
export const MAX_ASKED_IDS = 64
/** Sightings in an answer. */
export const MAX_TOLD_SIGHTINGS = 128
/** A rule's or a receipt's code. */
export const MAX_CODE_BYTES = 48
export const MAX_MESSAGE_BYTES = 256
/** Ids, each a hash or a peer id. */
export const MAX_LAB_QUESTION_BYTES = 2 * MAX_ASKED_IDS * 72 + 64
/** Sightings of at most 500 bytes, receipts of 100, arrivals of 50. */
export const MAX_LAB_ANSWER_BYTES = 128 * 1024

/** An attacker's second identity is linked with every peer in this time, or with those that it reached. */
export const BURNER_LINK_MS = 25_000
/** From a message to everybody's verdict on it: two round trips, and an import on a busy machine. */
export const VERDICTS_MS = 20_000
/** From there to one tip everywhere. */
export const AGREEMENT_MS = 45_000
/** How often peers are asked while an attack is judged: a quarter of what they let a link ask. */
export const ASK_EVERY_MS = 250
/** How often something of this tab's own is looked at. */
export const LOOK_EVERY_MS = 50
/** Pause between two messages of an attacker who insists, so that each is judged before the next comes. */
export const INSIST_EVERY_MS = 150
/** So often it insists: at the least penalty of a rule that costs anything, ten make a disconnect. */
export const INSIST_TIMES = 16
/** A block with an attacker's payment in it: mining has to be on somewhere. */
export const FUNDED_MS = 60_000
/** An attacker's turn to make a block, on any engine. */
export const TURN_MS = 90_000
/** Hashes that are tried before other work of the worker gets a turn. */
export const SEARCH_SLICE = 50_000

/** Blocks that an attacker makes for one chain. */
export const MAX_FORGED_BLOCKS = 400
/** Blocks made in haste, whose work grows by the block; those at their pace are one more. */
export const HEAVY_BLOCKS = 8
/** Blocks that confirm a payment which a chain of idle hours then undoes. */
export const CONFIRMATIONS = 3
/** Spacings of rest before it: room for as many dated-back blocks, several times the confirmations. */
export const REST_SPACINGS = 15
/** Blocks from a double signing to the evidence. */
export const SLASHED_BLOCKS = 3
/** Transactions behind a gap with which an attacker fills pools: enough to be seen there, and paid by the coin that it has. */
export const SQUATTING_NONCES = 20
/** An attacker's contract: enough to be deployed, and a second's work at most when it is called. */
export const ATTACK_GAS = 50_000_000n
/** What nodes relay that much gas for, and a few thousand bytes beside it. */
export const ATTACK_FEE = 51_000n
/** Announcements in one gossip message of an attacker: what its receiver decodes at most is 512. */
export const SPAM_PER_MESSAGE = 256
/** Streams that a link is asked for at once: more than it may have. */
export const STALLED_STREAMS = 24
/** A whole block of gas takes a tenth of that on a quiet machine; more would hold a network up. */
export const DEAR_MS = 5_000

/** An attacker's file: three blocks and a node above them, as many wrong ones as close a link. */
export const ATTACK_FILE_BYTES = 3 * 1024 * 1024
/** A wrong block: any bytes do. */
export const WRONG_BLOCK_BYTES = 64
/** A false provider says again what it holds; tabs believe it for forty seconds. */
export const LIE_AGAIN_MS = 10_000
/** A recorded file that somebody says to hold is asked for by a tab that has its turn. */
export const FILE_TURN_MS = 40_000
/** The network has its copies again: an attacker has been silent for long enough, and the next tab had its turn. */
export const FILE_COPIES_MS = 120_000

/** Announcements of one block with four thousand ids each: 2.5 MB to each tab, which it reads before it closes the link. */
export const JUNK_ANNOUNCEMENTS = 20
/** Lists under which one header is announced: more than a peer may have checked at a time. */
export const MANY_LISTS = 200
/** News of files that are sent at once. */
export const FALSE_NEWS = 100
/** Messages that honest tabs have for each other anyway while an attack runs: blocks, payments and news of their own. */
export const PASSED_ON_MEANWHILE = 40
/** Unless told otherwise. */
export const TRAFFIC_RATE = 5
/** Payments are due so often, and so many at once where a timer came late. */
export const TRAFFIC_TICK_MS = 50
export const TRAFFIC_PER_TICK = 10
/** A thousandth of a coin each, and one in five is a call. */
export const TRAFFIC_AMOUNT = 1_000n
export const TRAFFIC_CALLS_PERCENT = 20
/** A tab that has not heard of a transaction by then has it from a block. */
export const TRAFFIC_HEARD_MS = 15_000
/** What is measured is kept for the plot this long. */
export const TRAFFIC_SAMPLES = 120
/** One sample. */
export const TRAFFIC_SAMPLE_MS = 1_000
/** Own transactions whose way is followed at a time. */
export const TRAFFIC_FOLLOWED = 2_000
/** A transaction that no tab has in a block after this time counts as lost. */
export const TRAFFIC_LOST_MS = 120_000
/** The last so many waits of a kind, for their median. */
export const TRAFFIC_WAITS = 512

/** While it waits for a turn on the tip, it looks this often whether the tip moved. */
export const TIP_MS = 50
