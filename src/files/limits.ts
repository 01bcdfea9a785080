/**
 * Bounds of what files take here and of what peers can make this tab do about them. Those of the wire are in
 * `network/limits.ts`.
 */

const MIB = 1024 * 1024

// What is shared

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
/**
 * A file handed over in one piece; larger ones are read in parts. A `Blob` lies on the disk, not in memory.
 */
export const MAX_WHOLE_BYTES = 4096 * MIB
/** Blocks imported at once: hashing and writing overlap, and eight megabytes are held. */
export const IMPORT_BLOCKS = 8
/** Files of a folder: what its list is held in memory for, and a few minutes of hashing. */
export const MAX_FOLDER_FILES = 10_000
/** Files of a folder that are imported at once: each reads ahead by itself. */
export const FOLDER_IMPORTS = 2
/** Characters of a path in a folder: what file systems allow. */
export const MAX_PATH_CHARACTERS = 4_096
/**
 * How far a file may be larger than its record says, before the network's own copies of it are given up: what
 * a tree adds to its bytes.
 */
export const RECORD_SLACK = 1.02
export const RECORD_SLACK_BYTES = MIB

// Quota

/**
 * What files may take unless the person says otherwise: enough for a class's photos, a tenth of what the
 * browser gives if that is less.
 */
export const DEFAULT_QUOTA_BYTES = 2048 * MIB
export const DEFAULT_QUOTA_SHARE = 0.1
/** A quota below this would hold nothing worth a copy. */
export const LEAST_QUOTA_BYTES = 16 * MIB

// Fetching

/** Fetches at once; the next wait. */
export const MAX_FETCHES = 4
/** Blocks asked for at once, of one source: a round trip of 100 ms at 20 MB/s is two. */
export const BLOCKS_PER_SOURCE = 8
/** Sources of one fetch; beyond four nothing gets faster through one tab's Noise. */
export const MAX_SOURCES = 6
/**
 * A block that a peer was asked for comes within this time or is asked for elsewhere: two megabytes at a
 * megabit a second.
 */
export const BLOCK_TIMEOUT_MS = 20_000
/** Timeouts or missing blocks in a row after which a source is left out of a fetch. */
export const SOURCE_FAILURES = 3
/** A block under way for so long is also asked of a source that has nothing else to do. */
export const ENDGAME_MS = 3_000
/** A linked peer answers whether it has a block within this time. */
export const PROBE_TIMEOUT_MS = 5_000
/** Without any source for this long a fetch comes to a stop. */
export const STALL_MS = 12_000
/** Holders without a link that one fetch dials, so that it does not take the place of the whole topology. */
export const DIALS_PER_FETCH = 3
/** A stopped fetch looks again for holders after this time even if nobody told of the file. */
export const RETRY_MS = 60_000
/** Progress is written for the screens at most this often. */
export const PROGRESS_MS = 400
/**
 * Blocks asked of a peer that are remembered, so that a late answer is told from one that nobody asked for.
 */
export const REMEMBERED_WANTS = 4_096

/** A block that its sender was not asked for is judged after this time … */
export const UNREQUESTED_MS = 4_000
/** … unless so many wait already: more than a tab asks of one peer for all its fetches. */
export const MAX_UNREQUESTED = 2 * MAX_FETCHES * BLOCKS_PER_SOURCE

// Serving

/**
 * Wants of one peer that are remembered: Helia's own bound. A Helia node that reads a file wants all blocks
 * of a node at once, and asks for none again.
 */
export const MAX_PEER_WANTS = 1024
/**
 * Wants of one peer that are answered in one message, which bitswap holds in memory: 8 MiB of blocks of 1
 * MiB, 16 MiB at worst.
 */
export const SERVED_AT_ONCE = 8
/**
 * Wants of a peer that bitswap itself remembers: those under way, and the latest that could not be answered.
 */
export const LEDGER_WANTS = 2 * SERVED_AT_ONCE
/**
 * Blocks that are read and on their way to peers' messages: one for each peer that is served at the moment.
 */
export const BLOCKS_AHEAD = 16
/** What a message of bitswap has beside its blocks. */
export const MESSAGE_SLACK_BYTES = 64 * 1024
/** Bitswap messages may take this long on a slow link. */
export const MESSAGE_TIMEOUT_MS = 60_000

// Who holds what

