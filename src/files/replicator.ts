import type { Cid } from '#lib/cid.ts'
import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import {
  FETCHING_TRUST_MS,
  PROBES_PER_FILE,
  REPLICAS,
  REPLICATE_AT_ONCE,
  REPLICATE_JITTER_MS,
  REPLICATE_MS,
} from './limits.ts'

/** A file that the chain records, as its first record says. */
export interface RecordedFile {
  readonly cid: Cid
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
}

export interface ReplicatorDependencies {
  readonly clock: Clock
  readonly random: Random
  /** The newest first. */
  readonly recorded: () => Promise<readonly RecordedFile[]>
  /** Whole, in part, or on its way: does this tab have it already? */
  readonly has: (cid: Cid) => boolean
  /**
   * Tabs that say to hold it now, those of them that have proven it, and those that were not asked for a
   * proof lately.
   */
  readonly holding: (cid: Cid) => readonly PeerId[]
  readonly proven: (cid: Cid) => readonly PeerId[]
  readonly unprobed: (cid: Cid) => readonly PeerId[]
  /** Tabs that say to be fetching it. */
  readonly fetching: (cid: Cid) => readonly PeerId[]
  /** Asks one of them for a proof, if it can now. */
  readonly probe: (peerIds: readonly PeerId[], cid: Cid) => boolean
  readonly running: () => number
  /** Can this many bytes have room, without what the network needs here? */
  readonly hasRoom: (bytes: number) => boolean
  readonly copy: (file: RecordedFile) => Promise<void>
}

/** A file that too few tabs have proven to hold. */
interface Rare {
  /** When this tab's turn comes. */
  readonly turn: number
  readonly since: number
  /** Tabs that were asked for a proof. */
  asked: number
}

/**
 * Keeps the network's number of copies of each recorded file: a tab with room fetches what too few others
 * hold, the rarest first. Tabs begin at different times and say that they begin, so that few fetch the same
 * file at once. What others say is enough to go and look, and only what they have proven is a copy; a few are
 * asked, and waited for a while, and then this tab makes its own. A file that nobody says to hold is left
 * alone: there is nothing to fetch.
 */
export class Replicator {
  readonly #deps: ReplicatorDependencies
  /** By CID, of recorded files only. */
  readonly #rare = new Map<Cid, Rare>()
  #cancel: Cancel | undefined
  #isLooking = false

  constructor(deps: ReplicatorDependencies) {
    this.#deps = deps
  }

  start(): void {
    this.#cancel = this.#deps.clock.every(REPLICATE_MS, () => void this.look())
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
    const { clock, random, recorded, has, holding, proven } = this.#deps
    const files = (await recorded())
      .filter(({ cid }) => !has(cid) && holding(cid).length > 0)
      .map(file => ({ file, copies: proven(file.cid).length }))
      .filter(({ copies }) => copies < REPLICAS)
      .sort((a, b) => a.copies - b.copies)
    const wanted = new Set(files.map(({ file }) => file.cid))
    for (const cid of this.#rare.keys()) if (!wanted.has(cid)) this.#rare.delete(cid)

    const now = clock.now()
    for (const { file } of files) {
      const rare = this.#rare.get(file.cid) ?? {
        turn: now + random.below(REPLICATE_JITTER_MS),
        since: now,
        asked: 0,
      }
      this.#rare.set(file.cid, rare)
      if (rare.turn <= now) await this.#tend(file, rare)
    }
  }

  async #tend(file: RecordedFile, rare: Rare): Promise<void> {
    const { clock, proven, unprobed, fetching, probe, running, hasRoom, copy } = this.#deps
    const isTrusted = clock.now() - rare.since < FETCHING_TRUST_MS
    const sure = proven(file.cid).length + (isTrusted ? fetching(file.cid).length : 0)
    const open = rare.asked < PROBES_PER_FILE ? unprobed(file.cid) : []
    if (sure + open.length >= REPLICAS) {
      if (open.length > 0 && probe(open, file.cid)) rare.asked++
      return
    }
    if (running() >= REPLICATE_AT_ONCE || !hasRoom(file.sizeBytes)) return
    this.#rare.delete(file.cid)
    await copy(file)
  }
}
