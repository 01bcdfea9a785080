import type { Cid } from '#lib/cid.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { MAX_FILE_NEWS_AUTHORS, MAX_NEWS_MEMORY_BYTES, MAX_NEWS_PER_FILE, NEWS_TURNS } from './limits.ts'

interface Remembered {
  readonly bytes: Uint8Array
  readonly held: ReadonlySet<Cid>
  readonly until: number
}

/** The latest announcement of files by each tab, as it was signed, for peers that ask who holds a file. */
export class NewsMemory {
  readonly #clock: Clock
  /** The one received longest ago is first. */
  readonly #latest = new Map<PeerId, Remembered>()
  #bytes = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A tab that holds nothing any more is forgotten. */
  remember(author: PeerId, bytes: Uint8Array, held: readonly Cid[], turnMs: number): void {
    this.#forget(author)
    if (held.length === 0) return
    // Gossip's buffer may be part of a larger one.
    const until = this.#clock.now() + NEWS_TURNS * turnMs
    this.#latest.set(author, { bytes: bytes.slice(), held: new Set(held), until })
    this.#bytes += bytes.length
    for (const oldest of this.#latest.keys()) {
      if (this.#latest.size <= MAX_FILE_NEWS_AUTHORS && this.#bytes <= MAX_NEWS_MEMORY_BYTES) return
      this.#forget(oldest)
    }
  }

  /** Announcements of holders of these files, the latest first; at most eight of each file. */
  of(cids: readonly Cid[]): Uint8Array[] {
    const now = this.#clock.now()
    const missing = new Map(cids.map(cid => [cid, MAX_NEWS_PER_FILE]))
    const answers: Uint8Array[] = []
    for (const { bytes, held, until } of [...this.#latest.values()].reverse()) {
      if (until < now) continue
      const about = [...missing].filter(([cid, left]) => left > 0 && held.has(cid))
      if (about.length === 0) continue
      answers.push(bytes)
      for (const [cid, left] of about) missing.set(cid, left - 1)
    }
    return answers
  }

  #forget(author: PeerId): void {
    this.#bytes -= this.#latest.get(author)?.bytes.length ?? 0
    this.#latest.delete(author)
  }
}
