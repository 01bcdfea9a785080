import type { BlockId } from '#chain/ids.ts'
import type { BlockTree, TreeBlock } from './block-tree.ts'
import { FORK_BLOCKS, FORK_BLOCKS_PER_PEER, FORK_BYTES, FORK_BYTES_PER_PEER } from './limits.ts'

interface Held {
  readonly node: TreeBlock
  readonly from: string
  readonly bytes: number
}

/**
 * The disk space for bodies of lighter forks that were not applied, for each peer and in all. Refused blocks
 * are not lost: if their chain becomes heavier, the catch-up fetches all of it.
 */
export class ForkQuota {
  readonly #held = new Map<BlockId, Held>()

  /** Whether there is room for this many more blocks and bytes of the peer. */
  hasRoom(from: string, blocks: number, bytes: number): boolean {
    const all = [...this.#held.values()]
    const own = all.filter(held => held.from === from)
    return (
      own.length + blocks <= FORK_BLOCKS_PER_PEER &&
      sum(own) + bytes <= FORK_BYTES_PER_PEER &&
      all.length + blocks <= FORK_BLOCKS &&
      sum(all) + bytes <= FORK_BYTES
    )
  }

  take(held: Held): void {
    this.#held.set(held.node.header.id, held)
  }

  /**
   * Stops counting blocks that are on the main chain or forgotten. Returns the blocks whose bodies can be
   * deleted.
   */
  sweep(tree: BlockTree): BlockId[] {
    const useless: BlockId[] = []
    for (const [id, { node }] of this.#held) {
      const isLost = tree.get(id) !== node || node.invalid
      if (!isLost && node.stored && !node.main) continue
      this.#held.delete(id)
      if (isLost && !node.main) useless.push(id)
    }
    return useless
  }
}

const sum = (held: readonly Held[]): number => held.reduce((total, { bytes }) => total + bytes, 0)
