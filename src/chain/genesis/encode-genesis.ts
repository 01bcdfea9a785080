import { encode } from '../codec.ts'
import { encodeConsensus } from './consensus-formats.ts'
import type { GenesisParameters } from './genesis.ts'

/** Version 1: blocks became final by depth alone. Version 2: other messages of failed contract calls. */
export const GENESIS_VERSION = 3

/** The canonical bytes of a network's parameters, in the order of their interface. */
export function encodeGenesis(params: GenesisParameters): Uint8Array {
  const { emission, limits } = params
  return encode([
    params.version,
    params.name,
    params.symbol,
    params.timestamp,
    encodeConsensus(params.consensus),
    [emission.reward, emission.halvingInterval],
    [limits.blockBytes, limits.blockTransactions, limits.blockGas, limits.finalityDepth, limits.futureMs],
    params.activations.map(({ version, height }) => [version, height]),
    params.allocations.map(([address, amount]) => [address, amount]),
  ])
}
