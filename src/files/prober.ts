import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import { whileFlowing } from '#lib/while-flowing.ts'
import { isNode, parseCid, readNode } from './block.ts'
import { flowOf } from './fetch-file.ts'
import type { Holders } from './holders.ts'
import { MAX_TREE_DEPTH, PROBE_DIAL_MS } from './limits.ts'
import type { PeerBlocks } from './peer-blocks.ts'

export interface ProberDependencies {
  readonly clock: Clock
  readonly random: Random
  readonly peerBlocks: Pick<PeerBlocks, 'want' | 'received'>
  readonly holders: Holders
  readonly linked: () => readonly PeerId[]
  readonly connect: (peerId: PeerId) => Promise<void>
}

/**
 * Checks whether a tab holds a file that it announced: requests the block at the end of a random path through
 * the file's tree, which only a holder of the whole file has for sure. The block is checked and not stored.
 * One probe runs at a time, now and then of a tab that has to be dialled first.
 */
export class Prober {
  readonly #deps: ProberDependencies
  #isProbing = false
  #mayDialAt = 0

  constructor(deps: ProberDependencies) {
    this.#deps = deps
  }

  /** Asks one of these for a block of the file, a linked one if possible. Returns whether a probe began. */
  probe(peerIds: readonly PeerId[], cid: Cid): boolean {
    const { clock, random, linked } = this.#deps
    if (this.#isProbing) return false
    const links = new Set(linked())
    const near = peerIds.filter(peerId => links.has(peerId))
    const among = near.length > 0 ? near : clock.now() >= this.#mayDialAt ? peerIds : []
    const peerId = among[random.below(Math.max(1, among.length))]
    if (peerId === undefined) return false
    if (near.length === 0) this.#mayDialAt = clock.now() + PROBE_DIAL_MS
    this.#isProbing = true
    void this.#run(peerId, cid, near.length > 0).finally(() => {
      this.#isProbing = false
    })
    return true
  }

  async #run(peerId: PeerId, cid: Cid, isLinked: boolean): Promise<void> {
    const { connect, holders, linked } = this.#deps
    try {
      if (!isLinked) await connect(peerId)
      const answer = linked().includes(peerId) ? await this.#answer(peerId, cid) : 'none'
      if (answer === 'block') return holders.proved(peerId)
      if (answer === 'lacks') holders.lacks(peerId, cid)
    } catch {
      // Unreachable, slow or an invalid file: there is no proof, and nobody is blamed.
    }
    holders.unproved(peerId)
  }

  async #answer(peerId: PeerId, text: string): Promise<'block' | 'lacks'> {
    const { clock, peerBlocks, random } = this.#deps
    let cid = parseCid(text)
    for (let depth = 0; depth < MAX_TREE_DEPTH; depth++) {
      const wanted = cid
      const flow = flowOf(() => peerBlocks.received(peerId))
      const bytes = await whileFlowing(clock, flow, [], signal => peerBlocks.want(peerId, wanted, signal))
      if (!bytes) return 'lacks'
      const links = isNode(cid) ? readNode(bytes).links : []
      const next = links[random.below(Math.max(1, links.length))]
      if (!next) return 'block'
      cid = next.cid
    }
    return 'block'
  }
}
