import type { Clock } from '#lib/clock.ts'
import {
  FIRST_PIPE_BYTES,
  LEAST_PIPE_BYTES,
  LEAST_TURN_BYTES,
  MOST_PIPE_BYTES,
  MOST_PIPE_PIECES,
  MOST_TURN_BYTES,
  PIPE_LOOK_MS,
  PIPE_LOOK_ROUNDS,
  PIPE_QUEUE_MS,
  PIPE_ROUNDS,
  PIPE_SOON_MS,
  STREAM_TURN_MS,
} from '../limits.ts'

/** A piece under way: the value of `#sent` after it, its time, and the value of `#confirmed` then. */
interface Piece {
  end: number
  readonly at: number
  readonly confirmed: number
}

/**
 * The bytes under way on a link, from this node's hands into the peer's, and how many there may be: what the
 * line carries within the shortest round trip and {@link PIPE_QUEUE_MS}. It measures rate and round trip, as
 * BBR does, by the bytes that the peer confirms. A line with a long queue then stays quick, and one without is
 * kept busy. From time to time it lets the line's queue run empty, to see whether the way has changed.
 */
export class Pipe {
  readonly #clock: Clock
  #bytes = FIRST_PIPE_BYTES
  /** Bytes sent and confirmed since the beginning; confirmations come in the order of sending. */
  #sent = 0
  #confirmed = 0
  readonly #pieces: Piece[] = []
  #shortestMs = Number.POSITIVE_INFINITY
  /** Rounds left of a look at the round trip without a queue: the first empties it. */
  #looking = 0
  #lookedAt: number
  /** Bytes per millisecond of the last rounds. */
  #rates: number[] = []
  /** A round ends when what was under way at its beginning has arrived. */
  #round = { end: 0, wasFull: false }

  constructor(clock: Clock) {
    this.#clock = clock
    this.#lookedAt = clock.now()
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
    if (this.#sent === this.#confirmed) this.#restart()
    this.#sent += bytes
    const last = this.#pieces.at(-1)
    if (last && this.#pieces.length >= MOST_PIPE_PIECES) last.end = this.#sent
    else this.#pieces.push({ end: this.#sent, at, confirmed: this.#confirmed })
    this.#round.wasFull ||= this.isFull
  }

  /** The peer has these bytes. */
  confirmed(bytes: number): void {
    const now = this.#clock.now()
    this.#confirmed = Math.min(this.#sent, this.#confirmed + bytes)
    let piece: Piece | undefined
    while (this.#pieces[0] && this.#pieces[0].end <= this.#confirmed) {
      piece = this.#pieces.shift()
      if (piece) this.#shortestMs = Math.min(this.#shortestMs, now - piece.at)
    }
    if (piece && this.#confirmed >= this.#round.end) this.#measure(piece, now)
  }

  /** These bytes will not be confirmed: their stream was reset. */
  lost(bytes: number): void {
    this.#confirmed = Math.min(this.#sent, this.#confirmed + bytes)
  }

  #measure({ at, confirmed }: Piece, now: number): void {
    const { wasFull } = this.#round
    // Over the time of a whole round trip, because confirmations may come in bursts.
    const rate = (this.#confirmed - confirmed) / Math.max(1, now - at)
    if (this.#looking > 0 || (wasFull && now - this.#lookedAt >= this.#lookMs())) {
      this.#look(now)
      // A sender with little to send shows at least that much, and nothing about the rest.
    } else if (wasFull || rate > this.#rate()) {
      this.#rates = [...this.#rates, rate].slice(-PIPE_ROUNDS)
      this.#fit(this.#shortestMs + PIPE_QUEUE_MS)
    }
    this.#begin()
  }

  #look(now: number): void {
    this.#lookedAt = now
    this.#looking = this.#looking === 0 ? PIPE_LOOK_ROUNDS : this.#looking - 1
    if (this.#looking === PIPE_LOOK_ROUNDS) this.#fit(this.#shortestMs)
    else if (this.#looking === PIPE_LOOK_ROUNDS - 1) this.#shortestMs = Number.POSITIVE_INFINITY
    else this.#fit(this.#shortestMs + PIPE_QUEUE_MS)
  }

  /** Where so little may be under way, the round trip may be longer than it was, and a look costs nothing. */
  #lookMs(): number {
    return this.#bytes === LEAST_PIPE_BYTES ? PIPE_SOON_MS : PIPE_LOOK_MS
  }

  #fit(ms: number): void {
    if (!Number.isFinite(ms)) return
    const most = Math.min(2 * this.#bytes, MOST_PIPE_BYTES)
    this.#bytes = Math.round(Math.min(Math.max(this.#rate() * ms, LEAST_PIPE_BYTES), most))
  }

  /** After a pause all that may be under way would leave at once, and overflow some queue on the way. */
  #restart(): void {
    this.#bytes = Math.min(this.#bytes, FIRST_PIPE_BYTES)
    this.#begin()
  }

  #begin(): void {
    this.#round = { end: Math.max(this.#sent, this.#confirmed + 1), wasFull: this.isFull }
  }

  /** The second best: the best may be the burst after a pause. */
  #rate(): number {
    const [best = 0, second = best] = this.#rates.toSorted((a, b) => b - a)
    return second
  }
}
