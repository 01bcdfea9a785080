import type { Clock } from '#lib/clock.ts'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { DISTRUST_MS, MAX_DOUBTED_PEERS } from '../limits.ts'
import { NetworkError } from '../network.ts'
import type { OpenChannel, PageLinks } from '../transport/page-links.ts'

type Way = 'server' | 'members'

export interface ChannelOpenerPorts {
  readonly clock: Clock
  readonly page: Pick<PageLinks, 'dial' | 'dialThrough'>
  /** Whether the signaling server introduces this node now. */
  isOnline(): boolean
  /** Whether there is a link by which members can introduce this node. */
  hasLinks(): boolean
  /** The peer's answer to an offer, by way of members. */
  introduce(peerId: PeerId, offer: string, signal: AbortSignal): Promise<string>
}

/**
 * Opens channels to peers by introductions of the signaling server or of members, whichever is there. The
 * server comes first, because it is one step away, unless it failed for this peer or connected this node with
 * a wrong one.
 */
export class ChannelOpener {
  readonly #ports: ChannelOpenerPorts
  /** Peers that the server was asked for last, and that are not linked. */
  readonly #doubted = new Set<PeerId>()
  #distrustedUntil = 0

  constructor(ports: ChannelOpenerPorts) {
    this.#ports = ports
  }

  /** Rejects with a {@link NetworkError}, or with the signal's reason. */
  async open(peerId: PeerId, timeoutMs: number, signal: AbortSignal): Promise<OpenChannel> {
    const [first = 'server', second] = this.#ways(peerId)
    try {
      return await this.#try(first, peerId, timeoutMs, signal)
    } catch (error) {
      if (second === undefined || signal.aborted || !wasNotIntroduced(error)) throw error
      return this.#try(second, peerId, timeoutMs, signal)
    }
  }

  /** Whether any introduction is possible now. */
  introduces(): boolean {
    return this.#ports.isOnline() || this.#ports.hasLinks()
  }

  /** The link with the peer is open. */
  linked(peerId: PeerId): void {
    this.#doubted.delete(peerId)
  }

  /** The channel that the server introduced led to another peer than the one that was dialled. */
  wrongPeer(): void {
    this.#distrustedUntil = this.#ports.clock.now() + DISTRUST_MS
  }

  #ways(peerId: PeerId): Way[] {
    const { isOnline, hasLinks, clock } = this.#ports
    const isDoubtful = this.#doubted.has(peerId) || clock.now() < this.#distrustedUntil
    const ways: Way[] = isDoubtful ? ['members', 'server'] : ['server', 'members']
    return ways.filter(way => (way === 'server' ? isOnline() : hasLinks()))
  }

  #try(way: Way, peerId: PeerId, timeoutMs: number, signal: AbortSignal): Promise<OpenChannel> {
    const { page, introduce } = this.#ports
    this.#doubted.delete(peerId)
    if (way === 'members')
      return page.dialThrough(peerId, timeoutMs, signal, offer => introduce(peerId, offer, signal))
    this.#doubted.add(peerId)
    if (this.#doubted.size > MAX_DOUBTED_PEERS) dropOldest(this.#doubted)
    return page.dial(peerId, timeoutMs, signal)
  }
}

/** Another introduction does not help two peers that were introduced and cannot reach each other. */
const wasNotIntroduced = (error: unknown): boolean =>
  error instanceof NetworkError && NOT_INTRODUCED.some(code => code === error.code)

const NOT_INTRODUCED = ['SIGNALING_OFFLINE', 'PEER_UNAVAILABLE', 'MEMBERS_SILENT']
