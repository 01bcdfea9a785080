import type { NetworkRequest } from '#api/calls/networks.ts'
import type { ConsensusParameters } from '#chain/genesis/genesis.ts'
import type { ConsensusName, PresetConsensus } from '#chain/genesis/presets.ts'
import type { Result } from '#lib/result.ts'
import { poaFounding } from './found-poa.ts'
import { posFounding } from './found-pos.ts'
import { powFounding } from './found-pow.ts'
import type { ConsensusFounding, FoundingFailure, FoundingRequest } from './founding.ts'

/** The founding of every engine; a new engine is a file and a line here. */
const FOUNDINGS = { pow: powFounding, pos: posFounding, poa: poaFounding } satisfies {
  readonly [Name in ConsensusName]: ConsensusFounding<Name>
}

export const CONSENSUS_NAMES = Object.keys(FOUNDINGS) as readonly ConsensusName[]

// A lookup by a variable name loses the table's link between name and parameters.
const foundingOf = (name: ConsensusName) => FOUNDINGS[name] as ConsensusFounding<ConsensusName>

/** The engine's part of a new network. */
export function foundConsensus(
  defaults: PresetConsensus[ConsensusName],
  request: Omit<FoundingRequest<ConsensusName>, 'defaults'>,
): Result<ConsensusParameters, FoundingFailure> {
  return foundingOf(defaults.type).found({ ...request, defaults })
}

/** The default allowance for clocks. */
export function futureFor(consensus: ConsensusName, spacingMs: number, presetMs: number): number {
  return foundingOf(consensus).futureFor?.(spacingMs, presetMs) ?? presetMs
}

/** Describes an engine's parameters for people and scripts. */
export function describeConsensus(parameters: ConsensusParameters): Record<string, unknown> {
  return foundingOf(parameters.type).describe(parameters)
}

/** The error for a field that networks of this consensus do not have; undefined if there is none. */
export function foreignField(request: NetworkRequest, consensus: ConsensusName): string | undefined {
  for (const other of CONSENSUS_NAMES.filter(name => name !== consensus)) {
    const field = FOUNDINGS[other].fields.find(name => request[name] !== undefined)
    if (field !== undefined) {
      return `${field}: a network of ${FOUNDINGS[consensus].title} has none; leave it out, or choose consensus ${other}`
    }
  }
  return undefined
}
