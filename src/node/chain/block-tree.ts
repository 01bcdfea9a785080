import { MEDIAN_TIME_SPAN } from '#chain/block/check-header-context.ts'
import type { BlockId } from '#chain/ids.ts'
import type { RecordedHeader } from '#consensus/engine.ts'
import type { UnixMs } from '#lib/clock.ts'

/** A header that passed its context rules, and the state of its block at this node. */
export interface TreeBlock extends RecordedHeader {
  /** The block is on the main chain. */
  main: boolean
  /** Its body is in the database. */
  stored: boolean
  /** It or a block below it broke a rule. */
  invalid: boolean
  /**
   * The position, from 1, in a chain that begins with a block that a bug of this app keeps from being judged.
   * Such a block is never applied.
   */
  beyond?: number
}

/**
 * The block tree from a little below the final block up to every known tip, in memory. Older blocks are in
 * the database; no rule needs them.
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

  /** The blocks without children. */
  tips(): TreeBlock[] {
    const parents = new Set(Array.from(this.#blocks.values(), block => block.header.parent))
    return [...this.#blocks.values()].filter(block => !parents.has(block.header.id))
  }

  /** Timestamps of the block and its ancestors, newest first, as many as median time past needs. */
  recentTimes(from: TreeBlock): UnixMs[] {
    const times: UnixMs[] = []
    for (const { header } of this.back(from)) {
      if (times.push(header.timestamp) === MEDIAN_TIME_SPAN) break
    }
    return times
  }

  /** Marks a block and its descendants as invalid. */
  markInvalid(root: TreeBlock): void {
    root.invalid = true
    for (const block of [...this.#blocks.values()].sort((a, b) => a.header.height - b.header.height)) {
      if (this.parentOf(block)?.invalid) block.invalid = true
    }
  }

  /** Marks a block that could not be judged, and its descendants. */
  setAside(root: TreeBlock): void {
    root.beyond ??= 1
    for (const block of [...this.#blocks.values()].sort((a, b) => a.header.height - b.header.height)) {
      const below = this.parentOf(block)?.beyond
      if (below !== undefined) block.beyond = below + 1
    }
  }

  /** Blocks that could not be judged, and their descendants. */
  beyond(): (TreeBlock & { beyond: number })[] {
    return [...this.#blocks.values()].filter(block => block.beyond !== undefined) as never
  }

  /** Forgets blocks below the height that rules can need. */
  prune(floor: number): void {
    for (const [id, block] of this.#blocks) {
      if (block.header.height < floor) this.#blocks.delete(id)
    }
    // a fork that begins below it is forgotten whole
    const rest = [...this.#blocks].sort(([, a], [, b]) => a.header.height - b.header.height)
    for (const [id, block] of rest) {
      if (!block.main && !this.#blocks.has(block.header.parent)) this.#blocks.delete(id)
    }
  }

  /** Forgets a header without a body, unless it has children. Returns whether it was forgotten. */
  forget(id: BlockId): boolean {
    const block = this.#blocks.get(id)
    if (!block || block.stored || this.#hasChild(id)) return false
    return this.#blocks.delete(id)
  }

  /**
   * Forgets all headers without bodies if there are more than `most`, because headers are free where a seal
   * costs nothing. Must not run during an import, which may use some of them.
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
