import { MAX_TRANSACTION_BYTES } from '#chain/limits.ts'

/**
 * Bounds on all resources that a peer can use, with reasons. Bounds that the page's half of a link shares are
 * in `link-messages.ts`.
 */

const KIB = 1024
const MIB = 1024 * KIB

// Topology (docs/protocol-wire.md, Topology)

/** Links that a node keeps; in a full mesh of nine nodes each has exactly as many. */
export const TARGET_LINKS = 8
/** With at least so many known nodes links rotate; with fewer the mesh is full and has no other peers. */
export const FULL_MESH_BELOW = 10
/** Concurrent dials of the topology; WebRTC negotiation is expensive on a phone. */
export const MAX_PARALLEL_DIALS = 4
/** Interval between rotations of a link. */
export const ROTATION_MS = 60_000
/** A younger link is not rotated away, because its negotiation was expensive. */
export const MIN_LINK_AGE_MS = 10_000
/** Interval between decisions of the topology, if no event triggers one earlier. */
export const TOPOLOGY_TICK_MS = 2_000
/**
 * A neighbour that was asked for release and finds no replacement within this time is replaced by another
 * one.
 */
export const ASK_RELEASE_MS = 15_000
/** A peer that left is dialled again after one to two times this time: it may be reloading. */
export const LEFT_PAUSE_MS = 1_000
/** The same for a peer that this node dropped, so that a rotation does not bring it back at once. */
export const DROPPED_PAUSE_MS = 3_000
/** A peer whose link was closed for its score is not dialled before this. */
export const MISBEHAVED_PAUSE_MS = 300_000
/** Delay after a link's end until libp2p forgets the peer; gossipsub has released it by then. */
export const FORGET_PEER_MS = 60_000
/** Changes of the known peers are reported together after this time. */
export const KNOWN_PEERS_SAVE_MS = 1_000
/** A node counts as alive for this long after it was seen, by this node or by a peer linked to it. */
export const ALIVE_MS = 120_000

// Addresses

/** Peers remembered; the worst are forgotten first. Ten networks' worth of links. */
export const MAX_KNOWN_PEERS = 256
/** Peers named in one message. */
export const MAX_SHARED_PEERS = 32
/** An Ed25519 peer id has 52 characters. */
export const MAX_PEER_ID_BYTES = 64
/** Pause after the first failed dial; it doubles with each further one. */
export const REDIAL_FIRST_MS = 5_000
/** Longest pause: a peer that was away all day is found within the hour. */
export const REDIAL_LONGEST_MS = 3_600_000
/** A peer that was never linked is forgotten after so many failures, one that was after twice as many. */
export const MAX_FAILURES = 6
/** Peers that were forgotten, so that their pauses hold when they are named again. */
export const MAX_FORGOTTEN_PEERS = 256
/** Peers of other networks that are remembered, so that they are not dialled again. */
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

// Introductions by members (docs/protocol-wire.md, Introductions by members)

