import type { Cancel, Clock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import { KEEP_AT_ONCE, KEEP_JITTER_MS, KEEP_MS, REPLICAS } from './limits.ts'

/** A file that the chain records, as its first record says. */
export interface RecordedFile {
  readonly cid: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
}

export interface KeeperDependencies {
  readonly clock: Clock
  readonly random: Random
  /** The newest first. */
  readonly recorded: () => Promise<readonly RecordedFile[]>
  /** Whole, in part, or on its way: does this tab have it already? */
  readonly has: (cid: string) => boolean
  /** Tabs that hold it now, and tabs that are fetching it; without this one. */
  readonly holding: (cid: string) => readonly string[]
  readonly fetching: (cid: string) => readonly string[]
  readonly running: () => number
  /** Can this many bytes have room, without what the network needs here? */
  readonly hasRoom: (bytes: number) => boolean
  readonly copy: (file: RecordedFile) => Promise<void>
}

/**
 * Keeps the network's number of copies of each recorded file: a tab with room fetches what too few others hold, the rarest first. Tabs begin at different times and
 * say that they begin, so that few fetch the same file at once. A file that nobody holds is left alone: there is nothing to fetch.
 */
export class Keeper {
  readonly #deps: KeeperDependencies
  /** When this tab's turn comes for a file that has too few copies. */
  readonly #turns = new Map<string, number>()
  #cancel: Cancel | undefined
  #isLooking = false

  constructor(deps: KeeperDependencies) {
    this.#deps = deps
  }

  start(): void {
    this.#cancel = this.#deps.clock.every(KEEP_MS, () => void this.look())
  }

  stop(): void {
    this.#cancel?.()
  }

  /** Looks once at all recorded files. A fault of the store is one for the next time. */
  async look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      await this.#look()
    } catch {
      // What failed is told where it failed.
    } finally {
      this.#isLooking = false
    }
  }

  async #look(): Promise<void> {
    const { clock, random, recorded, has, holding, fetching, hasRoom, running, copy } = this.#deps
    const rare = (await recorded())
      .filter(({ cid }) => !has(cid))
      .map(file => ({ file, copies: holding(file.cid).length }))
      .filter(({ file, copies }) => copies > 0 && copies + fetching(file.cid).length < REPLICAS)
      .sort((a, b) => a.copies - b.copies)
    const wanted = new Set(rare.map(({ file }) => file.cid))
    for (const cid of this.#turns.keys()) if (!wanted.has(cid)) this.#turns.delete(cid)

    for (const { file } of rare) {
      const turn = this.#turns.get(file.cid) ?? clock.now() + random.below(KEEP_JITTER_MS)
      this.#turns.set(file.cid, turn)
      if (turn > clock.now() || running() >= KEEP_AT_ONCE || !hasRoom(file.sizeBytes)) continue
      this.#turns.delete(file.cid)
      await copy(file)
    }
  }
}
