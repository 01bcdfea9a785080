import type { NetworkRequest } from '#api/calls/networks.ts'
import type { ConsensusParameters } from '#chain/genesis/genesis.ts'
import type { ConsensusName, PresetConsensus } from '#chain/genesis/presets.ts'
import type { Result } from '#lib/result.ts'
import { poaFounding } from './found-poa.ts'
import { posFounding } from './found-pos.ts'
import { powFounding } from './found-pow.ts'
import type { ConsensusFounding, FoundingFailure, FoundingRequest } from './founding.ts'

/** Every engine's way from a request to its parameters; a new engine is a file and a line here. */
const FOUNDINGS = { pow: powFounding, pos: posFounding, poa: poaFounding } satisfies {
  readonly [Name in ConsensusName]: ConsensusFounding<Name>
}

export const CONSENSUS_NAMES = Object.keys(FOUNDINGS) as readonly ConsensusName[]

// What the table ties together, a lookup by a name that is not a constant loses.
const foundingOf = (name: ConsensusName) => FOUNDINGS[name] as ConsensusFounding<ConsensusName>

/** The engine's part of a new network. */
export function foundConsensus(
  defaults: PresetConsensus[ConsensusName],
  request: Omit<FoundingRequest<ConsensusName>, 'defaults'>,
): Result<ConsensusParameters, FoundingFailure> {
  return foundingOf(defaults.type).found({ ...request, defaults })
}

/** How far ahead clocks may be unless a request says so. */
export function futureFor(consensus: ConsensusName, spacingMs: number, presetMs: number): number {
  return foundingOf(consensus).futureFor?.(spacingMs, presetMs) ?? presetMs
}

/** An engine's parameters as people and scripts read them. */
export function describeConsensus(parameters: ConsensusParameters): Record<string, unknown> {
  return foundingOf(parameters.type).describe(parameters)
}

/** Why a request names what a network of this consensus does not have; undefined if it does not. */
export function foreignField(request: NetworkRequest, consensus: ConsensusName): string | undefined {
  for (const other of CONSENSUS_NAMES.filter(name => name !== consensus)) {
    const field = FOUNDINGS[other].fields.find(name => request[name] !== undefined)
    if (field !== undefined) {
      return `${field}: a network of ${FOUNDINGS[consensus].title} has none; leave it out, or choose consensus ${other}`
    }
  }
  return undefined
}
