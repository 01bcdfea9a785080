import { type Rate, TokenBucket } from '#lib/token-bucket.ts'

/**
 * A token bucket per key, for at most `maxKeys` keys. It forgets the least recently used one, whose rate
 * starts anew.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, TokenBucket>()

  constructor(
    private readonly rate: Rate,
    private readonly maxKeys: number,
    private readonly clock: { now(): number } = Date,
  ) {}

  get keys(): number {
    return this.#buckets.size
  }

  take(key: string, units = 1): boolean {
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.rate, this.clock)
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
