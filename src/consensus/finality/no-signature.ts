import { SIGNATURE_BYTES } from '#chain/transaction/transaction-codec.ts'

/** In place of a signature that is still to come, and genesis's for ever. */
export const NO_SIGNATURE = new Uint8Array(SIGNATURE_BYTES)
