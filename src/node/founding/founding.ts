import type { NetworkRequest } from '#api/calls/networks.ts'
import type { Address } from '#chain/address.ts'
import type { ChainLimits, ConsensusParameters } from '#chain/genesis/genesis.ts'
import type { ConsensusName, PresetConsensus } from '#chain/genesis/presets.ts'
import { type Failure, fail, type Result } from '#lib/result.ts'

/**
 * A request that founds no network. The message names the field and the remedy, like that of `checkGenesis`.
 */
export type FoundingFailure = Failure<'GENESIS_BAD'>

export const refused = (problem: string) => fail('GENESIS_BAD', `network parameters: ${problem}`)

/** What the engine's part of a network follows from. */
export interface FoundingRequest<Name extends ConsensusName> {
  readonly request: NetworkRequest
  readonly defaults: PresetConsensus[Name]
  readonly limits: ChainLimits
  readonly founder: Address
}

/**
 * How one engine's parameters come from a request, and how people read them. Whether they make sense is
 * `checkGenesis`'s to say.
 */
export interface ConsensusFounding<Name extends ConsensusName> {
  /** In words. */
  readonly title: string
  /** Fields of a request that mean nothing to the other engines. */
  readonly fields: readonly (keyof NetworkRequest)[]
  /** The allowance for clocks that goes with a spacing, where the preset's own does not always. */
  futureFor?(spacingMs: number, presetMs: number): number
  found(request: FoundingRequest<Name>): Result<Extract<ConsensusParameters, { type: Name }>, FoundingFailure>
  /** By the names of a request, where it has one for it; amounts as base units. */
  describe(parameters: Extract<ConsensusParameters, { type: Name }>): Record<string, unknown>
}
