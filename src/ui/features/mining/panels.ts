import type { ComponentType } from 'react'
import type { ConsensusType } from '../../format/consensus-words.ts'
import type { PanelProps } from './panel-props.ts'
import { PoaPanel } from './poa/poa-panel.tsx'
import { PosPanel } from './pos/pos-panel.tsx'
import { PowPanel } from './pow/pow-panel.tsx'

/** One screen of producing per engine. */
const PANELS: { readonly [Type in ConsensusType]: ComponentType<PanelProps<Type>> } = {
  pow: PowPanel,
  pos: PosPanel,
  poa: PoaPanel,
}

/** The engine's own part of the screen; give it facts of that engine. */
export function panelOf(type: ConsensusType): ComponentType<PanelProps> {
  // The facts' own type is the key, which a record of components cannot say.
  return PANELS[type] as ComponentType<PanelProps>
}
