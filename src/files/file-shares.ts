import type { Cid } from '#lib/cid.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { Holders } from './holders.ts'
import {
  ANNOUNCE_MS,
  ANNOUNCERS,
  GUARDS,
  GUARDS_DOUBLE_MS,
  LONGEST_TURN_MS,
  NEWS_BYTES_PER_SECOND,
  REPLICAS,
} from './limits.ts'
import { distanceTo } from './nearness.ts'

/** How many tabs a network has, as one tab estimates it. */
export interface NetworkExtent {
  readonly tabs: number
  readonly isLarge: boolean
}

export interface FileSharesDependencies {
  readonly self: PeerId
  readonly extent: () => NetworkExtent
  readonly holders: Holders
  readonly random: Random
  /** Files that the chain records. */
  readonly isRecorded: (cid: Cid) => boolean
}

/**
 * This tab's share of the network's work on files (docs/decisions/0019). Of each file, the dozen tabs nearest
 * to it count the copies. In a small network every tab announces every file; in a large one its nearest
 * holders do. Each tab decides alone, from its own estimate of the size: those that disagree only announce or
 * count more than is needed.
 */
export class FileShares {
  readonly #deps: FileSharesDependencies

  constructor(deps: FileSharesDependencies) {
    this.#deps = deps
  }

  isLarge(): boolean {
    return this.#deps.extent().isLarge
  }

  /** From one of this tab's announcements to the next: long enough for those of all tabs to fit the budget. */
  turnMs(): number {
    if (!this.isLarge()) return ANNOUNCE_MS
    const seconds = this.#deps.holders.newsBytes() / NEWS_BYTES_PER_SECOND
    return Math.min(LONGEST_TURN_MS, Math.max(ANNOUNCE_MS, 1_000 * Math.ceil(seconds)))
  }

  /**
   * Those of the held files that this tab announces in this turn. Of the files for which others are nearer it
   * draws one, and announces it with a chance of four to the number of its holders: otherwise anybody could
   * silence all holders of a file with four keys that are near it.
   */
  announced(held: readonly Cid[]): readonly Cid[] {
    const { isRecorded, holders, random } = this.#deps
    if (!this.isLarge()) return held
    const recorded = held.filter(isRecorded)
    const ours = recorded.filter(cid => this.#isNear(cid))
    const others = recorded.filter(cid => !ours.includes(cid))
    const drawn = others[random.below(Math.max(1, others.length))]
    const isDrawn = drawn !== undefined && random.below(holders.now(drawn).length) < ANNOUNCERS
    return isDrawn ? [...ours, drawn] : ours
  }

  /**
   * Whether this tab counts the file's copies. While too few tabs even announce it, ever more tabs do, so
   * that a wrong estimate of the size cannot leave a file without a guard.
   */
  guards(cid: Cid, fewForMs: number): boolean {
    const { self, holders, extent } = this.#deps
    const share = GUARDS / extent().tabs
    if (share >= 1) return true
    const isFew = holders.now(cid).length < REPLICAS
    return distanceTo(cid, self) < share * (isFew ? 2 ** (fewForMs / GUARDS_DOUBLE_MS) : 1)
  }

  #isNear(cid: Cid): boolean {
    const { self, holders } = this.#deps
    const own = distanceTo(cid, self)
    return holders.now(cid).filter(peerId => distanceTo(cid, peerId) < own).length < ANNOUNCERS
  }
}
