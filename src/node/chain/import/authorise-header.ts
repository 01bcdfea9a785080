import type { Violation } from '#chain/rules.ts'
import { judged } from '#lib/judged.ts'
import { ok, type Result } from '#lib/result.ts'
import { StorageError } from '#storage/chain-store.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain } from '../chain.ts'
import { stateAfter } from './state-after.ts'

/**
 * Had the producer of a checked header the right? Where a seal costs nothing, a stranger's headers could
 * claim any weight: this is asked before anything is fetched, decoded or undone for their sake, and a header
 * without the right leaves the tree. Ok where the state after its parent is not at hand, and where a seal
 * takes work, which is all the right there is: then the import decides.
 */
export async function authoriseHeader(chain: Chain, block: TreeBlock): Promise<Result<void, Violation>> {
  if (block.stored || chain.engine.sealsBySearch) return ok(undefined)
  const parent = chain.tree.parentOf(block)
  const state = parent && (await stateAtHand(chain, parent))
  if (!state) return ok(undefined)

  const { header } = block
  const right = judged({ what: 'block', id: header.id, height: header.height, step: 'right' }, () =>
    chain.engine.authorise(header, state, chain.tree.back(parent)),
  )
  if (!right.ok && !chain.tree.forget(header.id)) chain.tree.markInvalid(block)
  return right
}

/** A database that fails is met again, and told, by the import. */
export async function stateAtHand(chain: Chain, parent: TreeBlock) {
  try {
    return await stateAfter(chain, parent)
  } catch (error) {
    if (error instanceof StorageError) return undefined
    throw error
  }
}
