/**
 * Bounds that hold on every network. They protect the decoder before any genesis is known. A network's own
 * limits (block bytes, transactions, …) are in its genesis and lie within these.
 */

/**
 * The longest byte string that is decoded: the largest block that a genesis may allow, and a wire message
 * around it.
 */
export const MAX_ENCODED_BYTES = 8 * 1024 * 1024 + 4096

/**
 * Nesting of arrays and maps; the deepest structure of the protocol has 4 levels. A decoder recurses once per
 * level.
 */
export const MAX_ENCODED_DEPTH = 16

/**
 * Items of an encoding, nested ones included: an empty list takes one byte encoded and forty in memory. The
 * largest receipt has about 60 000 items, and a body has one for each transaction.
 */
export const MAX_ENCODED_ITEMS = 256 * 1024

/** The largest contract with the longest arguments, with room for the other fields. */
export const MAX_TRANSACTION_BYTES = 88 * 1024

/** A contract's source in UTF-8: enough for a library of one's own, not for a framework. */
export const MAX_SOURCE_BYTES = 64 * 1024

/** Nested calls of contracts in a transaction, the first included. Each needs an instance of the machine. */
export const MAX_CALL_DEPTH = 8

/** Events of one transaction, those of failed calls included. Its receipt is a leaf that every node keeps. */
export const MAX_EVENTS = 256

/** A key in a contract's storage: the name of a map and a key that a person could read. */
export const MAX_STORAGE_KEY_BYTES = 256

/** A stored value: as long as the largest source. Anything longer belongs in a map. */
export const MAX_STORED_BYTES = 64 * 1024

/**
 * Bytes that the calls of one transaction write and emit, counted by `apply/call-budget.ts`. Together with
 * source, description, result and message (up to 64 KiB each) and the changes of the transaction itself, the
 * receipt stays below {@link MAX_RECEIPT_BYTES}.
 */
export const MAX_WRITTEN_BYTES = 512 * 1024

/**
 * Bytes that the calls of one transaction overwrite or remove, counted like {@link MAX_WRITTEN_BYTES}:
 * sixteen of the largest values. Every node keeps them to be able to undo the block.
 */
export const MAX_REPLACED_BYTES = 1024 * 1024

/**
 * Bytes of a block's receipts, which contain everything that the block adds to the state, its events and its
 * results. Gas does not bound them enough: a network may allow a hundred times the gas of the default one,
 * and more than this cannot be written to a database within a spacing.
 */
export const MAX_BLOCK_RECEIPT_BYTES = 8 * 1024 * 1024

/**
 * Bytes that a block's transactions overwrite or remove; they are nearly all of its undo journal
 * (apply/change-bytes.ts).
 */
export const MAX_BLOCK_UNDO_BYTES = 8 * 1024 * 1024

/** Encoded arguments of one call. */
export const MAX_ARGUMENT_BYTES = 16 * 1024

/** A method's name. */
export const MAX_METHOD_NAME_BYTES = 64

/**
 * A proof-of-work header has at most 302 bytes; the rest is for the proofs and signatures of other engines.
 */
export const MAX_HEADER_BYTES = 1024

/** Fields of a header's seal; an engine needs two to four. */
export const MAX_SEAL_FIELDS = 8

/** UTF-8 bytes of a transfer's memo or a file's note: enough for a short sentence, and not for a file. */
export const MAX_MEMO_BYTES = 256

/** A binary CIDv1 with SHA2-256: four bytes of prefix and the digest. */
export const FILE_CID_BYTES = 36

/** UTF-8 bytes of a file's name, as file systems allow. */
export const MAX_FILE_NAME_BYTES = 255

/** Registered media types are at most 127 characters (RFC 6838, 4.2). */
export const MAX_MEDIA_TYPE_BYTES = 127

/** Authorities of a network. With more, one round of turns takes longer than a person waits. */
export const MAX_AUTHORITIES = 64
/** Sets of authorities in the state: the one at the final block, and those that wait to become final. */
export const MAX_AUTHORITY_SETS = 16

