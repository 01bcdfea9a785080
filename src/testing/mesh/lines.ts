import type { Clock } from '#lib/clock.ts'
import { createSeededRandom } from '../seeded-random.ts'

/** Between homes of one continent: the shortest and the longest way of a message, in milliseconds. */
const LATENCY_MS = [10, 120] as const
/** What a tab may send: five megabits a second, as on a poor home line. */
const UPLINK_BYTES_PER_MS = 625
/** Yamux and Noise around a message, the length before it, and the channel's own frames. */
export const FRAME_BYTES = 12 + 18 + 2 + 80

/** The lines between tabs, by number: each tab sends one byte after the other, and every link has a latency. */
export class Lines {
  readonly bytesIn: number[]
  readonly bytesOut: number[]
  readonly messagesIn: number[]
  readonly #clock: Clock
  readonly #offsets: readonly number[]
  readonly #freeAt: number[]

  constructor(count: number, seed: string, clock: Clock) {
    const random = createSeededRandom(`lines/${seed}`)
    this.#clock = clock
    this.#offsets = Array.from({ length: count }, () => random.below(1 << 20))
    this.#freeAt = Array<number>(count).fill(0)
    this.bytesIn = Array<number>(count).fill(0)
    this.bytesOut = Array<number>(count).fill(0)
    this.messagesIn = Array<number>(count).fill(0)
  }

  /** Runs `receive` when a message of this size has arrived. */
  send(from: number, to: number, bytes: number, receive: () => void): void {
    const size = bytes + FRAME_BYTES
    const now = this.#clock.now()
    const sent = Math.max(now, this.#freeAt[from] as number) + size / UPLINK_BYTES_PER_MS
    this.#freeAt[from] = sent
    this.bytesOut[from] = (this.bytesOut[from] as number) + size
    this.#clock.after(sent - now + this.#latency(from, to), () => {
      this.bytesIn[to] = (this.bytesIn[to] as number) + size
      this.messagesIn[to] = (this.messagesIn[to] as number) + 1
      receive()
    })
  }

  forget(): void {
    for (const counts of [this.bytesIn, this.bytesOut, this.messagesIn]) counts.fill(0)
  }

  /** The same in both directions. */
  #latency(a: number, b: number): number {
    const mixed = Math.imul((this.#offsets[a] as number) ^ (this.#offsets[b] as number), 0x9e3779b1) >>> 8
    return LATENCY_MS[0] + (mixed % (LATENCY_MS[1] - LATENCY_MS[0]))
  }
}
