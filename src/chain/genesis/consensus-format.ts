import type { Result } from '#lib/result.ts'
import type { CborValue } from '../codec.ts'
import type { ConsensusParameters, GenesisParameters } from './genesis.ts'

/** How one engine's parameters are written, read and checked. What they mean is in `consensus/`. */
export interface ConsensusFormat<P extends ConsensusParameters> {
  readonly code: number
  /** The fields after the code, in wire order. */
  encode(parameters: P): CborValue[]
  decode(fields: CborValue[]): Result<P, string>
  /** Why these parameters make no sensible network, with the remedy; undefined if they do. */
  problem(parameters: P, genesis: GenesisParameters): string | undefined
}
