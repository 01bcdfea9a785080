import type { ConsensusType, EngineScreens } from './engine-parts.ts'
import { POA_SCREENS } from './poa/poa-screens.ts'
import { POS_SCREENS } from './pos/pos-screens.ts'
import { POW_SCREENS } from './pow/pow-screens.ts'

const ENGINE_SCREENS: { readonly [Type in ConsensusType]: EngineScreens<Type> } = {
  pow: POW_SCREENS,
  pos: POS_SCREENS,
  poa: POA_SCREENS,
}

/** The screens' parts for an engine; pass them facts and parameters of that engine. */
export function screensOf(type: ConsensusType): EngineScreens {
  // A record of components cannot say that the type of their props is the key.
  return ENGINE_SCREENS[type] as EngineScreens
}
