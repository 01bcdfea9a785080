import type { CID } from 'multiformats/cid'
import { known } from '#lib/assert.ts'
import type { Cancel, Clock } from '#lib/clock.ts'
import { type Flow, whileFlowing } from '#lib/while-flowing.ts'
import type { FileStore } from '#storage/file-store.ts'
import { type BlockLink, digestOf, isNode, readNode } from './block.ts'
import { FileError } from './file-error.ts'
import {
  ASK_AHEAD_MS,
  BLOCK_LEAST_BYTES,
  BLOCK_LONGEST_MS,
  BLOCK_TIMEOUT_MS,
  ENDGAME_MS,
  LEAST_BLOCKS_PER_SOURCE,
  MAX_BLOCK_BYTES,
  MAX_FILE_BLOCKS,
  MAX_TREE_DEPTH,
  SOURCE_FAILURES,
  STALL_MS,
  USUAL_BLOCK_BYTES,
} from './limits.ts'

/** A provider of blocks: a linked tab or a gateway. */
export interface Source {
  readonly name: string
  /** The number of blocks requested from it at once, at most. */
  readonly window: number
  /** The bytes that it sent so far and per second, and of a block that is under way; if they are known. */
  readonly flow?: {
    bytes(): number
    rate(): number
    partial(cid: CID): number
  }
  /** Resolves to bytes that match the CID, or undefined if it does not have the block. */
  want(cid: CID, signal: AbortSignal): Promise<Uint8Array | undefined>
}

export interface FetchProgress {
  /** File bytes received so far. */
  readonly doneBytes: number
  readonly storedBytes: number
  /** Of the whole file; undefined before its root is here, and for a folder. */
  readonly sizeBytes: number | undefined
}

interface Wanted extends BlockLink {
  readonly digest: string
  readonly depth: number
}

interface UsedSource {
  readonly source: Source
  failures: number
  flights: number
}

interface Flight {
  readonly wanted: Wanted
  readonly by: Source
  readonly since: number
  /** Aborts when another source sent the block. */
  readonly over: AbortController
}

export interface FetchFileDependencies {
  readonly store: FileStore
  readonly clock: Clock
  /** Its row in the store. */
  readonly file: number
  readonly root: CID
  /** The limit of its blocks' size, beyond which the fetch ends with `FILE_TOO_LARGE`. */
  readonly maxBytes: number
  readonly onProgress: (progress: FetchProgress) => void
  /** The source is dropped from the fetch because it did not send the requested blocks. */
  readonly onUseless: (name: string) => void
}

/**
 * Fetches all blocks of one file into the store: from other stored files, and from several sources at once,
 * each for different blocks. Received blocks stay when it stops. It does not find sources; its caller adds
 * them.
 */
export class FetchFile {
  readonly #deps: FetchFileDependencies
  readonly #sources = new Map<string, UsedSource>()
  readonly #queue: Wanted[] = []
  readonly #flights = new Set<Flight>()
  readonly #done = new Set<string>()
  readonly #over = new AbortController()
  #finish: { resolve(): void; reject(error: unknown): void } | undefined
  /** The number of blocks in the known part of its tree. */
  #named = 0
  /** The number of blocks being looked up in the store or read for their links. */
  #visiting = 0
  /** File bytes that sources sent, unlike those that were stored already. */
  #arrived = 0
  #progress: FetchProgress = { doneBytes: 0, storedBytes: 0, sizeBytes: undefined }
  #cancelStall: Cancel | undefined
  #cancelEndgame: Cancel | undefined

  constructor(deps: FetchFileDependencies) {
    this.#deps = deps
  }

