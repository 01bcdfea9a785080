import type { PeerId } from '#lib/peer-id.ts'
import type { Network } from '#network/network.ts'
import {
  BODIES_PER_REQUEST,
  BODIES_SLOW_MS,
  BODY_FAILURES_PER_PEER,
  BODY_REQUESTS_PER_PEER,
} from './limits.ts'

/**
 * The peers that are asked for bodies during one catch-up: the least busy one that is high enough and has not
 * failed too often.
 */
export class BodySources {
  readonly #network: Network
  readonly #first: PeerId
  readonly #busy = new Map<PeerId, number>()
  readonly #failures = new Map<PeerId, number>()
  #perRequest = BODIES_PER_REQUEST

  /** `first` announced the chain, so it has the bodies whatever head it reports now. */
  constructor(network: Network, first: PeerId) {
    this.#network = network
    this.#first = first
  }

  /** Requests that may be under way at once; never 0, so that a caller finds out when no peer is left. */
  capacity(): number {
    const isSlow = this.#perRequest < BODIES_PER_REQUEST
    return Math.max(1, this.#able(0).length * (isSlow ? 1 : BODY_REQUESTS_PER_PEER))
  }

  /** Bodies to ask for in one request. */
  get perRequest(): number {
    return this.#perRequest
  }

  /** An answer took so long. */
  took(ms: number): void {
    if (ms > BODIES_SLOW_MS) this.#perRequest = Math.max(1, Math.floor(this.#perRequest / 2))
    else if (ms < BODIES_SLOW_MS / 4) this.#perRequest = Math.min(BODIES_PER_REQUEST, 2 * this.#perRequest)
  }

  /** A peer to ask for blocks up to this height, now busy with it; undefined when none is left. */
  take(height: number): PeerId | undefined {
    const [peer] = this.#able(height).sort((a, b) => this.#load(a) - this.#load(b))
    if (peer !== undefined) this.#busy.set(peer, this.#load(peer) + 1)
    return peer
  }

  /** The request ended, with a useful answer or without. */
  release(peer: PeerId, useful: boolean): void {
    this.#busy.set(peer, this.#load(peer) - 1)
    this.#failures.set(peer, useful ? 0 : (this.#failures.get(peer) ?? 0) + 1)
  }

  #able(height: number): PeerId[] {
    return this.#network
      .peers()
      .filter(
        ({ peerId, state }) =>
          state === 'connected' && (this.#failures.get(peerId) ?? 0) < BODY_FAILURES_PER_PEER,
      )
      .filter(({ peerId, head }) => peerId === this.#first || (head?.height ?? -1) >= height)
      .map(({ peerId }) => peerId)
  }

  #load(peer: PeerId): number {
    return this.#busy.get(peer) ?? 0
  }
}
