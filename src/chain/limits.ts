/**
 * Bounds that hold on every network, because they protect the decoder before any genesis is known.
 * A network's own limits (block bytes, transactions, …) are in its genesis and lie within these.
 */

/** The largest byte string that is decoded at all: the largest block that a genesis may allow, with room for a wire message around it. */
export const MAX_ENCODED_BYTES = 8 * 1024 * 1024 + 4096

/** Nesting of arrays and maps; the deepest structure of the protocol has 4. A decoder recurses once per level. */
export const MAX_ENCODED_DEPTH = 16

/**
 * Items of an encoding, those within others too: an empty list is one byte there and forty in memory. The largest receipt has about 60 000, a body one
 * for each transaction.
 */
export const MAX_ENCODED_ITEMS = 256 * 1024

/** The largest contract with the longest arguments, and room for the other fields. */
export const MAX_TRANSACTION_BYTES = 88 * 1024

/** A contract's source in UTF-8: a library of its own, not a framework. */
export const MAX_SOURCE_BYTES = 64 * 1024

/** Calls of contracts within one another in a transaction, its own included: each takes an instance of the machine. */
export const MAX_CALL_DEPTH = 8

/** Events of one transaction, those of calls that were undone among them; its receipt is a leaf that every node keeps. */
export const MAX_EVENTS = 256

/** A key in a contract's storage: a map's name and a key that a person could read. */
export const MAX_STORAGE_KEY_BYTES = 256

/** A stored value: what the largest source is; more belongs into a map. */
export const MAX_STORED_BYTES = 64 * 1024

/**
 * What the calls of one transaction write and tell, as `apply/call-budget.ts` counts it: with source, description, result and message, which
 * take up to 64 KiB each, and what the transaction itself changes, the receipt stays below {@link MAX_RECEIPT_BYTES}.
 */
export const MAX_WRITTEN_BYTES = 512 * 1024

/**
 * What the calls of one transaction overwrite or remove, counted like {@link MAX_WRITTEN_BYTES}: every node keeps it, to be able to undo the block.
 * Sixteen of the largest values.
 */
export const MAX_REPLACED_BYTES = 1024 * 1024

/**
 * Bytes of a block's receipts, in which everything is that it adds to the state, and its events and results. Beside gas, because a network may
 * allow a hundred times the gas of the default one: more would not land in a database within a spacing.
 */
export const MAX_BLOCK_RECEIPT_BYTES = 8 * 1024 * 1024

/** Bytes of what a block's transactions overwrite or remove, which is nearly all of its undo journal (apply/change-bytes.ts). */
export const MAX_BLOCK_UNDO_BYTES = 8 * 1024 * 1024

/** Encoded arguments of one call. */
export const MAX_ARGUMENT_BYTES = 16 * 1024

/** A method's name. */
export const MAX_METHOD_NAME_BYTES = 64

/** A proof-of-work header has at most 302 bytes; the rest is room for other engines' proofs and signatures. */
export const MAX_HEADER_BYTES = 1024

/** Fields of a header's seal; an engine needs two to four. */
export const MAX_SEAL_FIELDS = 8

/** UTF-8 bytes of a transfer's memo or a file's note: a short sentence, not a place to store files. */
export const MAX_MEMO_BYTES = 256

/** A binary CIDv1 with SHA2-256: four bytes of prefix and the digest. */
export const FILE_CID_BYTES = 36

/** UTF-8 bytes of a file's name: what file systems allow. */
export const MAX_FILE_NAME_BYTES = 255

/** Registered media types are at most 127 characters (RFC 6838, 4.2). */
export const MAX_MEDIA_TYPE_BYTES = 127

/** Authorities of a network: with more, a round of turns takes longer than a person waits. */
export const MAX_AUTHORITIES = 64
/** Sets of authorities that the state remembers: the one at the final block, and those that wait to become final. */
export const MAX_AUTHORITY_SETS = 16

