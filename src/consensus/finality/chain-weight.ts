import { WEIGHT_BITS } from './limits.ts'

/**
 * The weight of a chain on whose justified blocks a majority agrees: first how high that is, then the weights of its blocks. So nobody who has seen a
 * majority behind a block goes over to a chain without it, unless a majority stands higher there.
 */
export const chainWeight = (parentTotal: bigint, weight: bigint, justified: number): bigint =>
  (BigInt(justified) << WEIGHT_BITS) + BigInt.asUintN(Number(WEIGHT_BITS), parentTotal) + weight
