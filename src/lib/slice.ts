import type { Clock } from './clock.ts'

/** Long work in slices, so that what else waits for the node's thread has its turn in between. */
export class Slice {
  readonly #clock: Clock
  readonly #lengthMs: number
  #since: number

  constructor(clock: Clock, lengthMs: number) {
    this.#clock = clock
    this.#lengthMs = lengthMs
    this.#since = clock.now()
  }

  /** After each piece: gives way if the slice has lasted its time, and begins the next. */
  async end(): Promise<void> {
    if (this.#clock.now() - this.#since < this.#lengthMs) return
    await new Promise<void>(resolve => this.#clock.after(0, resolve))
    this.#since = this.#clock.now()
  }
}
