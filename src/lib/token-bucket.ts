/** How many units at once, and how many a second in the long run. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** Lets through at most so many units of something per second, after a burst. */
export class TokenBucket {
  readonly #rate: Rate
  readonly #clock: { now(): number }
  #units: number
  #at: number

  constructor(rate: Rate, clock: { now(): number }) {
    this.#rate = rate
    this.#clock = clock
    this.#units = rate.burst
    this.#at = clock.now()
  }

  /** Whether so many more go through now; if so, they are used up. */
  take(units = 1): boolean {
    const now = this.#clock.now()
    const gained = (Math.max(0, now - this.#at) / 1000) * this.#rate.perSecond
    this.#units = Math.min(this.#rate.burst, this.#units + gained)
    this.#at = now
    if (this.#units < units) return false
    this.#units -= units
    return true
  }
}
