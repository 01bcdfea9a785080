import type { CID } from 'multiformats/cid'
import { known } from '#lib/assert.ts'
import type { Cancel, Clock } from '#lib/clock.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import type { FileStore } from '#storage/file-store.ts'
import { type BlockLink, digestOf, isNode, readNode } from './block.ts'
import { FileError } from './file-error.ts'
import {
  BLOCK_TIMEOUT_MS,
  ENDGAME_MS,
  MAX_FILE_BLOCKS,
  MAX_TREE_DEPTH,
  SOURCE_FAILURES,
  STALL_MS,
} from './limits.ts'

/** Whoever can be asked for blocks: a linked tab, a gateway. */
export interface Source {
  readonly name: string
  /** Blocks that it is asked for at once. */
  readonly window: number
  /** Bytes whose hash fits, undefined when it has none. */
  want(cid: CID, signal: AbortSignal): Promise<Uint8Array | undefined>
}

export interface FetchProgress {
  /** File bytes that are here. */
  readonly doneBytes: number
  readonly storedBytes: number
  /** Of the whole file; undefined before its root is here, and for a folder. */
  readonly sizeBytes: number | undefined
}

interface Wanted extends BlockLink {
  readonly digest: string
  readonly depth: number
}

interface Flight {
  readonly wanted: Wanted
  readonly by: Source
  readonly since: number
  /** The block came from elsewhere. */
  readonly over: AbortController
}

export interface FetchFileDependencies {
  readonly store: FileStore
  readonly clock: Clock
  /** Its row in the store. */
  readonly file: number
  readonly root: CID
  /** What its blocks may take: beyond it the fetch ends with `FILE_TOO_LARGE`. */
  readonly maxBytes: number
  readonly onProgress: (progress: FetchProgress) => void
  /** This source is left out from now on: it did not give what it was asked for. */
  readonly onUseless: (name: string) => void
}

/**
 * Brings all blocks of one file into the store: from what other files have already, and from any number of
 * sources at once, each asked for blocks that no other one is asked for. What came stays when it stops. It
 * finds no sources; whoever runs it adds them.
 */
export class FetchFile {
  readonly #deps: FetchFileDependencies
  readonly #sources = new Map<string, { readonly source: Source; failures: number; flights: number }>()
  readonly #queue: Wanted[] = []
  readonly #flights = new Set<Flight>()
  readonly #done = new Set<string>()
  readonly #over = new AbortController()
  #finish: { resolve(): void; reject(error: unknown): void } | undefined
  /** Blocks that its tree names, as far as it is known. */
  #named = 0
  /** Blocks being looked up in the store or read for their links. */
  #visiting = 0
  #progress: FetchProgress = { doneBytes: 0, storedBytes: 0, sizeBytes: undefined }
  #cancelStall: Cancel | undefined
  #cancelEndgame: Cancel | undefined

  constructor(deps: FetchFileDependencies) {
    this.#deps = deps
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

  /** Is it a block of this file, as far as its tree is known? */
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

  /** Its answers under way still count. */
  remove(name: string): void {
    this.#sources.delete(name)
    this.#watchStall()
  }

  #pump(): void {
    if (this.#over.signal.aborted) return
    if (this.#queue.length === 0 && this.#flights.size === 0 && this.#visiting === 0)
      return this.#finish?.resolve()
    for (const { source } of this.#sources.values()) {
      while ((this.#sources.get(source.name)?.flights ?? source.window) < source.window) {
        const wanted = this.#queue.shift() ?? this.#late(source)
        if (!wanted) break
        void this.#ask(source, wanted)
      }
    }
  }

  /** At the end, a block that another source is slow with. */
  #late(source: Source): Wanted | undefined {
    if (this.#visiting > 0 || this.#flights.size === 0) return undefined
    const now = this.#deps.clock.now()
    this.#cancelEndgame ??= this.#deps.clock.every(ENDGAME_MS, () => this.#pump())
    const late = [...this.#flights].find(
      ({ since, wanted }) => now - since >= ENDGAME_MS && !this.#isAsked(source, wanted),
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
      bytes = await withDeadline(this.#deps.clock, BLOCK_TIMEOUT_MS, ends, signal =>
        source.want(wanted.cid, signal),
      )
    } catch {
      // Too late, or the link ended: as good as not having it.
    }
    entry.flights--
    this.#flights.delete(flight)
    if (this.#over.signal.aborted) return
    // Nobody waits for it any more, and its source is not blamed.
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
      // A file that cannot be read, or is larger than it may be, is known by its root before the root is
      // kept.
      const links = isNode(wanted.cid) ? this.#read(wanted, bytes) : []
      this.#count(bytes.length, isNode(wanted.cid) ? 0 : bytes.length)
      await this.#deps.store.putBlocks(this.#deps.file, [{ digest: wanted.digest, bytes }])
      this.#visit(links)
    } catch (error) {
      this.#finish?.reject(error)
    }
    this.#visiting--
    this.#pump()
  }

  /** A source that says nothing does not hold up a fetch that has all of its blocks. */
  #endFlights({ digest }: Wanted): void {
    for (const flight of this.#flights) {
      if (flight.wanted.digest !== digest) continue
      this.#flights.delete(flight)
      flight.over.abort(new FileError('CANCELLED', 'the block came from elsewhere'))
    }
  }

  /** What is in the store already is not asked for; the rest is wanted. */
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
      `cid: it has more than ${MAX_FILE_BLOCKS} blocks; it cannot be fetched here`,
    )
  }

  #checkSize(bytes: number): void {
    const { maxBytes } = this.#deps
    if (bytes <= maxBytes) return
    throw new FileError(
      'FILE_TOO_LARGE',
      `cid: it has more than the ${maxBytes} bytes that it may have here; give files more room with \`file quota\`, or it is not what its record says`,
    )
  }

  #watchStall(): void {
    this.#cancelStall?.()
    this.#cancelStall = undefined
    if (this.#sources.size > 0 || this.#over.signal.aborted) return
    this.#cancelStall = this.#deps.clock.after(STALL_MS, () => {
      this.#finish?.reject(
        new FileError('FILE_UNAVAILABLE', 'cid: nobody who is linked with this tab has it'),
      )
    })
  }
}
