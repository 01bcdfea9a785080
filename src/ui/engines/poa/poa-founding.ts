import { t } from '@lingui/core/macro'
import {
  addressesField,
  type FoundingGroup,
  secondsField,
  spacingField,
} from '../../features/new-network/founding-field.ts'
import { parametersOf } from '../../format/parameters-of.ts'

/** The fields for authorities. */
export const POA_FOUNDING: FoundingGroup = {
  title: t`Authorities`,
  fields: [
    spacingField(t`A block every`),
    secondsField(
      'timeoutMs',
      { label: t`Turn passes after`, note: t`The silence of an authority; more than clocks may be ahead` },
      preset => parametersOf(preset, 'poa').timeoutMs,
    ),
    addressesField('authorities', {
      label: t`Other authorities`,
      note: t`An address per line; you can add them later`,
    }),
  ],
}
