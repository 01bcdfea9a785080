import type { PeerId } from '#lib/peer-id.ts'
import { createThrottle } from '#lib/throttle.ts'
import type { Network } from '#network/network.ts'
import type { Chain } from '#node/chain/chain.ts'
import { SCREEN_MS } from '#node/limits.ts'
import type { RivalRow } from '#storage/rows.ts'
import { RIVAL_PEERS_NAMED } from './limits.ts'
import type { RivalChain } from './rival-chain.ts'

interface Dependencies {
  readonly chain: Chain
  readonly network: () => Network
  readonly show: (row: RivalRow) => void
}

/**
 * Peers on a preferred chain that would undo final blocks here, each with its rival chain (rival-chain.ts). A
 * rival is forgotten once its peer is gone or reports a head that is not heavier than this node's own, which
 * may grow too.
 */
export class Rivals {
  readonly #deps: Dependencies
  readonly #byPeer = new Map<PeerId, RivalChain>()
  #isShown = false
  /** The peers or their heads changed. */
  readonly changed: () => void

  constructor(deps: Dependencies) {
    this.#deps = deps
    this.changed = createThrottle(deps.chain.clock, SCREEN_MS, () => this.#look())
    deps.chain.onMove(this.changed)
  }

  /** Records the result of reading a peer's chain. */
  looked(peerId: PeerId, rival: RivalChain | undefined): void {
    if (rival) this.#byPeer.set(peerId, rival)
    else if (!this.#byPeer.delete(peerId)) return
    this.#look()
  }

  /** The heaviest rival of all peers. */
  heaviest(): RivalChain | undefined {
    const rivals = [...this.#byPeer.values()]
    return rivals.reduce<RivalChain | undefined>(
      (best, rival) => (best && best.totalWeight >= rival.totalWeight ? best : rival),
      undefined,
    )
  }

  row(): RivalRow {
    const { chain } = this.#deps
    const rival = this.heaviest()
    if (!rival) return { key: 'rival', count: 0, peers: [], fork: 0, height: 0, ownHeight: 0, final: 0 }
    const { fork, height, support } = rival
    return {
      key: 'rival',
      count: this.#byPeer.size,
      peers: [...this.#byPeer.keys()].slice(0, RIVAL_PEERS_NAMED),
      ...{ fork, height, ownHeight: chain.tip.header.height, final: chain.final },
      ...(support && { support: { ...support } }),
    }
  }

  #look(): void {
    if (this.#byPeer.size === 0 && !this.#isShown) return
    const { chain, network, show } = this.#deps
    const heads = new Map(
      network()
        .peers()
        .map(({ peerId, head }) => [peerId, head]),
    )
    for (const [peerId, { totalWeight }] of this.#byPeer) {
      const claimed = heads.get(peerId)?.totalWeight ?? 0n
      const least = claimed < totalWeight ? claimed : totalWeight
      if (least <= chain.tip.totalWeight) this.#byPeer.delete(peerId)
    }
    this.#isShown = this.#byPeer.size > 0
    show(this.row())
  }
}
