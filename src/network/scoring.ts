import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { BAN_SCORE, DISCONNECT_SCORE, MAX_SCORES, RETURN_SCORE, SCORE_HALF_LIFE_MS } from './limits.ts'

interface Entry {
  score: number
  at: number
  /** Its link was closed for its score. */
  readonly shut: boolean
}

/** The consequence of a score. */
export type Standing = 'fine' | 'disconnect' | 'ban'

/**
 * A score per peer: it starts at 0, penalties lower it, and it recovers over time. It outlives the link, so
 * that reconnecting does not help; the scores nearest to 0 are forgotten first. It does not disconnect or ban
 * by itself.
 */
export class PeerScores {
  readonly #clock: Clock
  readonly #entries = new Map<string, Entry>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** At most 0. */
  score(peerId: PeerId): number {
    const entry = this.#entries.get(peerId)
    return entry ? this.#decayed(entry) : 0
  }

  /**
   * A peer whose link was closed for its score may not return until the score has recovered enough. With the
   * limit alone, the next tick of the clock would let it return at once.
   */
  isUnwelcome(peerId: PeerId): boolean {
    const entry = this.#entries.get(peerId)
    return entry?.shut === true && this.#decayed(entry) <= RETURN_SCORE
  }

  penalise(peerId: PeerId, penalty: number): Standing {
    const score = this.score(peerId) - penalty
    if (penalty > 0) {
      const shut = score <= DISCONNECT_SCORE || this.isUnwelcome(peerId)
      this.#entries.set(peerId, { score, at: this.#clock.now(), shut })
      if (this.#entries.size > MAX_SCORES) this.#forget()
    }
    if (score <= BAN_SCORE) return 'ban'
    return score <= DISCONNECT_SCORE ? 'disconnect' : 'fine'
  }

  #decayed({ score, at }: Entry): number {
    const value = score * 0.5 ** (Math.max(0, this.#clock.now() - at) / SCORE_HALF_LIFE_MS)
    return value > -0.5 ? 0 : value
  }

  #forget(): void {
    const byScore = [...this.#entries].sort(([, a], [, b]) => this.#decayed(b) - this.#decayed(a))
    for (const [peerId] of byScore.slice(0, Math.ceil(MAX_SCORES / 8))) this.#entries.delete(peerId)
  }
}
