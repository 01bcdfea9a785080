import { t } from '@lingui/core/macro'
import type { GenesisParameters, PosParameters } from '#chain/genesis/genesis.ts'
import { countText } from '../../format/quantity-text.ts'
import { relativeTime } from '../../format/relative-time.ts'
import { COUNT_DELAY_EPOCHS, epochStart, slotClock } from './slot-clock.ts'

/**
 * When a change of a stake takes effect, if a block takes it in the epoch of `now`: in words, each a fact
 * with its name.
 */
export interface StakeConsequence {
  readonly name: string
  readonly when: string
}

/**
 * The consequences of a change of a stake. Pure; the rules count from the block, which may come in a later
 * epoch.
 */
export function stakeConsequences(
  action: 'stake' | 'unstake',
  genesis: Pick<GenesisParameters, 'timestamp'>,
  parameters: PosParameters,
  now: number,
): readonly StakeConsequence[] {
  const { epoch } = slotClock(genesis, parameters, now)
  const at = (wanted: number) => {
    const when = relativeTime(now, epochStart(genesis, parameters, wanted))
    return t`epoch ${{ number: countText(wanted) }}, ${when}`
  }
  const counts = epoch + COUNT_DELAY_EPOCHS
  if (action === 'stake') return [{ name: t`Counts from`, when: at(counts) }]
  return [
    { name: t`Stops counting in`, when: at(counts) },
    { name: t`Back in the balance in`, when: at(counts + parameters.unbondingEpochs) },
  ]
}
