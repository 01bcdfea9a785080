import { t } from '@lingui/core/macro'

/** The description of `finalityDepth` for engines whose blocks become final by votes. */
export const BY_MAJORITY = {
  label: t`May wait to be final`,
  unit: t`blocks`,
  note: t`After that, no block is made until a majority agrees on them`,
} as const