/** A session description: a data channel with thirty candidates has 5 KiB. */
export const MAX_DESCRIPTION_BYTES = 8 * KIB
/** An offer with two keys, a nonce, an expiry and a signature. */
export const MAX_OFFER_BYTES = MAX_DESCRIPTION_BYTES + 256
export const MAX_OFFER_ANSWER_BYTES = MAX_DESCRIPTION_BYTES + 128
/** Members between the two ends: with eight links each, three reach five hundred nodes. */
export const INTRODUCTION_HOPS = 3
/** Links that an offer goes on by while its target is not linked: 39 messages at most with three members. */
export const INTRODUCTION_FANOUT = 3
/** From the offer's first message to the answer: what is left of a dial opens the channel. */
export const INTRODUCTION_TIMEOUT_MS = 8_000
/** An offer expires so much later, by the clock of its sender. */
export const OFFER_LIFETIME_MS = 15_000
/** Clocks of two tabs may differ by so much. */
export const OFFER_CLOCK_MS = 120_000
/** Offers accepted from a link, by any origins; each costs a signature check of a millisecond. */
export const INTRODUCE_RATE = { burst: 48, perSecond: 6 } as const
/** Offers sent over a link: fewer than the other end accepts, so that no member is blamed for a flood that it passes on. */
export const INTRODUCE_SEND_RATE = { burst: 32, perSecond: 4 } as const
/** Offers passed on or answered for one origin: four dials at once, and then one in two seconds. */
export const ORIGIN_OFFER_RATE = { burst: 8, perSecond: 0.5 } as const
/** Origins whose rate is remembered, and offers that are not passed on twice; two hundred bytes each. */
export const MAX_OFFER_ORIGINS = 256
export const MAX_SEEN_OFFERS = 1_024
/** Offers of one link that may wait for an answer at once, and of all links together. */
export const MAX_WAITING_OFFERS_PER_LINK = 8
export const MAX_WAITING_OFFERS = 32
/** Answers whose link has not opened yet, one for each peer; each costs an RTCPeerConnection. */
export const MAX_OPEN_ANSWERS = 4
/** Peers that the server did not link this node with, so that members are tried first. */
export const MAX_DOUBTED_PEERS = 256
/** After the server linked this node with another peer than it asked for, members come first for this time. */
export const DISTRUST_MS = 300_000

// Links

/** From the first offer to an open channel; a peer behind a slow signaling server needs seconds. */
export const DIAL_TIMEOUT_MS = 15_000
/**
 * Two tabs that dial each other at one moment keep one of the two dials. An older one is no such coincidence:
 * its offer is probably lost.
 */
export const CROSSING_DIALS_MS = 3_000
/** The page tries out STUN and TURN servers in 5 s. */
export const REACH_PROBE_MS = 8_000
/** Noise and yamux over an open channel: a few round trips. Bounds half-open inbound links. */
export const UPGRADE_TIMEOUT_MS = 10_000
/** Tabchain's own handshake after that. */
export const HANDSHAKE_TIMEOUT_MS = 10_000
/** Bytes that libp2p may queue on one link beyond the credit; a peer that exceeds it does not read. */
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
/** Least time between two heartbeats caused by new heads. */
export const HEAD_PUSH_MS = 200
/** Nonce, head, number of links, one flag. */
export const MAX_HEARTBEAT_BYTES = 256
/** Heartbeats accepted from a peer: one per interval and one per new head, with some reserve. */
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
/** Ids in a request, more than a pool holds. */
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
/** Requests of one kind accepted from a peer: a node that syncs asks a few times per second. */
export const REQUEST_RATE = { burst: 64, perSecond: 16 } as const
/** Exchanges accepted from a peer. */
export const PEER_EXCHANGE_RATE = { burst: 4, perSecond: 0.2 } as const
/** Pool exchanges accepted from a peer: at the start of a link, and from time to time. */
export const POOL_RATE = { burst: 4, perSecond: 0.2 } as const
/** Stem messages accepted from a peer, which sends at most ten per second. */
export const STEM_RATE = { burst: 32, perSecond: 16 } as const

// Gossip

/** The largest transaction, which deploys a contract, with the gossip framing. */
export const MAX_TRANSACTION_MESSAGE_BYTES = MAX_TRANSACTION_BYTES + 64
/** Transactions that an announcement lists; a larger block is announced by its header alone. */
export const MAX_ANNOUNCED_IDS = 4_096
/** Header and 32 bytes per listed transaction. */
export const MAX_BLOCK_MESSAGE_BYTES = MAX_ANNOUNCED_IDS * 32 + 2 * KIB
/** One gossip RPC, which may carry several messages. */
export const MAX_GOSSIP_RPC_BYTES = 512 * KIB
/** Bytes that may wait for a slow peer before its gossip stream is closed. */
export const MAX_GOSSIP_QUEUE_BYTES = 2 * MIB
/**
 * Messages of one peer, and their bytes, that the node checks concurrently; further messages of that peer are
 * ignored and sent again later. Each peer has its own share, so that slow messages of one do not block the
 * others: 32 MiB with all links.
 */
