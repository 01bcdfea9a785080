import type { TreeBlock } from './block-tree.ts'
import type { Chain } from './chain.ts'

/** A chain that ends in `tip`. */
export interface Fork {
  readonly tip: TreeBlock
  /**
   * Height of the highest known block that it shares with the main chain; the tip's height for the main chain
   * itself.
   */
  readonly forkHeight: number
}

/** The tips of all forks, the main tip first, then the heaviest. */
export function forksOf({ tree, tip: main }: Pick<Chain, 'tree' | 'tip'>): Fork[] {
  const others = tree.tips().filter(tip => tip !== main)
  others.sort((a, b) => (a.totalWeight > b.totalWeight ? -1 : a.totalWeight < b.totalWeight ? 1 : 0))
  return [main, ...others].map(tip => ({ tip, forkHeight: forkHeight(tree, tip) }))
}

function forkHeight(tree: Chain['tree'], tip: TreeBlock): number {
  let at = tip
  while (!at.main) {
    const parent = tree.parentOf(at)
    if (parent === undefined) return at.header.height - 1
    at = parent
  }
  return at.header.height
}
