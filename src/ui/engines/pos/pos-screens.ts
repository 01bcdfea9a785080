import { plural, t } from '@lingui/core/macro'
import { BY_MAJORITY } from '../by-majority.ts'
import type { EngineScreens } from '../engine-parts.ts'
import { POS_FOUNDING } from './pos-founding.ts'
import { PosPanel } from './pos-panel.tsx'
import { PosParameters } from './pos-parameters.tsx'

/** Proof of stake on the screens. */
export const POS_SCREENS: EngineScreens<'pos'> = {
  Panel: PosPanel,
  Parameters: PosParameters,
  finalWords: ({ limits: { finalityDepth } }) =>
    t`once those with more than half of the stake agree on it; up to ${plural(finalityDepth, { one: '# block', other: '# blocks' })} may wait for that`,
  founding: POS_FOUNDING,
  finalityDepth: BY_MAJORITY,
}
