import type { NetworkRequest } from '#api/calls/networks.ts'
import type { Address } from '#chain/address.ts'
import type { ChainLimits, ConsensusParameters } from '#chain/genesis/genesis.ts'
import type { ConsensusName, PresetConsensus } from '#chain/genesis/presets.ts'
import { type Failure, fail, type Result } from '#lib/result.ts'

/** An invalid request. The message names the field and the remedy, like that of `checkGenesis`. */
export type FoundingFailure = Failure<'GENESIS_BAD'>

export const refused = (problem: string) => fail('GENESIS_BAD', `network parameters: ${problem}`)

/** The inputs of the engine's part of a network. */
export interface FoundingRequest<Name extends ConsensusName> {
  readonly request: NetworkRequest
  readonly defaults: PresetConsensus[Name]
  readonly limits: ChainLimits
  readonly founder: Address
}

/** Makes one engine's parameters from a request, and describes them. `checkGenesis` validates them. */
export interface ConsensusFounding<Name extends ConsensusName> {
  /** The name of the consensus in words. */
  readonly title: string
  /** Fields of a request that other engines do not have. */
  readonly fields: readonly (keyof NetworkRequest)[]
  /** The allowance for clocks for a spacing, if the preset's own does not fit every spacing. */
  futureFor?(spacingMs: number, presetMs: number): number
  found(request: FoundingRequest<Name>): Result<Extract<ConsensusParameters, { type: Name }>, FoundingFailure>
  /** Uses the field names of a request where they exist; amounts are base units. */
  describe(parameters: Extract<ConsensusParameters, { type: Name }>): Record<string, unknown>
}
