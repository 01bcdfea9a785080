import type { GenesisParameters, PosParameters } from '#chain/genesis/genesis.ts'
import { COUNT_DELAY } from './limits.ts'
import type { Slots } from './slots.ts'

/** What the effects of proof of stake depend on; made once per network. */
export interface PosRules {
  readonly genesis: GenesisParameters
  readonly parameters: PosParameters
  readonly slots: Slots
}

/**
 * The epoch from which on a bond of this epoch may be released: its stake still counts for a while, and can
 * be slashed for a while after that.
 */
export const releaseEpoch = (epoch: number, { unbondingEpochs }: PosParameters): number =>
  epoch + COUNT_DELAY + unbondingEpochs
