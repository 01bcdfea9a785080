import { MAX_TRANSACTION_BYTES } from '#chain/limits.ts'

/**
 * Bounds on everything that a peer can fill, with the reason for each. The bounds that the page's half of a
 * link keeps too are in `link-messages.ts`.
 */

const KIB = 1024
const MIB = 1024 * KIB

// Topology (docs/protocol-wire.md, Topology)

/** Links that a node keeps; in a full mesh of nine nodes everybody has exactly these. */
export const TARGET_LINKS = 8
/**
 * From this many known nodes on, links rotate: below it the mesh is full and there is nobody to rotate to.
 */
export const FULL_MESH_BELOW = 10
/** Dials of the topology at one time; WebRTC negotiation is expensive on a phone. */
export const MAX_PARALLEL_DIALS = 4
/** One link is exchanged per such interval. */
export const ROTATION_MS = 60_000
/** A link younger than this is not rotated away: it has hardly paid for its negotiation. */
export const MIN_LINK_AGE_MS = 10_000
/** How often the topology looks, unless an event makes it look at once. */
export const TOPOLOGY_TICK_MS = 2_000
/**
 * A neighbour asked for release that finds no replacement within this time is asked no more; another one is.
 */
export const ASK_RELEASE_MS = 15_000
/** A peer that left is not dialled again before this, and up to twice as much: it may be reloading. */
export const LEFT_PAUSE_MS = 1_000
/** Nor one that we dropped, so that a rotation does not bring back at once what it let go. */
export const DROPPED_PAUSE_MS = 3_000
/** A peer whose link was closed for its score is not dialled before this. */
export const MISBEHAVED_PAUSE_MS = 300_000
/**
 * What libp2p remembers of a peer is deleted so long after its link, when gossipsub has let go of it as well.
 */
export const FORGET_PEER_MS = 60_000
/** Changes of the known peers are passed on together after this time. */
export const KNOWN_PEERS_SAVE_MS = 1_000
/** A node not heard of for this long, by us or by a peer that is linked to it, does not count as alive. */
export const ALIVE_MS = 120_000

// Addresses

/** Peers remembered; the worst are forgotten first. Ten networks' worth of links. */
export const MAX_KNOWN_PEERS = 256
/** Peers named in one message. */
export const MAX_SHARED_PEERS = 32
/** An Ed25519 peer id has 52 characters. */
export const MAX_PEER_ID_BYTES = 64
/** First pause after a failed dial; it doubles with each further one. */
export const REDIAL_FIRST_MS = 5_000
/** Longest pause: a peer that was away all day is found within the hour. */
export const REDIAL_LONGEST_MS = 3_600_000
/** A peer that was never linked is forgotten after so many failures, one that was after twice as many. */
export const MAX_FAILURES = 6
/** Peers of other networks that are remembered so that they are not dialled again. */
export const MAX_REFUSED_PEERS = 512
/** Ids asked from the signaling server. */
export const INTRODUCTIONS_LIMIT = 10
/** Its answer: ten ids with room to spare. */
export const MAX_INTRODUCTIONS_BYTES = 8 * KIB
/** How often the signaling server is asked while links are missing, and while they are not. */
export const INTRODUCTIONS_WANTED_MS = 15_000
export const INTRODUCTIONS_SETTLED_MS = 90_000
export const INTRODUCTIONS_TIMEOUT_MS = 8_000
/** How often a node exchanges peers with one of its neighbours. */
export const PEER_EXCHANGE_MS = 30_000

// Links

/** From the first offer to an open channel; a peer behind a slow signaling server needs seconds. */
export const DIAL_TIMEOUT_MS = 15_000
/** Noise and yamux over an open channel: a few round trips. Bounds half-open inbound links. */
export const UPGRADE_TIMEOUT_MS = 10_000
/** The handshake of our own after that. */
export const HANDSHAKE_TIMEOUT_MS = 10_000
/** What libp2p may queue on one link beyond the credit; a peer that lets more pile up does not read. */
export const MAX_WRITE_BUFFER_BYTES = 4 * MIB
/**
 * Receive window of a stream: 10 MB/s at a round trip of 50 ms; 16 streams of this fill
 * `MAX_RECEIVE_QUEUE_BYTES`.
 */
