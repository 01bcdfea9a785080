/** Bounds of reading and proving what was. */

/** Blocks whose rows are read at once while the chain is checked again; their bodies come one by one. */
export const VERIFY_ROWS = 100
/** Blocks of a file that land in one database transaction, as in a catch-up. */
export const CAR_BATCH = 32

/** Records of files that are looked through at once: what is listed, and what the network keeps copies of. */
export const RECORDED_FILES = 500
