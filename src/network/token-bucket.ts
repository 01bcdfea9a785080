import type { Clock } from '#lib/clock.ts'

export interface Rate {
  /** How many at once. */
  readonly burst: number
  /** How many in the long run. */
  readonly perSecond: number
}

/** Lets through at most so many of something per second, after a burst. */
export class TokenBucket {
  readonly #rate: Rate
  readonly #clock: Clock
  #tokens: number
  #at: number

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate
    this.#clock = clock
    this.#tokens = rate.burst
    this.#at = clock.now()
  }

  /** Whether one more goes through now. */
  take(): boolean {
    const now = this.#clock.now()
    const gained = (Math.max(0, now - this.#at) / 1000) * this.#rate.perSecond
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + gained)
    this.#at = now
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }
}
