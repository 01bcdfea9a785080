import type { Clock } from '../lib/clock.ts'
import { RESTING_PEERS, SYNC_RETRY_LONGEST_MS, SYNC_RETRY_MS } from './limits.ts'

/**
 * Peers that could not be followed, left alone for a while whatever they claim, each time twice as long: so a peer with empty claims does not keep others
 * from being asked.
 */
export class RestingPeers {
  readonly #clock: Clock
  readonly #onRested: () => void
  readonly #peers = new Map<string, { readonly failures: number; readonly until: number }>()

  constructor(clock: Clock, onRested: () => void) {
    this.#clock = clock
    this.#onRested = onRested
  }

  /** Failures in a row. */
  failures(peerId: string): number {
    return this.#peers.get(peerId)?.failures ?? 0
  }

  isResting(peerId: string): boolean {
    return this.#clock.now() < (this.#peers.get(peerId)?.until ?? 0)
  }

  failed(peerId: string): void {
    const failures = this.failures(peerId) + 1
    const restMs = Math.min(SYNC_RETRY_MS * 2 ** (failures - 1), SYNC_RETRY_LONGEST_MS)
    this.#peers.delete(peerId)
    this.#peers.set(peerId, { failures, until: this.#clock.now() + restMs })
    const [oldest] = this.#peers.keys()
    if (this.#peers.size > RESTING_PEERS && oldest !== undefined) this.#peers.delete(oldest)
    this.#clock.after(restMs, this.#onRested)
  }

  succeeded(peerId: string): void {
    this.#peers.delete(peerId)
  }

  /** A new link may be tried at once; half of what failed before still counts, so that nobody reconnects a bad name away. */
  relinked(peerId: string): void {
    const failures = Math.floor(this.failures(peerId) / 2)
    if (failures === 0) this.#peers.delete(peerId)
    else this.#peers.set(peerId, { failures, until: 0 })
  }
}
