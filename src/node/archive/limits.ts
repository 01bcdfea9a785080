/** Bounds of reading and proving the chain's history. */

/** Blocks whose rows are read at once during a verification; their bodies are read one by one. */
export const VERIFY_ROWS = 100
/** Blocks of a file that are imported in one database transaction, as in a catch-up. */
export const CAR_BATCH = 32

/** File records that are read at once, to list them and to copy their files. */
export const RECORDED_FILES = 500
