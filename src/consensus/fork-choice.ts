import type { Engine, RecordedHeader } from './engine.ts'

/**
 * Does the chain that ends in `candidate` replace the one that ends in `current`? Weight decides, never length. Of equal weight, the
 * engine's tie-break decides; where it makes no difference the first seen stays, so that nobody gains from sending a copy of the race.
 */
export function isPreferred(engine: Engine, candidate: RecordedHeader, current: RecordedHeader): boolean {
  if (candidate.totalWeight !== current.totalWeight) return candidate.totalWeight > current.totalWeight
  return engine.tieBreak(candidate.header) < engine.tieBreak(current.header)
}
