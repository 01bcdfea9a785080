import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Random, shuffled } from '#lib/random.ts'
import type { KnownPeers, SharedPeer } from './known-peers.ts'
import { PEER_EXCHANGE_MS } from './limits.ts'
import type { Link } from './links/link.ts'
import type { PeerLinks } from './links/peer-links.ts'
import { NetworkError } from './network.ts'
import { PEER_EXCHANGE, peerExchangeMessage } from './protocols/peer-exchange.ts'
import { ask } from './protocols/request.ts'
import type { WireViolation } from './protocols/wire.ts'

export interface PeerExchangeDependencies {
  readonly links: PeerLinks
  readonly known: KnownPeers
  readonly clock: Clock
  readonly random: Random
  /** A peer reported the peers that it knows. */
  readonly onPeersShared: (peerId: PeerId, peers: readonly SharedPeer[]) => void
  readonly onViolation: (link: Link, violation: WireViolation) => void
}

/** Exchanges known peers with one random neighbour at a time. */
export class PeerExchange {
  readonly #deps: PeerExchangeDependencies
  #cancel: Cancel | undefined

  constructor(deps: PeerExchangeDependencies) {
    this.#deps = deps
  }

  start(): void {
    this.#cancel = this.#deps.clock.every(PEER_EXCHANGE_MS, () => void this.#exchange())
  }

  stop(): void {
    this.#cancel?.()
  }

  async #exchange(): Promise<void> {
    const { links, known, clock, random, onPeersShared, onViolation } = this.#deps
    const joined = links.joined()
    const [link] = shuffled(joined, random)
    if (!link) return
    const message = peerExchangeMessage(
      known.peersFor(
        link.peerId,
        joined.map(({ peerId }) => peerId),
      ),
    )
    try {
      const answer = await ask(PEER_EXCHANGE, link.connection, message, { clock })
      if (!answer.ok) return onViolation(link, answer.error)
      onPeersShared(link.peerId, answer.value.peers)
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
    }
  }
}
