import { WEIGHT_BITS } from './limits.ts'

/**
 * The weight of a chain with justified blocks: first its justified height, then the weights of its blocks. So
 * a node that has seen a majority behind a block does not switch to a chain without it, unless a majority
 * stands behind something higher there.
 */
export const chainWeight = (parentTotal: bigint, weight: bigint, justified: number): bigint =>
  (BigInt(justified) << WEIGHT_BITS) + BigInt.asUintN(Number(WEIGHT_BITS), parentTotal) + weight