  /** Bytes of blocks that are partly here. */
  get partialBytes(): number {
    return [...this.#flights].reduce((sum, { by, wanted }) => sum + (by.flow?.partial(wanted.cid) ?? 0), 0)
  }

  /** File bytes that sources sent so far, those of blocks under way among them. */
  get arrivedBytes(): number {
    return this.#arrived + this.partialBytes
  }

  /** Names of the sources that are in use. */
  get sources(): string[] {
    return [...this.#sources.keys()]
  }

  /**
   * Resolves once all of the file is here. Rejects with a {@link FileError} or the store's fault, and with
   * `signal`'s reason.
   */
  async run(signal: AbortSignal): Promise<void> {
    const onAbort = () => this.#finish?.reject(signal.reason)
    try {
      await new Promise<void>((resolve, reject) => {
        this.#finish = { resolve, reject }
        if (signal.aborted) return reject(signal.reason)
        signal.addEventListener('abort', onAbort, { once: true })
        const { root } = this.#deps
        this.#visit([{ cid: root, digest: digestOf(root), sizeBytes: undefined, depth: 0 }])
        this.#watchStall()
      })
    } finally {
      signal.removeEventListener('abort', onAbort)
      this.#cancelStall?.()
      this.#cancelEndgame?.()
      this.#over.abort(new FileError('CANCELLED', 'the fetch is over'))
    }
  }

  /** Whether it is in the known part of this file's tree. */
  knows(digest: string): boolean {
    if (this.#done.has(digest) || this.#queue.some(wanted => wanted.digest === digest)) return true
    return [...this.#flights].some(({ wanted }) => wanted.digest === digest)
  }

  add(source: Source): void {
    if (this.#over.signal.aborted || this.#sources.has(source.name)) return
    this.#sources.set(source.name, { source, failures: 0, flights: 0 })
    this.#watchStall()
    this.#pump()
  }

  /** Drops a source; its answers under way are still accepted. */
  remove(name: string): void {
    this.#sources.delete(name)
    this.#watchStall()
  }

  #pump(): void {
    if (this.#over.signal.aborted) return
    if (this.#queue.length === 0 && this.#flights.size === 0 && this.#visiting === 0)
      return this.#finish?.resolve()
    for (const entry of this.#sources.values()) {
      const { source } = entry
      while (this.#sources.has(source.name) && this.#hasRoom(entry)) {
        const wanted = this.#queue.shift() ?? this.#late(source)
        if (!wanted) break
        void this.#ask(source, wanted)
      }
    }
  }

  /** What is requested from a source follows the rate at which it sends. */
  #hasRoom({ source, flights }: UsedSource): boolean {
    if (flights < LEAST_BLOCKS_PER_SOURCE || !source.flow) return flights < source.window
    const bytes = [...this.#flights].reduce(
      (sum, { by, wanted }) => sum + (by === source ? sizeOf(wanted) : 0),
      0,
    )
    return flights < source.window && bytes < (source.flow.rate() * ASK_AHEAD_MS) / 1000
  }

  /** Near the end of the fetch: a block that another source is slow to send. */
  #late(source: Source): Wanted | undefined {
    if (this.#visiting > 0 || this.#flights.size === 0) return undefined
    const now = this.#deps.clock.now()
    this.#cancelEndgame ??= this.#deps.clock.every(ENDGAME_MS, () => this.#pump())
    const late = [...this.#flights].find(
      flight =>
        now - flight.since >= ENDGAME_MS && !this.#isAsked(source, flight.wanted) && isSooner(source, flight),
    )
    return late?.wanted
  }

  #isAsked(source: Source, { digest }: Wanted): boolean {
    return [...this.#flights].some(flight => flight.by === source && flight.wanted.digest === digest)
  }

  async #ask(source: Source, wanted: Wanted): Promise<void> {
    const entry = known(this.#sources.get(source.name), 'source')
    const flight = { wanted, by: source, since: this.#deps.clock.now(), over: new AbortController() }
    this.#flights.add(flight)
    entry.flights++
    let bytes: Uint8Array | undefined
    try {
      const ends = [this.#over.signal, flight.over.signal]
      const flow = flowOf(() => source.flow?.bytes() ?? 0)
      bytes = await whileFlowing(this.#deps.clock, flow, ends, signal => source.want(wanted.cid, signal))
    } catch {
      // A timeout or an ended link counts as not having the block.
    }
    entry.flights--
    this.#flights.delete(flight)
    if (this.#over.signal.aborted) return
    // The block is no longer needed, and its source is not blamed.
    if (!bytes && this.#done.has(wanted.digest)) return this.#pump()

    if (!bytes) {
      entry.failures++
      if (entry.failures >= SOURCE_FAILURES && this.#sources.has(source.name)) {
        this.remove(source.name)
        this.#deps.onUseless(source.name)
      }
      const isElsewhere = [...this.#flights].some(other => other.wanted.digest === wanted.digest)
      if (!isElsewhere) this.#queue.unshift(wanted)
      this.#pump()
      return
    }
    entry.failures = 0
    await this.#keep(wanted, bytes)
  }

  async #keep(wanted: Wanted, bytes: Uint8Array): Promise<void> {
    if (this.#done.has(wanted.digest)) return this.#pump()
    this.#done.add(wanted.digest)
    this.#endFlights(wanted)
    this.#visiting++
    this.#pump()
    try {
      // The root shows whether a file is unreadable or too large, before it is stored.
      const links = isNode(wanted.cid) ? this.#read(wanted, bytes) : []
      const fileBytes = isNode(wanted.cid) ? 0 : bytes.length
      this.#arrived += fileBytes
      this.#count(bytes.length, fileBytes)
      await this.#deps.store.putBlocks(this.#deps.file, [{ digest: wanted.digest, bytes }])
      this.#visit(links)
    } catch (error) {
      this.#finish?.reject(error)
    }
    this.#visiting--
    this.#pump()
  }

  /** A silent source must not delay a fetch that has all of its blocks. */
  #endFlights({ digest }: Wanted): void {
    for (const flight of this.#flights) {
      if (flight.wanted.digest !== digest) continue
      this.#flights.delete(flight)
      flight.over.abort(new FileError('CANCELLED', 'the block came from elsewhere'))
    }
  }

  /** Requests the blocks that the store does not have yet. */
  #visit(wanted: readonly Wanted[]): void {
    const fresh = [
      ...new Map(wanted.filter(({ digest }) => !this.#done.has(digest)).map(w => [w.digest, w])).values(),
    ]
    if (fresh.length === 0) return
    this.#countBlocks(fresh.length)
    this.#visiting++
    this.#adopt(fresh).then(
      () => {
        this.#visiting--
        this.#pump()
      },
      error => this.#finish?.reject(error),
    )
  }

  async #adopt(fresh: readonly Wanted[]): Promise<void> {
    const { store, file } = this.#deps
    const here = await store.adoptBlocks(
      file,
      fresh.map(({ digest }) => digest),
    )
    for (const wanted of fresh) {
      const storedBytes = here.get(wanted.digest)
      if (storedBytes === undefined) {
        this.#queue.push(wanted)
        continue
      }
      if (this.#done.has(wanted.digest)) continue
      this.#done.add(wanted.digest)
      if (!isNode(wanted.cid)) {
        this.#count(storedBytes, storedBytes)
        continue
      }
      const links = this.#read(wanted, known(await store.block(wanted.digest), 'an adopted block'))
      this.#count(storedBytes, 0)
      this.#visit(links)
    }
  }

  #read({ depth }: Wanted, bytes: Uint8Array): Wanted[] {
    if (depth >= MAX_TREE_DEPTH) {
      throw new FileError('FILE_UNSUPPORTED', `cid: its tree has more than ${MAX_TREE_DEPTH} levels`)
    }
    const node = readNode(bytes)
    if (depth === 0) this.#progress = { ...this.#progress, sizeBytes: node.sizeBytes }
    this.#checkSize(node.sizeBytes ?? 0)
    this.#count(0, node.inlineBytes)
    return node.links.map(link => ({ ...link, digest: digestOf(link.cid), depth: depth + 1 }))
  }

  #count(storedBytes: number, doneBytes: number): void {
    const before = this.#progress
    this.#progress = {
      ...before,
      doneBytes: before.doneBytes + doneBytes,
      storedBytes: before.storedBytes + storedBytes,
    }
    this.#checkSize(this.#progress.storedBytes)
    this.#deps.onProgress(this.#progress)
  }

  /** A block of two megabytes can name thousands of others. */
  #countBlocks(more: number): void {
    this.#named += more
    if (this.#named <= MAX_FILE_BLOCKS) return
    throw new FileError(
      'FILE_TOO_LARGE',
      `cid: it has more than ${MAX_FILE_BLOCKS} blocks, so it cannot be fetched here`,
    )
  }

  #checkSize(bytes: number): void {
    const { maxBytes } = this.#deps
    if (bytes <= maxBytes) return
    throw new FileError(
      'FILE_TOO_LARGE',
      `cid: it has more than the ${maxBytes} bytes that it may take here; raise \`file quota\`, or ask for a correct record if the record states a smaller size`,
    )
  }

  #watchStall(): void {
    this.#cancelStall?.()
    this.#cancelStall = undefined
    if (this.#sources.size > 0 || this.#over.signal.aborted) return
    this.#cancelStall = this.#deps.clock.after(STALL_MS, () => {
      this.#finish?.reject(new FileError('FILE_UNAVAILABLE', 'cid: no linked tab has it'))
    })
  }
}

/** The deadline of a requested block, by the bytes that its source sends. */
export const flowOf = (bytes: () => number): Flow => ({
  bytes,
  pauseMs: BLOCK_TIMEOUT_MS,
  leastBytes: BLOCK_LEAST_BYTES,
  longestMs: BLOCK_LONGEST_MS,
})

const sizeOf = ({ sizeBytes }: Wanted) => Math.min(sizeBytes ?? USUAL_BLOCK_BYTES, MAX_BLOCK_BYTES)

/** Whether an idle source can be expected to send a block before the one that was asked. */
function isSooner({ flow }: Source, { by, wanted }: Flight): boolean {
  // Nothing is known of a gateway's rate.
  if (!by.flow) return true
  const rate = by.flow.rate()
  const leftMs = ((sizeOf(wanted) - by.flow.partial(wanted.cid)) * 1000) / rate
  const other = flow?.rate() ?? 0
  // If it has sent nothing lately, the line may be the same one.
  if (other === 0) return rate * BLOCK_TIMEOUT_MS < BLOCK_LEAST_BYTES * 1000
  return leftMs > ENDGAME_MS + (2 * sizeOf(wanted) * 1000) / other
}
