import type { Connection, Libp2p } from '@libp2p/interface'
import type { Clock } from '#lib/clock.ts'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import type { KnownPeers } from './known-peers.ts'
import { DIAL_TIMEOUT_MS, HANDSHAKE_TIMEOUT_MS, LEFT_PAUSE_MS, UPGRADE_TIMEOUT_MS } from './limits.ts'
import { MAX_LINKS } from './link-messages.ts'
import type { PeerLinks } from './links/peer-links.ts'
import { NetworkError, type PeerInfo } from './network.ts'
import type { LinkTable, Slot } from './transport/link-table.ts'
import { addressOf } from './transport/port-connection.ts'
import { LinkRefusedError } from './transport/port-transport.ts'

type Route = PeerInfo['route']

export interface DiallerDependencies {
  readonly libp2p: Libp2p
  readonly table: LinkTable
  readonly links: PeerLinks
  readonly known: KnownPeers
  readonly clock: Clock
  /** A dial led to another peer than the one that was dialled. */
  readonly onWrongPeer: () => void
  readonly onEvent: (type: string, data: Record<string, unknown>) => void
  /** Introductions work, so a dial that fails shows something about the peer. */
  readonly introduces: () => boolean
  readonly onFailure: (peerId: PeerId, failure: NetworkError) => void
}

/** The only place that dials: reserves a slot, lets libp2p dial, and waits for the handshake. */
export class Dialler {
  readonly #deps: DiallerDependencies
  readonly #routes = new Map<string, Route>()
  /** Peers that have an answer of this node by hand. */
  readonly #expected = new Set<PeerId>()

  constructor(deps: DiallerDependencies) {
    this.#deps = deps
  }

  /** How a link was found; a peer that dials us was probably introduced by the server. */
  routeOf(peerId: PeerId, direction: Connection['direction']): Route {
    if (direction === 'outbound') return this.#routes.get(peerId) ?? 'signaling'
    return this.#expected.delete(peerId) ? 'hand' : 'signaling'
  }

  expect(peerId: PeerId): void {
    this.#expected.add(peerId)
    if (this.#expected.size > MAX_LINKS) dropOldest(this.#expected)
  }

  /** Resolves once the peer is linked, also by the peer's own dial. Throws a {@link NetworkError}. */
  async connect(peerId: PeerId, route: Route): Promise<void> {
    const { table, links, known, onEvent, onFailure } = this.#deps
    if (links.get(peerId)?.state === 'connected') return
    if (known.isBanned(peerId))
      throw new NetworkError('PEER_REFUSED', 'this node has banned the peer for a while; try again later')
    const slot = table.reserve(peerId)
    if (!slot && table.of(peerId).length === 0) {
      throw new NetworkError('LINKS_TOO_MANY', 'this node has as many links as it allows; try again later')
    }

    this.#routes.set(peerId, route)
    try {
      if (slot) await this.#dial(slot)
      await this.#awaitHandshake(peerId)
    } catch (error) {
      const failure = asNetworkError(error)
      if (failure.code === 'PEER_WRONG') this.#wrongPeer(peerId)
      else if (this.#isBlameless(failure)) known.postpone(peerId)
      else known.failed(peerId, failure.code)
      onEvent('dial-failed', { peerId, route, code: failure.code, message: failure.message })
      onFailure(peerId, failure)
      throw failure
    } finally {
      this.#routes.delete(peerId)
      if (slot?.state === 'dialling') table.release(slot)
    }
  }

  #isBlameless({ code }: NetworkError): boolean {
    return code === 'LINKS_TOO_MANY' || code === 'SIGNALING_OFFLINE' || !this.#deps.introduces()
  }

  /** The peer that was dialled is not to blame; members introduce it soon. */
  #wrongPeer(peerId: PeerId): void {
    this.#deps.known.left(peerId, LEFT_PAUSE_MS)
    this.#deps.onWrongPeer()
  }

  async #dial(slot: Slot): Promise<void> {
    const { libp2p, table, clock } = this.#deps
    try {
      await withDeadline(clock, DIAL_TIMEOUT_MS + UPGRADE_TIMEOUT_MS, [], signal =>
        libp2p.dial(addressOf(slot.peerId), { signal }),
      )
    } catch (error) {
      // Both ends dialled at once, and the other link stays: it is open, or about to be.
      const isOther = table.of(slot.peerId).some(other => other !== slot)
      if (!isOther && !(error instanceof LinkRefusedError && error.refusal === 'LINK_DUPLICATE')) throw error
      if (slot.state === 'dialling') table.release(slot)
    }
  }

  async #awaitHandshake(peerId: PeerId): Promise<void> {
    const { links, table } = this.#deps
    const link = links.get(peerId)
    if (!link && table.of(peerId).length === 0 && !(await links.whenJoined(peerId, UPGRADE_TIMEOUT_MS))) {
      throw new NetworkError('PEER_GONE', 'the link ended before the handshake')
    }
    if (!(await links.whenJoined(peerId, HANDSHAKE_TIMEOUT_MS))) {
      throw new NetworkError(
        'PEER_REFUSED',
        link?.closeReason ?? 'the peer ended the link during the handshake',
      )
    }
  }
}

function asNetworkError(error: unknown): NetworkError {
  if (error instanceof NetworkError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new NetworkError('DIAL_FAILED', message, { cause: error })
}
