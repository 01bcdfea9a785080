import { MEDIAN_TIME_SPAN } from '../chain/block/check-header-context.ts'
import type { Header } from '../chain/block/header.ts'
import type { BlockId } from '../chain/ids.ts'
import type { ChainRecord, HeaderReader } from '../consensus/engine.ts'
import type { UnixMs } from '../lib/clock.ts'

/** A header whose context rules hold, and what the node knows of its block. */
export interface TreeBlock extends ChainRecord {
  readonly header: Header
  /** On the main chain: its transactions are part of the state. */
  main: boolean
  /** Its body is in the database. */
  stored: boolean
  /** Applying it, or a block below it, broke a rule. */
  invalid: boolean
}

/**
 * The block tree from a little below the final block up to every known tip, in memory. It answers for ancestors; older blocks are in the
 * database and are not needed by any rule.
 */
export class BlockTree implements HeaderReader {
  readonly #blocks = new Map<BlockId, TreeBlock>()

  get(id: BlockId): TreeBlock | undefined {
    return this.#blocks.get(id)
  }

  header(id: BlockId): Header | undefined {
    return this.#blocks.get(id)?.header
  }

  add(block: TreeBlock): void {
    this.#blocks.set(block.header.id, block)
  }

  parentOf(block: TreeBlock): TreeBlock | undefined {
    return this.#blocks.get(block.header.parent)
  }

  /** Timestamps of the block and its ancestors, newest first, as many as median time past looks at. */
  recentTimes(from: TreeBlock): UnixMs[] {
    const times: UnixMs[] = []
    for (
      let at: TreeBlock | undefined = from;
      at && times.length < MEDIAN_TIME_SPAN;
      at = this.parentOf(at)
    ) {
      times.push(at.header.timestamp)
    }
    return times
  }

  /** Marks a block and everything built on it. */
  markInvalid(root: TreeBlock): void {
    root.invalid = true
    for (const block of [...this.#blocks.values()].sort((a, b) => a.header.height - b.header.height)) {
      if (this.parentOf(block)?.invalid) block.invalid = true
    }
  }

  /** Forgets what lies so far below the final block that no rule can ask for it. */
  prune(finalHeight: number): void {
    const floor = finalHeight - MEDIAN_TIME_SPAN
    for (const [id, block] of this.#blocks) {
      if (block.header.height < floor) this.#blocks.delete(id)
    }
  }
}
