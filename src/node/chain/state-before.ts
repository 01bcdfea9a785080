import { undoBlock } from '#chain/apply/journal.ts'
import type { State } from '#chain/state/state.ts'
import { assert } from '#lib/assert.ts'
import type { BlockRow } from '#storage/rows.ts'
import type { Chain } from './chain.ts'
import { stateAfter } from './import/state-after.ts'
import { storedJournal } from './import/stored-block.ts'
import { UNDONE_TO_LOOK } from './limits.ts'

/**
 * The state before a block of the main chain, for a person who inspects it; also below the block tree, from
 * the tip down by undo journals. Undefined if that is too far, the block left the chain, or a journal is
 * missing.
 */
export async function stateBefore(chain: Chain, block: BlockRow): Promise<State | undefined> {
  const parent = chain.tree.get(block.parent)
  if (parent) return stateAfter(chain, parent)
  const { store, tip } = chain
  if (tip.header.height - block.height > UNDONE_TO_LOOK) return undefined

  let { state } = chain
  let at: string = tip.header.id
  for (;;) {
    const [row, body] = await Promise.all([store.block(at), store.body(at)])
    if (at === block.parent) {
      assert(state.root() === row?.stateRoot, 'undoing restores the state root that a block promised')
      return state
    }
    if (!row || row.height < block.height || !body?.undo) return undefined
    state = undoBlock(state, storedJournal(body.undo))
    at = row.parent
  }
}
