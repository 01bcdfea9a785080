/**
 * What every node keeps because code ran, in gas a byte. These numbers are rules; the others are beside what they are of: intrinsic-gas.ts,
 * contracts/host-gas.ts.
 */

/** Of keys and values that are new in the state: they are there for ever, and in the receipt and the row of their transaction. */
export const WRITTEN_BYTE_GAS = 500n

/** Of keys and values that were there before: they are kept to be able to undo the block. */
export const REPLACED_BYTE_GAS = 200n