export const MAX_STREAM_WINDOW_BYTES = 512 * KIB
/** Streams that a peer may hold open on its link, all protocols together; an honest one needs a dozen. */
export const MAX_STREAMS_PER_LINK = 32

// Liveness

/** Time between heartbeats of a link. */
export const HEARTBEAT_MS = 3_000
/** Heartbeats without an answer after which a link is closed: a dead peer is gone after ten seconds. */
export const HEARTBEAT_MISSES = 3
/** After a wake-up every link must answer within this time. */
export const WAKE_DEADLINE_MS = 4_000
/** Least time between two heartbeats that a new head causes. */
export const HEAD_PUSH_MS = 200
/** Nonce, head, number of links, one flag. */
export const MAX_HEARTBEAT_BYTES = 256
/** Heartbeats taken from a peer: one per interval and one per new head, with room. */
export const HEARTBEAT_RATE = { burst: 32, perSecond: 8 } as const

// Protocols

/** Any message of the handshake or of an exchange; the longest carries `MAX_SHARED_PEERS` peers. */
export const MAX_HANDSHAKE_BYTES = 4 * KIB
/** Version and agent are for people. */
export const MAX_AGENT_BYTES = 64
/** Total weight as a big-endian number: 2^256 hashes are beyond any chain. */
export const MAX_WEIGHT_BYTES = 32

/** Ids of a locator: its steps double, so 64 reach below any height. */
export const MAX_LOCATOR_IDS = 64
/** Headers in one answer: half a megabyte at most. */
export const MAX_HEADERS = 512
export const MAX_HEADERS_REQUEST_BYTES = MAX_LOCATOR_IDS * 34 + 64
/** One header with the codec's framing, see `chain/limits.ts`. */
export const MAX_HEADERS_BYTES = MAX_HEADERS * (1024 + 4) + 64

/** Bodies asked for at once. */
export const MAX_BODIES = 64
export const MAX_BODIES_REQUEST_BYTES = MAX_BODIES * 34 + 64
/** The largest body that a genesis may allow. */
export const MAX_BODY_BYTES = 8 * MIB
/**
 * Bodies of one answer together, the first one not counted: beyond it the answer ends early, and the rest is
 * asked for again.
 */
export const MAX_BODIES_BYTES = 2 * MIB
export const MAX_BODIES_ANSWER_BYTES = MAX_BODY_BYTES + MAX_BODIES_BYTES + MAX_BODIES * 8

/**
 * Bytes of a transaction's id that name it in an exchange of pools: two ids with one beginning cost 2^64
 * hashes to find.
 */
export const SHORT_ID_BYTES = 8
/** Ids that the asker names, more than a pool holds. */
export const MAX_POOL_IDS = 8_192
export const MAX_POOL_QUESTION_BYTES = MAX_POOL_IDS * SHORT_ID_BYTES + 16
/**
 * Transactions in an answer, and their bytes, the first one not counted: half a second of checking
 * signatures. The rest comes with the next exchange.
 */
export const MAX_POOL_TRANSACTIONS = 512
export const MAX_POOL_BYTES = 256 * KIB
export const MAX_POOL_ANSWER_BYTES = MAX_TRANSACTION_BYTES + MAX_POOL_BYTES + MAX_POOL_TRANSACTIONS * 8

/**
 * Transactions that go to one peer alone in one message, and its bytes: the largest one, or many of the usual
 * kind.
 */
export const MAX_STEM_TRANSACTIONS = 64
export const MAX_STEM_BYTES = MAX_TRANSACTION_BYTES + 64 * KIB

