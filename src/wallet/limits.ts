/** Bounds of what a user can put into the wallet. */

/** Names are typed in a terminal and shown in one line of a phone. */
export const MAX_NAME_CHARACTERS = 32

/** Every block looks through all own addresses, and the wallet's rows are rewritten with it. */
export const MAX_ADDRESSES = 1_000

/**
 * A PKCS#8 Ed25519 key takes 119 characters of PEM, 200 with its public key; what is longer is another file.
 */
export const MAX_PEM_CHARACTERS = 4_096

/** Whoever has the database may guess as fast as scrypt lets them: fewer characters are found within days. */
export const MIN_PASSWORD_CHARACTERS = 8
export const MAX_PASSWORD_CHARACTERS = 256

/**
 * Of a backup that somebody hands over: as much memory as a phone gives a page, 256 MB, and no less than 16
 * MB for each guess.
 */
export const MIN_SCRYPT_COST = 2 ** 14
export const MAX_SCRYPT_COST = 2 ** 18

/** A backup of {@link MAX_ADDRESSES} imported keys has a quarter of this. */
export const MAX_BACKUP_BYTES = 2 * 1024 * 1024

/**
 * Addresses of a phrase in a row that the chain does not know, after which a recovery looks no further
 * (BIP-44's gap).
 */
export const RESTORE_GAP = 20
