import type { NetworkParameters } from '#api/network-parameters.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { describeBalances } from './balances.ts'
import { describeConsensus } from './foundings.ts'

/** A network's parameters as plain data, under the field names of a request. */
export function describeNetwork({
  version,
  timestamp,
  consensus,
  emission,
  limits,
  activations,
  allocations,
}: GenesisParameters): NetworkParameters {
  return {
    version,
    timestamp,
    consensus: describeConsensus(consensus),
    emission: { ...emission },
    limits: { ...limits },
    activations: activations.map(activation => ({ ...activation })),
    allocations: describeBalances(allocations),
  }
}
