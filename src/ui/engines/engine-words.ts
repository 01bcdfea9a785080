import type { ConsensusType, EngineWords } from './engine-parts.ts'
import { POA_WORDS } from './poa/poa-words.ts'
import { POS_WORDS } from './pos/pos-words.ts'
import { POW_WORDS } from './pow/pow-words.ts'

/** Keyed by the engine, so that no screen asks which one runs. */
export const ENGINE_WORDS: Readonly<Record<ConsensusType, EngineWords>> = {
  pow: POW_WORDS,
  pos: POS_WORDS,
  poa: POA_WORDS,
}
