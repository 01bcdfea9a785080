import type { BlockId } from '#chain/ids.ts'
import { JudgingFault, judged } from '#lib/judged.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain } from '../chain.ts'
import { BEHIND_BLOCKS } from '../limits.ts'
import { stateAtHand } from './authorise-header.ts'
import type { Unchecked } from './check-header.ts'

/**
 * Blocks that a bug of this app keeps from being judged, and their descendants. The node continues without
 * them, and keeps their valid headers, to know whether the other nodes continued with them.
 */

/** Remembers a fault met in judging, and returns that its item stays unchecked. Throws any other error. */
export function setAside(chain: Chain, error: unknown): Unchecked {
  if (!(error instanceof JudgingFault)) throw error
  const { what, id } = error.judged
  chain.unjudged.add(error, chain.clock.now())
  const block = what === 'block' ? chain.tree.get(id as BlockId) : undefined
  if (block && !block.main) chain.tree.setAside(block)
  return { type: 'unchecked', code: 'JUDGING_FAULT', reason: error.message }
}

/**
 * Keeps a new header on a block that cannot be judged, if it cost its maker work or its maker had the right
 * in the last known state. Otherwise a stranger's headers could claim that all other nodes continued there.
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
 * By how many blocks the network continued without this tab, so that a block on its tip would be useless. 0
 * while its own chain is as heavy, or while the other is short enough to be made by a few.
 */
export function blocksBehind({ tree, tip }: Chain): number {
  let heaviest: TreeBlock = tip
  for (const block of tree.beyond()) if (block.totalWeight > heaviest.totalWeight) heaviest = block
  if ((heaviest.beyond ?? 0) < BEHIND_BLOCKS) return 0
  return Math.max(1, heaviest.header.height - tip.header.height)
}
