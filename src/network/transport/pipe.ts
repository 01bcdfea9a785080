import type { Clock } from '#lib/clock.ts'
import {
  FIRST_PIPE_BYTES,
  LEAST_PIPE_BYTES,
  LEAST_TURN_BYTES,
  MOST_PIPE_BYTES,
  MOST_PIPE_PIECES,
  MOST_TURN_BYTES,
  PIPE_QUEUE_MS,
  PIPE_ROUNDS,
  STREAM_TURN_MS,
} from '../limits.ts'

/**
 * The bytes under way on a link, from this node's hands into the peer's, and how many there may be: what the
 * line carries within the shortest round trip and {@link PIPE_QUEUE_MS}. It measures both, as BBR does, by the
 * bytes that the peer confirms. A line with a long queue then stays quick, and one without is kept busy.
 */
export class Pipe {
  readonly #clock: Clock
  #bytes = FIRST_PIPE_BYTES
  /** Bytes sent and confirmed since the beginning; confirmations come in the order of sending. */
  #sent = 0
  #confirmed = 0
  /** For each piece under way, the value of `#sent` after it, and its time. */
  readonly #pieces: { end: number; readonly at: number }[] = []
  #shortestMs = Number.POSITIVE_INFINITY
  /** Bytes per millisecond of the last rounds. */
  #rates: number[] = []
  /** A round ends when what was under way at its beginning has arrived. */
  #round = { at: 0, confirmed: 0, end: 0, wasFull: false }

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether the next piece has to wait for a confirmation. */
  get isFull(): boolean {
    return this.#sent - this.#confirmed >= this.#bytes
  }

  /** The bytes that may be under way. */
  get bytes(): number {
    return this.#bytes
  }

  /** The size of the pieces in which streams should take turns. */
  get turnBytes(): number {
    const bytes = Math.round(this.#rate() * STREAM_TURN_MS)
    return Math.min(Math.max(bytes, LEAST_TURN_BYTES), MOST_TURN_BYTES)
  }

  sent(bytes: number): void {
    const at = this.#clock.now()
    if (this.#sent === this.#confirmed) this.#begin(at)
    this.#sent += bytes
    const last = this.#pieces.at(-1)
    if (last && this.#pieces.length >= MOST_PIPE_PIECES) last.end = this.#sent
    else this.#pieces.push({ end: this.#sent, at })
    this.#round.wasFull ||= this.isFull
  }

  /** The peer has these bytes. */
  confirmed(bytes: number): void {
    const now = this.#clock.now()
    this.#confirmed = Math.min(this.#sent, this.#confirmed + bytes)
    while ((this.#pieces[0]?.end ?? Number.POSITIVE_INFINITY) <= this.#confirmed) {
      const { at = now } = this.#pieces.shift() ?? {}
      this.#shortestMs = Math.min(this.#shortestMs, now - at)
    }
    if (this.#confirmed >= this.#round.end) this.#measure(now)
  }

  /** These bytes will not be confirmed: their stream was reset. */
  lost(bytes: number): void {
    this.#confirmed = Math.min(this.#sent, this.#confirmed + bytes)
  }

  #measure(now: number): void {
    const { at, confirmed, wasFull } = this.#round
    const rate = (this.#confirmed - confirmed) / Math.max(1, now - at)
    // A sender with little to send shows at least that much, and nothing about the rest.
    if (wasFull || rate > this.#rate()) {
      this.#rates = [...this.#rates, rate].slice(-PIPE_ROUNDS)
      const bytes = this.#rate() * (this.#shortestMs + PIPE_QUEUE_MS)
      this.#bytes = Math.round(Math.min(Math.max(bytes, LEAST_PIPE_BYTES), MOST_PIPE_BYTES))
      // With so little under way the line holds no queue: the way itself has become longer.
      if (this.#bytes === LEAST_PIPE_BYTES) this.#shortestMs = now - at
    }
    this.#begin(now)
  }

  #begin(now: number): void {
    this.#round = {
      at: now,
      confirmed: this.#confirmed,
      end: Math.max(this.#sent, this.#confirmed + 1),
      wasFull: this.isFull,
    }
  }

  #rate(): number {
    return Math.max(0, ...this.#rates)
  }
}
