/**
 * Bounds that hold on every network, because they protect the decoder before any genesis is known.
 * A network's own limits (block bytes, transactions, …) are in its genesis and lie within these.
 */

/** The largest byte string that is decoded at all: the largest block that a genesis may allow, with room for a wire message around it. */
export const MAX_ENCODED_BYTES = 8 * 1024 * 1024 + 4096

/** Nesting of arrays and maps; the deepest structure of the protocol has 4. A decoder recurses once per level. */
export const MAX_ENCODED_DEPTH = 16

/** A transfer with the longest memo has 467 bytes; the rest is room for its fields to grow. */
export const MAX_TRANSACTION_BYTES = 1024

/** A proof-of-work header has at most 302 bytes; the rest is room for other engines' proofs and signatures. */
export const MAX_HEADER_BYTES = 1024

/** Fields of a header's seal; an engine needs two to four. */
export const MAX_SEAL_FIELDS = 8

/** UTF-8 bytes of a transfer's memo: a short sentence, not a place to store files. */
export const MAX_MEMO_BYTES = 256

/** Encoded genesis parameters; they travel in invites, and with {@link MAX_ALLOCATIONS} they stay below this. */
export const MAX_GENESIS_BYTES = 16 * 1024

/** Balances at height 0. Each takes 44 bytes at most. */
export const MAX_ALLOCATIONS = 256

/** An undo journal is this node's own data; a block touches at most a few keys per transaction. */
export const MAX_JOURNAL_BYTES = 64 * 1024 * 1024

/** A network's name in UTF-8 bytes: it has to fit in a status bar. */
export const MAX_NAME_BYTES = 32

/** What a genesis may set each of its limits to, both ends included (checked by genesis/check-genesis.ts). */
export const GENESIS_BOUNDS = {
  /** Less does not hold a handful of transactions; more takes too long over slow links for any spacing. */
  blockBytes: [4096, 8 * 1024 * 1024],
  /** 8 MiB hold about 40 000 transfers; half of that is what a phone verifies within a spacing. */
  blockTransactions: [1, 20_000],
  /** Headers, bodies and journals of this many blocks are kept at hand. */
  finalityDepth: [1, 10_000],
  /** Clocks of honest tabs differ by up to a second; more than ten minutes makes timestamps meaningless. */
  futureMs: [1000, 600_000],
  /** Faster than a gossip round, blocks only make forks; slower than a day, nobody waits. */
  spacingMs: [500, 86_400_000],
  /** At least the spacing (a rule of its own), at most thirty days. */
  halflifeMs: [500, 30 * 86_400_000],
  /** A genesis target below 2^200 asks for 2^56 hashes a block, which no room of tabs has. */
  maxTarget: [2n ** 200n, 2n ** 256n - 1n],
} as const
