import type { Clock } from '#lib/clock.ts'
import { dropOldest } from '#lib/drop-oldest.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import {
  INTRODUCE_SEND_RATE,
  MAX_OFFER_ORIGINS,
  MAX_SEEN_OFFERS,
  OFFER_CLOCK_MS,
  OFFER_LIFETIME_MS,
  ORIGIN_OFFER_RATE,
} from '../limits.ts'
import type { Offer } from './signed-description.ts'

/**
 * Decides which offers of links go on: each once, while it is valid, and within the rates of its origin and
 * of the link that it would go by. It remembers a bounded number of offers and origins.
 */
export class OfferGuard {
  readonly #clock: Clock
  readonly #seen = new Set<string>()
  readonly #origins = new Map<PeerId, TokenBucket>()
  readonly #links = new Map<PeerId, TokenBucket>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether these bytes of an offer are new; each call counts. */
  isNew(id: string): boolean {
    if (this.#seen.has(id)) return false
    this.#seen.add(id)
    if (this.#seen.size > MAX_SEEN_OFFERS) dropOldest(this.#seen)
    return true
  }

  /** Clocks differ, so an offer that expired a while ago by this clock is taken as valid. */
  isTimely({ expires }: Pick<Offer, 'expires'>): boolean {
    const left = expires - this.#clock.now()
    return left > -OFFER_CLOCK_MS && left < OFFER_CLOCK_MS + OFFER_LIFETIME_MS
  }

  /**
   * Whether one more offer of this origin may go on. Requires that its signature was checked, so that nobody
   * else uses up the origin's rate.
   */
  allows(origin: PeerId): boolean {
    const bucket = this.#origins.get(origin) ?? new TokenBucket(ORIGIN_OFFER_RATE, this.#clock)
    this.#origins.delete(origin)
    this.#origins.set(origin, bucket)
    if (this.#origins.size > MAX_OFFER_ORIGINS) dropOldest(this.#origins)
    return bucket.take()
  }

  /** Whether one more offer may be sent over this link. */
  maySend(link: PeerId): boolean {
    const bucket = this.#links.get(link) ?? new TokenBucket(INTRODUCE_SEND_RATE, this.#clock)
    this.#links.set(link, bucket)
    return bucket.take()
  }

  /** The link ended. */
  forget(link: PeerId): void {
    this.#links.delete(link)
  }
}
