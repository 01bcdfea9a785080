import { undoBlock } from '#chain/apply/journal.ts'
import type { State } from '#chain/state/state.ts'
import type { StateChange } from '#chain/state/state-draft.ts'
import { assert } from '#lib/assert.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain } from '../chain.ts'
import { storedJournal } from './stored-block.ts'

/**
 * The state after a block: from memory, or for a main-chain block by undoing the blocks above it with
 * journals, from the nearest state in memory. Undefined for other blocks, which would have to be applied
 * again. The result is kept in memory.
 */
export async function stateAfter(chain: Chain, block: TreeBlock): Promise<State | undefined> {
  const kept = chain.recent.get(block.header.id)
  if (kept || !block.main) return kept

  // The path is fixed at once, and a journal undoes the same on any tip, so the chain may move meanwhile.
  const way = wayDown(chain, block)
  let state = way && (chain.recent.get(way.from.header.id) ?? chain.state)
  const changes: StateChange[] = []
  for (const { header } of way?.undone ?? []) {
    const undo = (await chain.store.body(header.id))?.undo
    if (!state || !undo) return undefined
    const journal = storedJournal(undo)
    state = undoBlock(state, journal)
    changes.push(...journal)
  }
  if (!state) return undefined
  assert(state.root() === block.header.stateRoot, 'undoing restores the state root that a block promised')
  chain.recent.keep(block.header.id, state, changes)
  return state
}

/**
 * The nearest block above this one whose state is in memory, and the blocks to undo from it; undefined if the
 * tree has none.
 */
function wayDown(
  { tip, tree, recent }: Chain,
  to: TreeBlock,
): { readonly from: TreeBlock; readonly undone: readonly TreeBlock[] } | undefined {
  let from = tip
  let undone: TreeBlock[] = []
  for (let at: TreeBlock | undefined = tip; at; at = tree.parentOf(at)) {
    if (at === to) return { from, undone }
    if (recent.get(at.header.id)) {
      from = at
      undone = []
    }
    undone.push(at)
  }
  return undefined
}
