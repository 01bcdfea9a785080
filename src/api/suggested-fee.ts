import type { Amount } from '#chain/amount.ts'

/**
 * What a payment offers when its sender names no fee, base units: the least that nodes relay, which is enough
 * while blocks are not full. What takes more room, calls of contracts above all, offers more by itself
 * (node/pool/fee-rate.ts).
 */
export const SUGGESTED_FEE = 1_000n as Amount