/** A request must be answered within this time; it then goes to another peer. */
export const REQUEST_TIMEOUT_MS = 15_000
/** Requests of one kind that one peer may have open with us at a time. */
export const MAX_CONCURRENT_REQUESTS = 4
/** Requests of one kind taken from a peer: a node that syncs asks a few times a second. */
export const REQUEST_RATE = { burst: 64, perSecond: 16 } as const
/** Exchanges taken from a peer. */
export const PEER_EXCHANGE_RATE = { burst: 4, perSecond: 0.2 } as const
/** Pools taken note of: at a link's beginning, and now and then. */
export const POOL_RATE = { burst: 4, perSecond: 0.2 } as const
/** Stem messages taken from a peer, which sends at most ten a second. */
export const STEM_RATE = { burst: 32, perSecond: 16 } as const

// Gossip

/** The largest transaction, which carries a contract, and its round. */
export const MAX_TRANSACTION_MESSAGE_BYTES = MAX_TRANSACTION_BYTES + 64
/** Transactions that an announcement lists; a larger block is announced by its header alone. */
export const MAX_ANNOUNCED_IDS = 4_096
/** Header and 32 bytes per listed transaction. */
export const MAX_BLOCK_MESSAGE_BYTES = MAX_ANNOUNCED_IDS * 32 + 2 * KIB
/** One gossip RPC, which may carry several messages. */
export const MAX_GOSSIP_RPC_BYTES = 512 * KIB
/** What waits for a slow peer before its gossip stream is closed. */
export const MAX_GOSSIP_QUEUE_BYTES = 2 * MIB
/**
 * Messages of one peer, and their bytes, that the node checks at a time; beyond it a message of that peer is
 * ignored and comes again. A share of its own for each, so that a peer whose messages take long leaves nobody
 * deaf: with all links 32 MiB.
 */
export const MAX_CHECKED_MESSAGES = 128
export const MAX_CHECKED_BYTES = 2 * MIB
/** Gossip messages taken from a peer. */
export const GOSSIP_RATE = { burst: 2_000, perSecond: 500 } as const
/** How long a message id is remembered: gossip circulates for 5 s. */
export const GOSSIP_SEEN_MS = 15_000

// Files

/** Files that one list of a tab's news names: a tab with more tells them in turn. */
export const MAX_ANNOUNCED_FILES = 64
/** Three lists, a key and a signature. */
export const MAX_FILE_NEWS_BYTES = 3 * MAX_ANNOUNCED_FILES * 40 + 256
/** News whose time is further from ours are no news, so that nobody lets a tab that is gone live on. */
export const FILE_NEWS_CLOCK_MS = 120_000
/** News taken from a tab: one a second while files change, one in fifteen seconds else. */
export const AUTHOR_NEWS_RATE = { burst: 8, perSecond: 1 } as const
/** News that one link brings, of whomever: of a hundred tabs twice over. Each costs a signature. */
export const LINK_NEWS_RATE = { burst: 128, perSecond: 16 } as const
/**
 * Tabs that one linked peer vouches for, without which their news are not heard: what it tells in two
 * messages.
 */
export const MAX_VOUCHED = 2 * MAX_SHARED_PEERS
/** Tabs whose last news are remembered, two hundred bytes each: all that links can vouch for. */
export const MAX_FILE_NEWS_AUTHORS = 1_024

// Scores

/** A score falls to half in this time. */
export const SCORE_HALF_LIFE_MS = 600_000
/** At this score the link is closed; at the next one the peer is banned. */
export const DISCONNECT_SCORE = -50
export const BAN_SCORE = -100
/** Whose link was closed may come back with a score above this: from 50 it takes five minutes. */
export const RETURN_SCORE = -35
export const BAN_MS = 3_600_000
/** Peers whose score is remembered. */
export const MAX_SCORES = 1_024

// Invites

/**
 * The genesis parameters in an invite, base64url, and its other fields: see `MAX_GENESIS_BYTES` of
 * `chain/limits.ts`.
 */
export const MAX_INVITE_BYTES = 17 * KIB
/** Text pasted into the join field, a whole link at most. */
export const MAX_INVITE_TEXT = 32 * KIB
export const MAX_URL_BYTES = 512
