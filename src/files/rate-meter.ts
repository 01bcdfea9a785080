import type { Clock } from '#lib/clock.ts'
import { FLOW_SPAN_MS, FLOW_SPANS } from './limits.ts'

/** Bytes per second over the last seconds. A pause counts as time in which nothing arrived. */
export class RateMeter {
  readonly #clock: Clock
  /** The latest last; each covers at least `FLOW_SPAN_MS`. */
  #buckets: { readonly since: number; bytes: number }[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  count(bytes: number): void {
    const now = this.#clock.now()
    this.#forget(now)
    const latest = this.#buckets.at(-1)
    if (latest && now - latest.since < FLOW_SPAN_MS) latest.bytes += bytes
    else this.#buckets.push({ since: now, bytes })
  }

  /** 0 until bytes arrived over some time. */
  rate(): number {
    const now = this.#clock.now()
    this.#forget(now)
    const [first] = this.#buckets
    if (!first || now - first.since < FLOW_SPAN_MS) return 0
    const bytes = this.#buckets.reduce((sum, bucket) => sum + bucket.bytes, 0)
    return (bytes * 1000) / (now - first.since)
  }

  #forget(now: number): void {
    const oldest = now - FLOW_SPAN_MS * FLOW_SPANS
    this.#buckets = this.#buckets.filter(({ since }) => since >= oldest)
  }
}
