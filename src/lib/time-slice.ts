import type { Clock } from './clock.ts'

/** Divides long work into slices, so that other tasks of the node's thread get a turn in between. */
export class TimeSlice {
  readonly #clock: Clock
  readonly #lengthMs: number
  #since: number

  constructor(clock: Clock, lengthMs: number) {
    this.#clock = clock
    this.#lengthMs = lengthMs
    this.#since = clock.now()
  }

  /** Call it after each piece: yields once the slice has lasted its time, and begins the next. */
  async giveWay(): Promise<void> {
    if (this.#clock.now() - this.#since < this.#lengthMs) return
    await new Promise<void>(resolve => this.#clock.after(0, resolve))
    this.#since = this.#clock.now()
  }
}
