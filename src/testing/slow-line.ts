import type { FakeClock } from './fake-clock.ts'

export interface SlowLineOptions {
  readonly clock: FakeClock
  readonly bytesPerMs: number
  /** There and back again. */
  readonly roundTripMs: number
}

/** A line in simulated time: a queue in front of a wire with a rate, and the way to the peer and back. */
export class SlowLine {
  readonly #clock: FakeClock
  readonly #bytesPerMs: number
  roundTripMs: number
  #freeAt = 0
  delivered = 0
  /** The longest wait of a byte in the queue. */
  longestQueueMs = 0

  constructor({ clock, bytesPerMs, roundTripMs }: SlowLineOptions) {
    this.#clock = clock
    this.#bytesPerMs = bytesPerMs
    this.roundTripMs = roundTripMs
  }

  /** Sends bytes; `confirmed` is called when the sender could know that they arrived. */
  send(bytes: number, confirmed: () => void): void {
    const now = this.#clock.now()
    this.#freeAt = Math.max(this.#freeAt, now)
    this.longestQueueMs = Math.max(this.longestQueueMs, this.#freeAt - now)
    this.#freeAt += bytes / this.#bytesPerMs
    this.#clock.after(this.#freeAt - now + this.roundTripMs, () => {
      this.delivered += bytes
      confirmed()
    })
  }
}