export const MAX_CHECKED_MESSAGES = 128
export const MAX_CHECKED_BYTES = 2 * MIB
/** Gossip messages accepted from a peer. */
export const GOSSIP_RATE = { burst: 2_000, perSecond: 500 } as const
/** How long a message id is remembered: gossip circulates for 5 s. */
export const GOSSIP_SEEN_MS = 15_000

// Files

/** Files in one list of an announcement: a tab with more announces them in turn. */
export const MAX_ANNOUNCED_FILES = 64
/** Three lists, a key and a signature. */
export const MAX_FILE_NEWS_BYTES = 3 * MAX_ANNOUNCED_FILES * 40 + 256
/** Announcements whose time differs more are ignored, so that nobody can replay those of a closed tab. */
export const FILE_NEWS_CLOCK_MS = 120_000
/**
 * Announcements accepted from a tab, which sends one per second while files change and otherwise one in
 * fifteen.
 */
export const AUTHOR_NEWS_RATE = { burst: 8, perSecond: 1 } as const
/**
 * Announcements accepted from one link, by any tabs: twice those of a hundred tabs. Each costs a signature
 * check.
 */
export const LINK_NEWS_RATE = { burst: 128, perSecond: 16 } as const
/**
 * Tabs that one linked peer vouches for, so that their announcements are accepted: as many as it names in two
 * messages.
 */
export const MAX_VOUCHED = 2 * MAX_SHARED_PEERS
/** Tabs whose last announcement is remembered: four holders of each of 500 recorded files. */
export const MAX_FILE_NEWS_AUTHORS = 2_048
/** Their announcements, for tabs that ask, of which most name one file. The oldest are forgotten first. */
export const MAX_NEWS_MEMORY_BYTES = 2 * MIB
/** Announcements of one network cost a budget, so that their turns grow, up to this. */
export const MAX_NEWS_TURN_S = 1_320
/** A tab counts until it was silent for so many turns. */
export const NEWS_TURNS = 8 / 3
/**
 * Bytes of announcements by tabs that nobody here knows, from one link of a large network: four times what
 * all tabs of it announce.
 */
export const STRANGER_NEWS_RATE = { burst: 64 * KIB, perSecond: 4 * KIB } as const
/** A question for announcements names at most as many files as one of them. */
export const MAX_NEWS_QUESTION_BYTES = MAX_ANNOUNCED_FILES * 40 + 16
/** Announcements in an answer, a millisecond each to check, and their bytes, the first one not counted. */
export const MAX_NEWS_ANSWERS = 64
export const MAX_NEWS_ANSWER_BYTES = 64 * KIB
/** Announcements of one file in an answer: enough for a fetch, which dials three holders. */
export const MAX_NEWS_PER_FILE = 8
/** Questions for announcements accepted from a peer: one at the start of a link, and one per fetch. */
export const NEWS_QUESTION_RATE = { burst: 8, perSecond: 0.5 } as const

// Size of the network (docs/decisions/0019-news-of-large-networks.md)

/** From this estimated number of tabs on, few tabs announce each file, and few count its copies … */
export const LARGE_NETWORK = 100
/** … until the estimate is below this one. */
export const SMALL_AGAIN = 75
/** Samples of the estimate, and how long they count: a tab dials one or two peers a minute. */
export const MAX_SIZE_SAMPLES = 32
export const SIZE_SAMPLE_MS = 20 * 60_000

// Scores

/** A score falls to half in this time. */
export const SCORE_HALF_LIFE_MS = 600_000
/** At this score the link is closed; at the next one the peer is banned. */
export const DISCONNECT_SCORE = -50
export const BAN_SCORE = -100
/** A peer whose link was closed may return with a score above this: from 50 it takes five minutes. */
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
/** Text pasted into the join field: a whole link at most. */
export const MAX_INVITE_TEXT = 32 * KIB
export const MAX_URL_BYTES = 512
