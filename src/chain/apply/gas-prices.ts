/**
 * What every node does and keeps around code that runs, in gas a byte. These numbers are rules; the others are beside what they are of: intrinsic-gas.ts,
 * contracts/host-gas.ts.
 */

/** Of keys and values that are new in the state: they are there for ever, and in the receipt and the row of their transaction. */
export const WRITTEN_BYTE_GAS = 500n

/** Of keys and values that were there before: they are kept to be able to undo the block. */
export const REPLACED_BYTE_GAS = 200n

/** Of the encoded source of a contract that is called: decoding and hashing it, beside what compiling it takes. */
const SOURCE_BYTE_GAS = 30n

/** Of the encoded entry of its methods, which are many small things to decode. */
const METHODS_BYTE_GAS = 150n

/** What a look at a contract takes, before its code is run. */
export const lookGas = ({ methods, source }: { readonly methods: number; readonly source: number }): bigint =>
  BigInt(methods) * METHODS_BYTE_GAS + BigInt(source) * SOURCE_BYTE_GAS
