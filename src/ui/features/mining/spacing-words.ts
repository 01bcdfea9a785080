import type { GenesisParameters } from '../../../chain/genesis/genesis.ts'
import { durationText } from '../../format/relative-time.ts'

/** The time between blocks that the network aims at, in words. */
export function expectedSpacing(genesis: GenesisParameters): string {
  return durationText(genesis.consensus.spacingMs)
}
