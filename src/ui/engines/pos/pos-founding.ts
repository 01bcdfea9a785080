import { t } from '@lingui/core/macro'
import {
  balancesField,
  coinsField,
  countField,
  type FoundingGroup,
  spacingField,
} from '../../features/new-network/founding-field.ts'
import { parametersOf } from '../../format/parameters-of.ts'

/** The fields for stakes. */
export const POS_FOUNDING: FoundingGroup = {
  title: t`Stakes`,
  fields: [
    spacingField(t`A slot every`),
    coinsField(
      'stake',
      { label: t`Your stake at first`, note: t`So that somebody can make the first blocks` },
      preset => parametersOf(preset, 'pos').stake,
    ),
    coinsField('minStake', { label: t`Least stake` }, preset => parametersOf(preset, 'pos').minStake),
    countField(
      'epochSlots',
      { label: t`Epoch`, unit: t`slots`, note: t`A change of a stake counts two epochs later` },
      preset => parametersOf(preset, 'pos').epochSlots,
    ),
    countField(
      'unbondingEpochs',
      {
        label: t`Stakes come back after`,
        unit: t`epochs`,
        note: t`From the epoch in which they no longer count`,
      },
      preset => parametersOf(preset, 'pos').unbondingEpochs,
    ),
    countField(
      'burnPercent',
      { label: t`Signing twice burns`, unit: '%', note: t`Of the stake` },
      preset => parametersOf(preset, 'pos').burnPercent,
    ),
    countField(
      'reporterPercent',
      { label: t`The reporter gets`, unit: '%', note: t`Of the stake` },
      preset => parametersOf(preset, 'pos').reporterPercent,
    ),
    balancesField('stakes', {
      label: t`Stakes of others at first`,
      note: t`An address and coins per line`,
    }),
  ],
}
