import { t } from '@lingui/core/macro'
import type { ConsensusType } from '../../engines/engine-parts.ts'
import { screensOf } from '../../engines/engine-screens.ts'
import {
  balancesField,
  bigField,
  coinsField,
  countField,
  type FieldWords,
  type FoundingGroup,
  kibibytesField,
  secondsField,
} from './founding-field.ts'

/** All parameters besides name, symbol and preset; empty blocks have a separate switch. */
export function foundingGroups(consensus: ConsensusType): readonly FoundingGroup[] {
  const { founding, finalityDepth } = screensOf(consensus)
  return [founding, COINS, limitsOf(finalityDepth)]
}

const COINS: FoundingGroup = {
  title: t`Coins`,
  fields: [
    coinsField('premine', { label: t`Your coins at first` }, preset => preset.premine),
    coinsField('reward', { label: t`New coins for each block` }, preset => preset.emission.reward),
    countField(
      'halvingInterval',
      { label: t`Halved every`, unit: t`blocks`, note: t`0 for never` },
      preset => preset.emission.halvingInterval,
    ),
    balancesField('allocations', {
      label: t`Coins of others at first`,
      note: t`An address and coins per line`,
    }),
  ],
}

const limitsOf = (finalityDepth: FieldWords): FoundingGroup => ({
  title: t`Limits`,
  fields: [
    countField('finalityDepth', finalityDepth, preset => preset.limits.finalityDepth),
    countField(
      'blockTransactions',
      { label: t`Transactions in a block`, unit: t`at most` },
      preset => preset.limits.blockTransactions,
    ),
    kibibytesField('blockBytes', { label: t`Size of a block` }, preset => preset.limits.blockBytes),
    bigField('blockGas', { label: t`Work of a block`, unit: t`gas` }, preset => preset.limits.blockGas),
    secondsField('futureMs', { label: t`Clocks may be ahead by` }, preset => preset.limits.futureMs),
  ],
})
