import type { Result } from '#lib/result.ts'
import type { CborValue } from '../codec.ts'
import type { ConsensusParameters, GenesisParameters } from './genesis.ts'

/** How one engine's parameters are written, read and checked. `consensus/` defines their meaning. */
export interface ConsensusFormat<P extends ConsensusParameters> {
  readonly code: number
  /** The fields after the code, in wire order. */
  encode(parameters: P): CborValue[]
  decode(fields: CborValue[]): Result<P, string>
  /** Why these parameters are not valid together, with the remedy; undefined if they are. */
  problem(parameters: P, genesis: GenesisParameters): string | undefined
}
