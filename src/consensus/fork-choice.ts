import type { Engine, RecordedHeader } from './engine.ts'

/**
 * Does the chain that ends in `candidate` replace the one that ends in `current`? Weight decides, never
 * length. Between equal weights, the engine's tie-break decides; if that is equal too, the chain that was
 * known first stays, so that nobody gains by sending a competing copy.
 */
export function isPreferred(engine: Engine, candidate: RecordedHeader, current: RecordedHeader): boolean {
  if (candidate.totalWeight !== current.totalWeight) return candidate.totalWeight > current.totalWeight
  return engine.tieBreak(candidate.header) < engine.tieBreak(current.header)
}
