import { assert } from '#lib/assert.ts'
import type { ConsensusType } from '../engines/engine-parts.ts'

/** A network's or a preset's parameters of an engine, for what is shown only where that engine runs. */
export function parametersOf<Parameters extends { type: ConsensusType }, Type extends ConsensusType>(
  { consensus }: { readonly consensus: Parameters },
  type: Type,
): Extract<Parameters, { type: Type }> {
  assert(consensus.type === type, `the consensus is ${consensus.type}, not ${type}`)
  return consensus as Extract<Parameters, { type: Type }>
}
