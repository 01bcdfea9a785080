import { t } from '@lingui/core/macro'
import {
  bigField,
  type FoundingGroup,
  secondsField,
  spacingField,
} from '../../features/new-network/founding-field.ts'
import { parametersOf } from '../../format/parameters-of.ts'

/** The fields for work. */
export const POW_FOUNDING: FoundingGroup = {
  title: t`Work`,
  fields: [
    spacingField(t`A block every`),
    secondsField(
      'halflifeMs',
      { label: t`Halves when late by`, note: t`How fast the difficulty follows` },
      preset => parametersOf(preset, 'pow').halflifeMs,
    ),
    bigField(
      'minHashes',
      {
        label: t`Never easier than`,
        unit: t`hashes`,
        note: t`A tab tries about ten million a second per thread`,
      },
      preset => 2n ** 256n / (parametersOf(preset, 'pow').maxTarget + 1n),
    ),
  ],
}
