import type { Summary } from '#storage/live-queries.ts'
import type { ConsensusSummary } from '#storage/rows.ts'
import type { ConsensusType } from '../../format/consensus-words.ts'

/**
 * What an engine's part of the screen of producing is given: the row of this tab's producer, and the engine's
 * facts at the tip.
 */
export interface PanelProps<Type extends ConsensusType = ConsensusType> {
  readonly row: Summary['mining']
  readonly facts: Extract<ConsensusSummary, { type: Type }>
}
