import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { KnownPeers, SharedPeer } from './known-peers.ts'
import { LARGE_NETWORK, MAX_SIZE_SAMPLES, SIZE_SAMPLE_MS, SMALL_AGAIN } from './limits.ts'

interface Sample {
  readonly at: number
  readonly named: number
  readonly known: number
  readonly among: number
}

/**
 * Estimates how many tabs the network has, without a count that anybody could state: a peer that this tab
 * chose to dial names its links, and the share of them that this tab knew already is about the share of the
 * network that it knows (capture and recapture, Lincoln and Petersen). A peer that lies shifts only its own
 * sample. Two tabs rarely agree, so nothing may depend on that.
 */
export class NetworkSize {
  readonly #clock: Clock
  readonly #samples: Sample[] = []
  #isLarge = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * A peer that this tab dialled named the peers that it knows, its links with an age of 0. To be called
   * before they are recorded in the address book. This tab's own links are left out: they know each other.
   */
  sampled(peers: readonly SharedPeer[], book: KnownPeers, linked: readonly PeerId[]): void {
    const own = new Set(linked)
    const named = peers.filter(({ peerId, ageMs }) => ageMs === 0 && !own.has(peerId))
    const among = book.aliveCount() - own.size
    if (named.length === 0 || among <= 0) return
    const known = named.filter(({ peerId }) => book.isAlive(peerId)).length
    this.#samples.push({ at: this.#clock.now(), named: named.length, known, among })
    if (this.#samples.length > MAX_SIZE_SAMPLES) this.#samples.shift()
  }

  /** At least the tabs that are known to live, this one included. */
  estimate(living: number): number {
    const since = this.#clock.now() - SIZE_SAMPLE_MS
    const samples = this.#samples.filter(({ at }) => at >= since)
    const pairs = samples.reduce((sum, { named, among }) => sum + named * among, 0)
    const known = samples.reduce((sum, sample) => sum + sample.known, 0)
    return Math.max(living, Math.round(pairs / (known + 1)))
  }

  /** Whether the network is large; near the limit the answer stays what it was. */
  isLarge(living: number): boolean {
    const size = this.estimate(living)
    this.#isLarge = this.#isLarge ? size >= SMALL_AGAIN : size >= LARGE_NETWORK
    return this.#isLarge
  }
}
