import type { Violation } from '#chain/rules.ts'
import { judged } from '#lib/judged.ts'
import { ok, type Result } from '#lib/result.ts'
import { StorageError } from '#storage/chain-store.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain } from '../chain.ts'
import { stateAfter } from './state-after.ts'

/**
 * Checks that the producer of a checked header had the right to make it. Where a seal costs nothing, a
 * stranger's headers could claim any weight, so this runs before anything is fetched, decoded or undone for
 * them, and removes such a header from the tree. Returns ok if the state after its parent is not at hand,
 * where the import decides, and if a seal takes work, which is the right itself.
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

/** A database fault is ignored here, because the import meets and reports it. */
export async function stateAtHand(chain: Chain, parent: TreeBlock) {
  try {
    return await stateAfter(chain, parent)
  } catch (error) {
    if (error instanceof StorageError) return undefined
    throw error
  }
}
