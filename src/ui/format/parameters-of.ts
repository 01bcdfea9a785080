import type { ConsensusParameters, GenesisParameters } from '#chain/genesis/genesis.ts'
import { assert } from '#lib/assert.ts'
import type { ConsensusType } from './consensus-words.ts'

/** The parameters of an engine, for what is shown only where that engine runs. */
export function parametersOf<Type extends ConsensusType>(
  { consensus }: Pick<GenesisParameters, 'consensus'>,
  type: Type,
): Extract<ConsensusParameters, { type: Type }> {
  assert(consensus.type === type, `the network runs ${consensus.type}, not ${type}`)
  return consensus as Extract<ConsensusParameters, { type: Type }>
}
