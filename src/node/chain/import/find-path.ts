import { known } from '#lib/assert.ts'
import type { TreeBlock } from '../block-tree.ts'
import type { Chain } from '../chain.ts'

/** The path from the main tip to another block: down from the tip (tip first), then up (lowest first). */
export interface Path {
  readonly ancestor: TreeBlock
  readonly down: readonly TreeBlock[]
  readonly up: readonly TreeBlock[]
}

/** Undefined when the common ancestor is below the window, deeper than any reorg may go. */
export function findPath(chain: Chain, to: TreeBlock): Path | undefined {
  const up: TreeBlock[] = []
  let ancestor: TreeBlock | undefined = to
  while (ancestor && !ancestor.main) {
    up.push(ancestor)
    ancestor = chain.tree.parentOf(ancestor)
  }
  if (!ancestor) return undefined

  const down: TreeBlock[] = []
  for (let at = chain.tip; at !== ancestor; at = known(chain.tree.parentOf(at), 'main-chain parent'))
    down.push(at)
  return { ancestor, down, up: up.reverse() }
}
