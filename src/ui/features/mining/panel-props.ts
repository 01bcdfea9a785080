import type { Summary } from '#storage/live-queries.ts'
import type { ConsensusSummary } from '#storage/rows.ts'
import type { ConsensusType } from '../../format/consensus-words.ts'

/**
 * Props of an engine's panel on the mining screen: the row of this tab's producer, and the engine's facts at
 * the tip.
 */
export interface PanelProps<Type extends ConsensusType = ConsensusType> {
  readonly row: Summary['mining']
  readonly facts: Extract<ConsensusSummary, { type: Type }>
}
