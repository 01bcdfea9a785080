/** Bounds of what a user can put into the wallet. */

/** Names are typed in a terminal and shown in one line of a phone. */
export const MAX_NAME_CHARACTERS = 32

/** Each block is searched for all own addresses, and the wallet's rows are rewritten with it. */
export const MAX_ADDRESSES = 1_000

/**
 * A PKCS#8 Ed25519 key takes 119 characters of PEM, 200 with its public key; a longer text is another file.
 */
export const MAX_PEM_CHARACTERS = 4_096

/** Whoever has the database can guess as fast as scrypt allows: a shorter password is found within days. */
export const MIN_PASSWORD_CHARACTERS = 8
export const MAX_PASSWORD_CHARACTERS = 256

/**
 * For a backup from a file: at most as much memory as a phone gives a page, 256 MB, and at least 16 MB for
 * each guess.
 */
export const MIN_SCRYPT_COST = 2 ** 14
export const MAX_SCRYPT_COST = 2 ** 18

/** A backup of {@link MAX_ADDRESSES} imported keys has a quarter of this. */
export const MAX_BACKUP_BYTES = 2 * 1024 * 1024

/** A recovery stops after this many consecutive addresses that the chain does not know (BIP-44's gap). */
export const RESTORE_GAP = 20
