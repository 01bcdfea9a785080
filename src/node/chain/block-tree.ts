import { MEDIAN_TIME_SPAN } from '#chain/block/check-header-context.ts'
import type { BlockId } from '#chain/ids.ts'
import type { RecordedHeader } from '#consensus/engine.ts'
import type { UnixMs } from '#lib/clock.ts'

/** A header whose context rules hold, and what the node knows of its block. */
export interface TreeBlock extends RecordedHeader {
  /** On the main chain: its transactions are part of the state. */
  main: boolean
  /** Its body is in the database. */
  stored: boolean
  /** Applying it, or a block below it, broke a rule. */
  invalid: boolean
  /**
   * Which one it is, from 1, of a chain that begins with a block which a bug of this app keeps from being
   * judged; it is never applied.
   */
  beyond?: number
}

/**
 * The block tree from a little below the final block up to every known tip, in memory. It answers for
 * ancestors; older blocks are in the database and are not needed by any rule.
 */
export class BlockTree {
  readonly #blocks = new Map<BlockId, TreeBlock>()

  get(id: BlockId): TreeBlock | undefined {
    return this.#blocks.get(id)
  }

  add(block: TreeBlock): void {
    this.#blocks.set(block.header.id, block)
  }

  parentOf(block: TreeBlock): TreeBlock | undefined {
    return this.#blocks.get(block.header.parent)
  }

  /** The block and its ancestors, downwards. */
  back(from: TreeBlock): Iterable<TreeBlock> {
    return { [Symbol.iterator]: () => this.#walk(from) }
  }

  /** Its ancestors, downwards from the parent. */
  backBelow(block: TreeBlock): Iterable<TreeBlock> {
    return { [Symbol.iterator]: () => this.#walk(this.parentOf(block)) }
  }

  *#walk(from: TreeBlock | undefined): Generator<TreeBlock> {
    for (let at = from; at; at = this.parentOf(at)) yield at
  }

  /** The blocks that no other stands on. */
  tips(): TreeBlock[] {
    const parents = new Set(Array.from(this.#blocks.values(), block => block.header.parent))
    return [...this.#blocks.values()].filter(block => !parents.has(block.header.id))
  }

  /** Timestamps of the block and its ancestors, newest first, as many as median time past looks at. */
  recentTimes(from: TreeBlock): UnixMs[] {
    const times: UnixMs[] = []
    for (const { header } of this.back(from)) {
      if (times.push(header.timestamp) === MEDIAN_TIME_SPAN) break
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

  /** Marks a block that could not be judged, and everything built on it. */
  setAside(root: TreeBlock): void {
    root.beyond ??= 1
    for (const block of [...this.#blocks.values()].sort((a, b) => a.header.height - b.header.height)) {
      const below = this.parentOf(block)?.beyond
      if (below !== undefined) block.beyond = below + 1
    }
  }

  /** What stands on blocks that could not be judged, themselves included. */
  beyond(): (TreeBlock & { beyond: number })[] {
    return [...this.#blocks.values()].filter(block => block.beyond !== undefined) as never
  }

  /** Forgets what lies below the height that rules can ask for. */
  prune(floor: number): void {
    for (const [id, block] of this.#blocks) {
      if (block.header.height < floor) this.#blocks.delete(id)
    }
    // a fork from below it is lost whole
    const rest = [...this.#blocks].sort(([, a], [, b]) => a.header.height - b.header.height)
    for (const [id, block] of rest) {
      if (!block.main && !this.#blocks.has(block.header.parent)) this.#blocks.delete(id)
    }
  }

  /** Forgets a header whose body nobody sent, unless others stand on it; was it forgotten? */
  forget(id: BlockId): boolean {
    const block = this.#blocks.get(id)
    if (!block || block.stored || this.#hasChild(id)) return false
    return this.#blocks.delete(id)
  }

  /**
   * Forgets all headers whose bodies nobody sent, if there are more than `most`: where a seal costs nothing,
   * headers are free. Not while an import is under way, which may hold some of them.
   */
  forgetBodiless(most: number): void {
    const bodiless = [...this.#blocks].filter(([, block]) => !block.stored)
    if (bodiless.length <= most) return
    for (const [id] of bodiless) this.#blocks.delete(id)
  }

  #hasChild(id: BlockId): boolean {
    for (const { header } of this.#blocks.values()) if (header.parent === id) return true
    return false
  }
}
