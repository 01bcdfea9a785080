import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { RESTING_PEERS, SYNC_RETRY_LONGEST_MS, SYNC_RETRY_MS } from './limits.ts'

interface Rest {
  readonly failures: number
  readonly until: number
  /** Whether all failures were for blocks that this node could not judge yet. */
  readonly unjudged: boolean
}

/**
 * Peers that could not be followed rest for a while whatever they claim, each time twice as long, so that a
 * peer with empty claims does not keep others from being asked.
 */
export class RestingPeers {
  readonly #clock: Clock
  readonly #onRested: () => void
  readonly #peers = new Map<string, Rest>()

  constructor(clock: Clock, onRested: () => void) {
    this.#clock = clock
    this.#onRested = onRested
  }

  /** Failures in a row. */
  failures(peerId: PeerId): number {
    return this.#peers.get(peerId)?.failures ?? 0
  }

  isResting(peerId: PeerId): boolean {
    return this.#clock.now() < (this.#peers.get(peerId)?.until ?? 0)
  }

  failed(peerId: PeerId): void {
    this.#rest(peerId, false)
  }

  /**
   * The peer has a block that this node cannot judge yet. It rests as long as after a failure, because each
   * attempt costs the same.
   */
  unjudged(peerId: PeerId): void {
    this.#rest(peerId, this.#peers.get(peerId)?.unjudged ?? true)
  }

  /** The peer's unjudged block can be judged now. This ends its rest, unless it failed otherwise too. */
  judgeable(peerId: PeerId): void {
    const rest = this.#peers.get(peerId)
    if (rest?.unjudged) this.#peers.set(peerId, { ...rest, until: 0 })
  }

  #rest(peerId: PeerId, unjudged: boolean): void {
    const failures = this.failures(peerId) + 1
    const restMs = Math.min(SYNC_RETRY_MS * 2 ** (failures - 1), SYNC_RETRY_LONGEST_MS)
    this.#peers.delete(peerId)
    this.#peers.set(peerId, { failures, until: this.#clock.now() + restMs, unjudged })
    const [oldest] = this.#peers.keys()
    if (this.#peers.size > RESTING_PEERS && oldest !== undefined) this.#peers.delete(oldest)
    this.#clock.after(restMs, this.#onRested)
  }

  succeeded(peerId: PeerId): void {
    this.#peers.delete(peerId)
  }

  /**
   * A peer with a new link may be tried at once. Half of its failures still count, so that reconnecting does
   * not clear them.
   */
  relinked(peerId: PeerId): void {
    const failures = Math.floor(this.failures(peerId) / 2)
    if (failures === 0) this.#peers.delete(peerId)
    else this.#peers.set(peerId, { failures, until: 0, unjudged: false })
  }
}
