/** Bounds of what a user can put into the wallet. */

/** Names are typed in a terminal and shown in one line of a phone. */
export const MAX_NAME_CHARACTERS = 32

/** Every block looks through all own addresses, and the wallet's rows are rewritten with it. */
export const MAX_ADDRESSES = 1_000

/** A PKCS#8 Ed25519 key takes 119 characters of PEM, 200 with its public key; what is longer is another file. */
export const MAX_PEM_CHARACTERS = 4_096
