import type { Clock } from './clock.ts'

/** A slice of long work, so that what else waits for the node's thread has its turn in between. */
export class TimeSlice {
  readonly #clock: Clock
  readonly #lengthMs: number
  #since: number

  constructor(clock: Clock, lengthMs: number) {
    this.#clock = clock
    this.#lengthMs = lengthMs
    this.#since = clock.now()
  }

  /** Gives way if the slice has lasted its time, and begins the next; call it after each piece of work. */
  async giveWay(): Promise<void> {
    if (this.#clock.now() - this.#since < this.#lengthMs) return
    await new Promise<void>(resolve => this.#clock.after(0, resolve))
    this.#since = this.#clock.now()
  }
}
