import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Random, shuffled } from '#lib/random.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import { ASKED_FILES, ASKED_NEIGHBOURS, OWN_QUESTION_RATE } from './limits.ts'

export interface NeighboursNewsDependencies {
  readonly clock: Clock
  readonly random: Random
  readonly isLarge: () => boolean
  readonly linked: () => readonly PeerId[]
  /** Asks a peer for announcements of holders, which then arrive like others. */
  readonly request: (peerId: PeerId, cids: readonly Cid[]) => Promise<void>
}

/**
 * Asks neighbours who holds a file. In a large network turns are long, and a tab that has just arrived has
 * received little; its neighbours have received everything.
 */
export class NeighboursNews {
  readonly #deps: NeighboursNewsDependencies
  readonly #bucket: TokenBucket

  constructor(deps: NeighboursNewsDependencies) {
    this.#deps = deps
    this.#bucket = new TokenBucket(OWN_QUESTION_RATE, deps.clock)
  }

  /** Asks a few links at once. Resolves when they have answered, or at once in a small network. */
  async ask(cids: readonly Cid[]): Promise<void> {
    const { random, linked } = this.#deps
    const some = shuffled(linked(), random).slice(0, ASKED_NEIGHBOURS)
    await Promise.all(some.map(peerId => this.askOne(peerId, cids)))
  }

  async askOne(peerId: PeerId, cids: readonly Cid[]): Promise<void> {
    const { isLarge, request } = this.#deps
    if (cids.length === 0 || !isLarge() || !this.#bucket.take()) return
    // Others are asked too, and know the same.
    await request(peerId, cids.slice(0, ASKED_FILES)).catch(() => {})
  }
}
