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

/** A file that the chain records, with the data of its first record. */
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
  /** Whether this tab has the file, in whole or in part, or fetches it. */
  readonly has: (cid: Cid) => boolean
  /**
   * Tabs that announced it, those of them with a proof, and those that were not asked for a proof recently.
   */
  readonly holding: (cid: Cid) => readonly PeerId[]
  readonly proven: (cid: Cid) => readonly PeerId[]
  readonly unprobed: (cid: Cid) => readonly PeerId[]
  /** Whether this tab counts the file's copies, of which fewer than needed were announced for so long. */
  readonly guards: (cid: Cid, fewForMs: number) => boolean
  /** Tabs that announced that they fetch it. */
  readonly fetching: (cid: Cid) => readonly PeerId[]
  /** Asks one of them for a proof, if possible now. */
  readonly probe: (peerIds: readonly PeerId[], cid: Cid) => boolean
  readonly running: () => number
  /** Whether there is room for this many bytes without removing copies that the network needs. */
  readonly hasRoom: (bytes: number) => boolean
  readonly copy: (file: RecordedFile) => Promise<void>
}

/** A file with too few proven copies. */
interface Rare {
  /** The time of this tab's turn. */
  readonly turn: number
  readonly since: number
  /** Since when fewer tabs than needed announce the file. */
  fewSince: number | undefined
  /** The number of tabs that were asked for a proof. */
  asked: number
}

/**
 * Keeps the network's number of copies of each recorded file: a tab with room fetches files with too few
 * holders, the rarest first. Tabs begin at different times and announce it, so that few fetch the same file
 * at once. Only proven holders count as copies: a few holders are asked for a proof, and if too few give one,
 * this tab makes a copy. In a large network a tab does so for its share of the files. A file without any announced holder is skipped, because it cannot be fetched.
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

  /** Looks once at all recorded files. After a fault of the store the next look tries again. */
  async look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      await this.#look()
    } catch {
      // The fetch reports its own failure.
    } finally {
      this.#isLooking = false
    }
  }

  async #look(): Promise<void> {
    const { clock, random, recorded, has, holding, proven, guards } = this.#deps
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
        fewSince: undefined,
        asked: 0,
      }
      this.#rare.set(file.cid, rare)
      rare.fewSince = holding(file.cid).length < REPLICAS ? (rare.fewSince ?? now) : undefined
      if (rare.turn <= now && guards(file.cid, now - (rare.fewSince ?? now))) await this.#tend(file, rare)
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
