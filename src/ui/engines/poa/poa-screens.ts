import { plural, t } from '@lingui/core/macro'
import { BY_MAJORITY } from '../by-majority.ts'
import type { EngineScreens } from '../engine-parts.ts'
import { POA_FOUNDING } from './poa-founding.ts'
import { PoaPanel } from './poa-panel.tsx'
import { PoaParameters } from './poa-parameters.tsx'

/** Proof of authority on the screens. */
export const POA_SCREENS: EngineScreens<'poa'> = {
  Panel: PoaPanel,
  Parameters: PoaParameters,
  finalWords: ({ limits: { finalityDepth } }) =>
    t`once more than half of the authorities agree on it; up to ${plural(finalityDepth, { one: '# block', other: '# blocks' })} may wait for that`,
  founding: POA_FOUNDING,
  finalityDepth: BY_MAJORITY,
}
