/**
 * Bounds of the resources that files take, and of the work that peers can cause. The bounds of the wire are
 * in `network/limits.ts`.
 */

const MIB = 1024 * 1024

// Files and their blocks

/** A file's block: the largest that bitswap carries between IPFS nodes of any make. */
export const MAX_BLOCK_BYTES = 2 * MIB
/** Levels of a file's tree: three hold a terabyte with a thousand links a node. */
export const MAX_TREE_DEPTH = 16
/**
 * Blocks of one file, half a kilobyte of memory each while it is fetched: a terabyte would be more, two
 * gigabytes in blocks of 256 KiB or ten thousand photos are not.
 */
export const MAX_FILE_BLOCKS = 65_536
/** Links of one node: the importer's own bound is 1024, other tools' sharded folders have fewer. */
export const MAX_NODE_LINKS = 8_192
/** A file returned in one piece; larger ones are read in parts. A `Blob` is on the disk, not in memory. */
export const MAX_WHOLE_BYTES = 4096 * MIB
/** Blocks imported at once: hashing and writing overlap, and eight megabytes are held. */
export const IMPORT_BLOCKS = 8
/** Files of a folder: their list is in memory, and hashing them takes a few minutes. */
export const MAX_FOLDER_FILES = 10_000
/** Files of a folder that are imported at once: each reads ahead by itself. */
export const FOLDER_IMPORTS = 2
/** Characters of a path in a folder: what file systems allow. */
export const MAX_PATH_CHARACTERS = 4_096
/**
 * How far a file may exceed its recorded size before a copy for the network is given up: the overhead of a
 * tree.
 */
export const RECORD_SLACK = 1.02
export const RECORD_SLACK_BYTES = MIB

// Quota

/**
 * The default quota of files: enough for a class's photos, or a tenth of the browser's grant if that is less.
 */
export const DEFAULT_QUOTA_BYTES = 2048 * MIB
export const DEFAULT_QUOTA_SHARE = 0.1
/** A quota below this would hold nothing worth a copy. */
export const LEAST_QUOTA_BYTES = 16 * MIB

// Fetching

/** Fetches at once; the next wait. */
export const MAX_FETCHES = 4
/** Blocks requested from one source at once: a round trip of 100 ms at 20 MB/s covers two. */
export const BLOCKS_PER_SOURCE = 8
/** Sources of one fetch; more than four do not speed up one tab's Noise. */
export const MAX_SOURCES = 6
/**
 * A requested block arrives within this time or is requested elsewhere: two megabytes at a megabit a second.
 */
export const BLOCK_TIMEOUT_MS = 20_000
/** Timeouts or missing blocks in a row after which a source is left out of a fetch. */
export const SOURCE_FAILURES = 3
/** A block under way for this long is also requested from an idle source. */
export const ENDGAME_MS = 3_000
/** A linked peer answers whether it has a block within this time. */
export const PROBE_TIMEOUT_MS = 5_000
/** A fetch without any source for this long stops. */
export const STALL_MS = 12_000
/** Holders without a link that one fetch dials, so that it does not use up the topology's slots. */
export const DIALS_PER_FETCH = 3
/** A stopped fetch looks for holders again after this time, even if no tab announced the file. */
export const RETRY_MS = 60_000
/** Progress is written for the screens at most this often. */
export const PROGRESS_MS = 400
/**
 * Requested blocks that are remembered for each peer, so that a late answer can be told from an unrequested
 * one.
 */
export const REMEMBERED_WANTS = 4_096

/** An unrequested block is judged after this time … */
export const UNREQUESTED_MS = 4_000
/** … unless this many wait already: more than a tab requests from one peer for all its fetches. */
export const MAX_UNREQUESTED = 2 * MAX_FETCHES * BLOCKS_PER_SOURCE

// Serving

/**
 * Wants of one peer that are remembered: Helia's own bound. A Helia node that reads a file requests all
 * blocks of a node at once, and none again.
 */
export const MAX_PEER_WANTS = 1024
/**
 * Wants of one peer that are answered in one message, which bitswap holds in memory: 8 MiB of blocks of 1
 * MiB, 16 MiB at worst.
 */
export const SERVED_AT_ONCE = 8
/** Wants of a peer that bitswap itself remembers: those under way, and the latest unanswered ones. */
export const LEDGER_WANTS = 2 * SERVED_AT_ONCE
/** Blocks that were read for peers' messages: one for each peer that is being served. */
export const BLOCKS_AHEAD = 16
/** The size of a bitswap message without its blocks. */
export const MESSAGE_SLACK_BYTES = 64 * 1024
/** Bitswap messages may take this long on a slow link. */
export const MESSAGE_TIMEOUT_MS = 60_000

// Holders

/** Tabs announce their files this often; an announcement has a part of the list, in turn. */
export const ANNOUNCE_MS = 15_000
/** A change is announced after this time, together with those that follow. */
export const ANNOUNCE_SOON_MS = 1_000
/** Files in one announcement, as in `network/limits.ts`. */
export const ANNOUNCED_FILES = 64
/** A tab that was silent for this long counts as holding nothing. */
export const SILENT_MS = 40_000
/** … or for so many of its own turns, where they are longer. */
export const SILENT_TURNS = 8 / 3
/**
 * What the announcements of all tabs of a large network may cost together, in bytes a second, before gossip
 * multiplies them: each tab makes its turns as long as that takes. As in RTCP (RFC 3550, 6.2), the traffic
 * stays what it is however many tabs there are.
 */