/** Stakers at height 0; each takes 44 bytes in an invite. */
export const MAX_GENESIS_STAKERS = 64

/** Rule changes that a genesis can announce. */
export const MAX_ACTIVATIONS = 16

/** Encoded genesis parameters; they travel in invites, and with {@link MAX_ALLOCATIONS} they stay below this. */
export const MAX_GENESIS_BYTES = 16 * 1024

/** Balances at height 0. Each takes 44 bytes at most. */
export const MAX_ALLOCATIONS = 256

/** A receipt lists every entry that a transaction changed; as much as the largest block may hold of them is no secret to its verifier. */
export const MAX_RECEIPT_BYTES = 1024 * 1024

/** A way up a list of a block: the most transactions that {@link GENESIS_BOUNDS} allows lie 15 levels deep. */
export const MAX_MERKLE_DEPTH = 15

/** The longest proof shows an event of the largest receipt; the ways to two roots, or the state's, are small beside it. */
export const MAX_PROOF_BYTES = MAX_RECEIPT_BYTES + 16 * 1024

/**
 * A key of the state: a byte that says whose it is, and what names the entry. The longest are those of contracts' maps: the contract's address, a
 * stored key, and six bytes of a place.
 */
export const MAX_STATE_KEY_BYTES = 1 + 32 + MAX_STORAGE_KEY_BYTES + 6

/** Paths of the state's tree that are kept by their keys, in bytes: some ten thousand, which is more than a full block touches. */
export const RECENT_PATH_BYTES = 2 * 1024 * 1024

/** Memory for contracts' methods and sources that are kept decoded: those of a busy class several times over. */
export const DECODED_CONTRACT_BYTES = 4 * 1024 * 1024

/** The value of an entry of the state in a proof: as large as a receipt may be, which lists what was written. */
export const MAX_PROVEN_VALUE_BYTES = 1024 * 1024

/** A network's name in UTF-8 bytes: it has to fit in a status bar. */
export const MAX_NAME_BYTES = 32

/** What a genesis may set each of its limits to, both ends included (checked by genesis/check-genesis.ts). */
export const GENESIS_BOUNDS = {
  /** Less does not hold a handful of transactions; more takes too long over slow links for any spacing. */
  blockBytes: [4096, 8 * 1024 * 1024],
  /** 8 MiB hold about 40 000 transfers; half of that is what a phone verifies within a spacing. */
  blockTransactions: [1, 20_000],
  /** At least the dearest transaction without code; at most what a second of a fast device's work comes to, thirty times over. */
  blockGas: [1_000_000n, 100_000_000_000n],
  /** Headers, bodies and journals of this many blocks are kept at hand. */
  finalityDepth: [1, 10_000],
  /** Of blocks that are signed: four times what the most authorities need for a majority that has signed twice. */
  signedFinalityDepth: [512, 10_000],
  /** Clocks of honest tabs differ by up to a second; more than ten minutes makes timestamps meaningless. */
  futureMs: [1000, 600_000],
  /** A producer who makes a million blocks alone can still hold all of their rewards. */
  reward: [0n, 2n ** 43n],
  /** Faster than a gossip round, blocks only make forks; slower than a day, nobody waits. */
  spacingMs: [500, 86_400_000],
  /** At least the spacing (a rule of its own), at most thirty days. */
  halflifeMs: [500, 30 * 86_400_000],
  /** A genesis target below 2^200 asks for 2^56 hashes a block, which no room of tabs has. */
  maxTarget: [2n ** 200n, 2n ** 256n - 1n],
  /** An epoch of a few slots has a seed that one staker can choose; one of a million lasts months. */
  epochSlots: [4, 1_000_000],
  /** At least one epoch, in which a double signing can still be told of. */
  unbondingEpochs: [1, 10_000],
  /** Hundredths. */
  percent: [0, 100],
  /** Silence of an authority before the next may speak. */
  timeoutMs: [500, 3_600_000],
} as const
