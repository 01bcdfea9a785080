import { TokenBucket } from '#lib/token-bucket.ts'
import { RateLimiter } from '../rate-limiter.ts'
import type { RelayBudget } from './budget-option.ts'
import type { RelayLimits } from './limits.ts'

/** A tab at an address, which pays for what it sends. */
export interface Spender {
  readonly username: string
  readonly limitedAddress: string
}

/**
 * What tabs may send through the relay. A budget is full at first and is refilled evenly over an hour, so
 * that a tab which used all of it is slowed down to that rate rather than cut off. One address may use half
 * of what all may: otherwise it could ask for credentials of ever more tabs and leave nothing to others.
 */
export class Budgets {
  readonly #tabs: RateLimiter
  readonly #addresses: RateLimiter
  readonly #all: TokenBucket

  constructor(
    { tabBytes, allBytes }: RelayBudget,
    { spenders }: RelayLimits,
    clock: { now(): number } = Date,
    seconds = 3_600,
  ) {
    const rate = (bytes: number) => ({ burst: bytes, perSecond: bytes / seconds })
    this.#tabs = new RateLimiter(rate(tabBytes), spenders, clock)
    this.#addresses = new RateLimiter(rate(Math.max(tabBytes, allBytes / 2)), spenders, clock)
    this.#all = new TokenBucket(rate(allBytes), clock)
  }

  /** Spends so many bytes; otherwise whose budget they exceed. */
  spend({ username, limitedAddress }: Spender, bytes: number): 'spent' | 'tab' | 'all' {
    if (!this.#tabs.take(username, bytes) || !this.#addresses.take(limitedAddress, bytes)) return 'tab'
    return this.#all.take(bytes) ? 'spent' : 'all'
  }
}
