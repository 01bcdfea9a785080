import type { ChainRecord } from './engine.ts'

/**
 * Does the chain that ends in `candidate` replace the one that ends in `current`? Weight decides, never length. Of equal weight
 * the first seen stays, so that nobody gains from sending a copy of the race.
 */
export function isHeavier(
  candidate: Pick<ChainRecord, 'totalWeight'>,
  current: Pick<ChainRecord, 'totalWeight'>,
): boolean {
  return candidate.totalWeight > current.totalWeight
}
