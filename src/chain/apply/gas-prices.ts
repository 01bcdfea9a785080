/**
 * Prices in gas per byte for what every node does and keeps around code that runs. These numbers are rules;
 * the others are in intrinsic-gas.ts and contracts/host-gas.ts.
 */

/**
 * Keys and values that are new in the state: they stay for ever, and are in the receipt and the row of their
 * transaction.
 */
export const WRITTEN_BYTE_GAS = 500n

/** Keys and values that were there before: a node keeps them to be able to undo the block. */
export const REPLACED_BYTE_GAS = 200n

/** The encoded source of a called contract: decoding and hashing it. Compiling costs extra. */
const SOURCE_BYTE_GAS = 30n

/** The encoded entry of its methods, which are many small things to decode. */
const METHODS_BYTE_GAS = 150n

/** The price of looking up a contract before its code runs. */
export const lookGas = ({ methods, source }: { readonly methods: number; readonly source: number }): bigint =>
  BigInt(methods) * METHODS_BYTE_GAS + BigInt(source) * SOURCE_BYTE_GAS
