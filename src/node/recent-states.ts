import type { BlockId } from '../chain/ids.ts'
import type { State } from '../chain/state/state.ts'
import { RECENT_STATES } from './limits.ts'

/**
 * The states after the blocks that were applied lately, on the main chain and off it. Versions of the state share what they have in common
 * (chain/state/state.ts), so that each costs what its block changed.
 */
export class RecentStates {
  readonly #states = new Map<BlockId, State>()

  get(id: BlockId): State | undefined {
    return this.#states.get(id)
  }

  /** Forgets the oldest beyond {@link RECENT_STATES}. */
  keep(id: BlockId, state: State): void {
    this.#states.delete(id)
    this.#states.set(id, state)
    const [oldest] = this.#states.keys()
    if (this.#states.size > RECENT_STATES && oldest !== undefined) this.#states.delete(oldest)
  }
}