/** Stakers at height 0; each takes 44 bytes in an invite. */
export const MAX_GENESIS_STAKERS = 64

/** Changes of the rules that a genesis can announce. */
export const MAX_ACTIVATIONS = 16

/** Encoded genesis parameters, which travel in invites. With {@link MAX_ALLOCATIONS} they stay below this. */
export const MAX_GENESIS_BYTES = 16 * 1024

/** Balances at height 0, each of which takes at most 44 bytes. */
export const MAX_ALLOCATIONS = 256

/** A receipt, which lists every entry that a transaction changed. */
export const MAX_RECEIPT_BYTES = 1024 * 1024

/**
 * A path up a list of a block: the most transactions that {@link GENESIS_BOUNDS} allows lie 15 levels deep.
 */
export const MAX_MERKLE_DEPTH = 15

/**
 * The longest proof shows an event of the largest receipt; the paths to the roots are small compared to it.
 */
export const MAX_PROOF_BYTES = MAX_RECEIPT_BYTES + 16 * 1024

/**
 * A key of the state: one byte for the kind of entry, and the entry's name. The longest keys belong to the
 * maps of contracts: the contract's address, a stored key, and six bytes of a place.
 */
export const MAX_STATE_KEY_BYTES = 1 + 32 + MAX_STORAGE_KEY_BYTES + 6

/**
 * Bytes of the cache of paths in the state's tree: some ten thousand paths, more than a full block touches.
 */
export const RECENT_PATH_BYTES = 2 * 1024 * 1024

/** Memory for decoded methods and sources of contracts: several times those of a busy class. */
export const DECODED_CONTRACT_BYTES = 4 * 1024 * 1024

/** The value of a state entry in a proof: as large as a receipt, which lists all that was written. */
export const MAX_PROVEN_VALUE_BYTES = 1024 * 1024

/** A network's name in UTF-8 bytes: it has to fit in a status bar. */
export const MAX_NAME_BYTES = 32

/** Bounds of each limit that a genesis sets, both ends included (checked by genesis/check-genesis.ts). */
export const GENESIS_BOUNDS = {
  /** Fewer do not hold a handful of transactions; more take too long over slow links with any spacing. */
  blockBytes: [4096, 8 * 1024 * 1024],
  /** 8 MiB hold about 40 000 transfers, and a phone verifies half of them within a spacing. */
  blockTransactions: [1, 20_000],
  /**
   * At least the most expensive transaction without code; at most thirty seconds of work of a fast device.
   */
  blockGas: [1_000_000n, 100_000_000_000n],
  /** A node keeps the headers, bodies and journals of this many blocks at hand. */
  finalityDepth: [1, 10_000],
  /**
   * Where blocks are signed: four times the blocks in which a majority of the most authorities signs twice.
   */
  signedFinalityDepth: [512, 10_000],
  /** Clocks of honest tabs differ by up to a second; more than ten minutes makes timestamps meaningless. */
  futureMs: [1000, 600_000],
  /** A producer that makes a million blocks alone can still hold all of their rewards. */
  reward: [0n, 2n ** 43n],
  /** Blocks faster than a gossip round only make forks; nobody waits for blocks slower than a day. */
  spacingMs: [500, 86_400_000],
  /** At least the spacing (a separate rule), at most thirty days. */
  halflifeMs: [500, 30 * 86_400_000],
  /** A genesis target below 2^200 asks for 2^56 hashes per block, more than any group of tabs can compute. */
  maxTarget: [2n ** 200n, 2n ** 256n - 1n],
  /** One staker can choose the seed of an epoch of a few slots; an epoch of a million slots lasts months. */
  epochSlots: [4, 1_000_000],
  /** At least one epoch, in which a double signing can still be reported. */
  unbondingEpochs: [1, 10_000],
  /** Hundredths. */
  percent: [0, 100],
  /** Silence of an authority after which the next one may produce. */
  timeoutMs: [500, 3_600_000],
} as const