export const NEWS_BYTES_PER_SECOND = 512
/**
 * The longest turn: that of four announcers of each of 500 recorded files, all of them different tabs. A tab
 * that vanished then counts for an hour, and its proofs for half of that.
 */
export const LONGEST_TURN_MS = 1_320_000
/** An announcement without its files: key, time, signature, and what gossip and the link add. */
export const NEWS_OVERHEAD_BYTES = 300
/** A CID in an announcement. */
export const NEWS_CID_BYTES = 38
/**
 * Holders of a file that announce it in a large network: the nearest to it, one more than it needs. The
 * others are silent.
 */
export const ANNOUNCERS = 4
/** Tabs that count the copies of one recorded file, on average; in a network of as many all of them do. */
export const GUARDS = 12
/** While fewer tabs than needed announce a file, the part of the tabs that guard it doubles this often. */
export const GUARDS_DOUBLE_MS = 60_000
/** Neighbours that are asked who holds a file. */
export const ASKED_NEIGHBOURS = 3
/** Questions to neighbours: far less than one of them accepts. */
export const OWN_QUESTION_RATE = { burst: 6, perSecond: 0.2 } as const
/** Files in one question to a neighbour, as in `network/limits.ts`. */
export const ASKED_FILES = 64
/** … or for this long after its link was lost: a little more than one announcement. */
export const SILENT_AFTER_LEFT_MS = 18_000
/**
 * A file that an active tab has not announced for this long is gone there: a list of a thousand files is
 * announced within four minutes.
 */
export const HOLDING_MS = 600_000
/**
 * The announcements of a file by a tab that did not send it are ignored for this long: slowness is not
 * misconduct, but such a copy does not count.
 */
export const DOUBT_MS = 600_000
/**
 * Tabs whose holdings are remembered, and files of each: the latest records of the chain, and the files that
 * are here.
 */
export const MAX_HOLDERS = 2_048
export const MAX_HOLDINGS = 1_024
/**
 * All holdings together, two hundred bytes each: 13 MB. Forty tabs with five hundred files each take a third
 * of it.
 */
export const MAX_ALL_HOLDINGS = 65_536
/** Past holders of one file that are remembered, for the error when no tab has it: 6 MB for all files. */
export const MAX_PAST_HOLDERS = 64
/** Holders that wait to be stored; those beyond it are known in memory only. */
export const MAX_UNSAVED_HOLDERS = 8_192
/** Holders are stored this often, for the errors of a later fetch. */
export const HOLDERS_SAVE_MS = 30_000
/** New and former holders are written for the screens this often. */
export const HOLDERS_SHOW_MS = 2_000

// Copies

/** The number of tabs that should hold each recorded file. */
export const REPLICAS = 3
/** How often a tab looks for files with too few copies. */
export const REPLICATE_MS = 5_000
/** Tabs begin a copy at different times within this, so that not all fetch the same file at once. */
export const REPLICATE_JITTER_MS = 8_000
/**
 * A proof (a random block of an announced file) counts for all of a tab's files for this long: a block of a
 * megabyte for each holder and hour is little.
 */
export const PROVEN_MS = 30 * 60_000
/**
 * A tab that did not send the block is not asked again before this, and does not count as a copy until then.
 */
export const UNPROVED_MS = 5 * 60_000
/** Tabs that are asked about one file; after as many claims with too few proofs the file is copied. */
export const PROBES_PER_FILE = 4
/** A tab is dialled for a probe this often at most: twice as often as the topology exchanges a link. */
export const PROBE_DIAL_MS = 30_000
/** How long other tabs' announced fetches of a file are waited for. */
export const FETCHING_TRUST_MS = 2 * 60_000
/** Copies that a tab fetches for the network at once. */
export const REPLICATE_AT_ONCE = 2

// The public IPFS

/** A routing server answers within this time. */
export const PUBLIC_TIMEOUT_MS = 20_000
/** Gateways, routing servers and IPFS nodes that a person lists, of each. */
export const MAX_PUBLIC_SERVERS = 8
/** Providers of one file that are considered … */
export const MAX_FOUND_PROVIDERS = 64
/** … gateways among them that are asked, and IPFS nodes that are dialled. */
export const MAX_FOUND_GATEWAYS = 4
export const MAX_FOUND_PEERS = 4
/** Links with IPFS nodes: those of the list, and those of four fetches. */
export const MAX_PUBLIC_PEERS = 24
/** An IPFS node answers a dial within this time: name resolution, TLS and Noise. */
export const PUBLIC_DIAL_TIMEOUT_MS = 15_000
/** How often a listed IPFS node that is not linked is dialled. */
export const PUBLIC_REDIAL_MS = 15_000
/**
 * Gateways and nodes that sent wrong bytes and are not asked again; a routing server can list ever new ones.
 */
export const MAX_LIARS = 512
/** Requests to one gateway at a time: browsers open six connections to a host. */
export const GATEWAY_REQUESTS = 4

// CAR

/** A CAR's header: a root and a version. */
export const MAX_CAR_BLOCKS = 1_000_000
