import type { Amount } from '#chain/amount.ts'

/**
 * The default fee of a payment in base units: the lowest that nodes relay, which is enough while blocks are
 * not full. Larger transactions, mostly contract calls, offer more automatically (node/pool/fee-rate.ts).
 */
export const SUGGESTED_FEE = 1_000n as Amount
