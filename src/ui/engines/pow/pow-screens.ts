import { plural, t } from '@lingui/core/macro'
import { exactDuration } from '../../format/relative-time.ts'
import type { EngineScreens } from '../engine-parts.ts'
import { POW_FOUNDING } from './pow-founding.ts'
import { PowPanel } from './pow-panel.tsx'
import { PowParameters } from './pow-parameters.tsx'

/** Proof of work on the screens. */
export const POW_SCREENS: EngineScreens<'pow'> = {
  Panel: PowPanel,
  Parameters: PowParameters,
  finalWords: ({ consensus, limits: { finalityDepth } }) =>
    t`once ${plural(finalityDepth, { one: '# block lies', other: '# blocks lie' })} on it, which took the whole network ${{ time: exactDuration(finalityDepth * consensus.spacingMs) }} of work`,
  founding: POW_FOUNDING,
  finalityDepth: {
    label: t`Final after`,
    unit: t`blocks`,
    note: t`They must also hold the work that the whole network does in that time`,
  },
}
