import type { Journal } from '#chain/apply/journal.ts'
import type { BlockId } from '#chain/ids.ts'
import type { State } from '#chain/state/state.ts'
import { ByteCache } from '#lib/byte-cache.ts'
import { CHANGED_ENTRY_BYTES, LEAST_STATE_BYTES, RECENT_STATES_BYTES } from './limits.ts'

/**
 * The states after recently applied blocks, on the main chain and on forks. Versions of the state share nodes
 * (chain/state/state.ts), so that each costs only its block's changes.
 */
export class RecentStates {
  readonly #states = new ByteCache<BlockId, State>(RECENT_STATES_BYTES)

  get(id: BlockId): State | undefined {
    return this.#states.get(id)
  }

  /** `changes`: those between this state and the other kept ones. */
  keep(id: BlockId, state: State, changes: Journal = []): void {
    const bytes = changes.reduce(
      (sum, [key, value]) => sum + key.length + (value?.length ?? 0) + CHANGED_ENTRY_BYTES,
      0,
    )
    this.#states.keep(id, state, Math.max(bytes, LEAST_STATE_BYTES))
  }
}
