/** A token bucket's size and refill. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** Milliseconds of any epoch. */
export type Now = () => number

/** Allows `burst` units at once and `perSecond` in the long run. */
export class TokenBucket {
  #units: number
  #at: number

  constructor(
    private readonly rate: Rate,
    private readonly now: Now = Date.now,
  ) {
    this.#units = rate.burst
    this.#at = now()
  }

  /** Takes units from the bucket if there are enough, and returns whether there were. */
  take(units = 1): boolean {
    const now = this.now()
    const refill = (Math.max(0, now - this.#at) / 1000) * this.rate.perSecond
    this.#units = Math.min(this.rate.burst, this.#units + refill)
    this.#at = now
    if (this.#units < units) return false
    this.#units -= units
    return true
  }
}

/**
 * A token bucket per key, for at most `maxKeys` keys. It forgets the least recently used one, whose rate
 * starts anew.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, TokenBucket>()

  constructor(
    private readonly rate: Rate,
    private readonly maxKeys: number,
    private readonly now: Now = Date.now,
  ) {}

  get keys(): number {
    return this.#buckets.size
  }

  take(key: string, units = 1): boolean {
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.rate, this.now)
    // Deleted and set again, so that the map's order is the order of use.
    this.#buckets.delete(key)
    this.#buckets.set(key, bucket)
    if (this.#buckets.size > this.maxKeys) this.#forgetOldest()
    return bucket.take(units)
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next()
    if (!oldest.done) this.#buckets.delete(oldest.value)
  }
}
