import type { BlockId } from '#chain/ids.ts'
import { JudgingFault, judged } from '#lib/judged.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain } from '../chain.ts'
import { BEHIND_BLOCKS } from '../limits.ts'
import { stateAtHand } from './authorise-header.ts'
import type { Unchecked } from './check-header.ts'

/**
 * Blocks that a bug of this app keeps from being judged, and what stands on them. The node goes on without
 * them, and keeps their headers as far as they hold, to know whether the others went on with them.
 */

/**
 * What every door does with a fault: it is remembered, and what it is about stays unchecked. Throws any other
 * error.
 */
export function setAside(chain: Chain, error: unknown): Unchecked {
  if (!(error instanceof JudgingFault)) throw error
  const { what, id } = error.judged
  chain.unjudged.add(error, chain.clock.now())
  const block = what === 'block' ? chain.tree.get(id as BlockId) : undefined
  if (block && !block.main) chain.tree.setAside(block)
  return { type: 'unchecked', code: 'JUDGING_FAULT', reason: error.message }
}

/**
 * Keeps a header that has just entered the tree beyond what can be judged, if it costs its maker something:
 * work, or the right to make it in the last state that is known. Else the headers of a stranger could claim
 * that everybody else went on there.
 */
export async function keepBeyond(chain: Chain, { header, ...node }: TreeBlock): Promise<void> {
  if (chain.engine.sealsBySearch || node.stored) return
  let below = chain.tree.get(header.parent)
  while (below?.beyond !== undefined) below = chain.tree.parentOf(below)
  const state = below && (await stateAtHand(chain, below))
  const right =
    state &&
    judged({ what: 'block', id: header.id, height: header.height, step: 'right' }, () =>
      chain.engine.authorise(header, state, undefined),
    )
  if (!right?.ok) chain.tree.forget(header.id)
}

/**
 * By how many blocks the network went on without this tab: then a block on its tip would be one more that
 * nobody wants. 0 while its own chain weighs as much, or the other one is short enough to be the doing of a
 * few.
 */
export function blocksBehind({ tree, tip }: Chain): number {
  let heaviest: TreeBlock = tip
  for (const block of tree.beyond()) if (block.totalWeight > heaviest.totalWeight) heaviest = block
  if ((heaviest.beyond ?? 0) < BEHIND_BLOCKS) return 0
  return Math.max(1, heaviest.header.height - tip.header.height)
}