/** Tabs say what they hold this often; the announcement carries a part of the list, in turn. */
export const ANNOUNCE_MS = 15_000
/** A change is told after this time, together with those that follow at once. */
export const ANNOUNCE_SOON_MS = 1_000
/** Files told in one announcement, as in `network/limits.ts`. */
export const ANNOUNCED_FILES = 64
/** A tab that said nothing for this long holds nothing now, as far as anybody knows. */
export const SILENT_MS = 40_000
/** … or for this long after its link was lost: one announcement and a little. */
export const SILENT_AFTER_LEFT_MS = 18_000
/**
 * A file that a talking tab has not mentioned for this long is gone there: a list of a thousand files is told
 * within four minutes.
 */
export const HOLDING_MS = 600_000
/**
 * A tab that said to hold a file and did not give it is not believed of that file for this long: nobody is
 * blamed for being slow, but a copy that does not come is none.
 */
export const DOUBT_MS = 600_000
/**
 * Tabs whose holdings are remembered, and files of each: what the chain records lately, and what is here
 * beside it.
 */
export const MAX_HOLDERS = 256
export const MAX_HOLDINGS = 1_024
/**
 * All holdings together, two hundred bytes each: 13 MB. Forty tabs with five hundred files each are a third
 * of it.
 */
export const MAX_ALL_HOLDINGS = 65_536
/**
 * Tabs that are remembered of one file after they are gone, for the reason that is given when nobody has it:
 * 6 MB with all files.
 */
export const MAX_PAST_HOLDERS = 64
/** Holders that wait to be written down: what is news beyond it is known in memory only. */
export const MAX_UNSAVED_HOLDERS = 8_192
/** What is known of holders is written down this often, for the reasons that a later fetch gives. */
export const HOLDERS_SAVE_MS = 30_000
/** Who came to hold a file, or ceased to, is written down for the screens this often. */
export const HOLDERS_SHOW_MS = 2_000

// Staying

/** Tabs that shall hold each recorded file. */
export const REPLICAS = 3
/** How often a tab looks for files with too few copies. */
export const REPLICATE_MS = 5_000
/** Tabs begin a copy at different times within this, so that not all fetch the same file at once. */
export const REPLICATE_JITTER_MS = 8_000
/**
 * A tab that gave a random block of a file that it says to hold is believed of all its files for this long: a
 * block of a megabyte for each holder and hour is little.
 */
export const PROVEN_MS = 30 * 60_000
/** One that did not is not asked again before this, and is no copy until it is. */
export const UNPROVED_MS = 5 * 60_000
/** Tabs that are asked about one file; with that many claims and too few proofs it is copied. */
export const PROBES_PER_FILE = 4
/** A tab is dialled for a probe this often at most: twice as often as the topology exchanges a link. */
export const PROBE_DIAL_MS = 30_000
/** Tabs that say to be fetching a file are waited for this long. */
export const FETCHING_TRUST_MS = 2 * 60_000
/** Copies that a tab fetches for the network at once. */
export const REPLICATE_AT_ONCE = 2

// The public IPFS

/** A routing server names everybody whom it names within this time. */
export const PUBLIC_TIMEOUT_MS = 20_000
/** Gateways, routing servers and IPFS nodes that a person lists, of each. */
export const MAX_PUBLIC_SERVERS = 8
/** Providers of one file that are looked at … */
export const MAX_FOUND_PROVIDERS = 64
/** … gateways among them that are asked, and IPFS nodes that are dialled. */
export const MAX_FOUND_GATEWAYS = 4
export const MAX_FOUND_PEERS = 4
/** Links with IPFS nodes: those of the list, and those of four fetches. */
export const MAX_PUBLIC_PEERS = 24
/** An IPFS node answers a dial within this time: a name, a TLS connection, Noise. */
export const PUBLIC_DIAL_TIMEOUT_MS = 15_000
/** How often a listed IPFS node that is not linked is dialled. */
export const PUBLIC_REDIAL_MS = 15_000
/**
 * Gateways and nodes that gave wrong bytes and are not asked again; a routing server can name ever new ones.
 */
export const MAX_LIARS = 512
/** Requests to one gateway at a time: browsers open six connections to a host. */
export const GATEWAY_REQUESTS = 4

// CAR

/** A CAR's header: a root and a version. */
export const MAX_CAR_BLOCKS = 1_000_000
