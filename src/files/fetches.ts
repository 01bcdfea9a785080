import type { Cid } from '#lib/cid.ts'
import type { Cancel, Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import type { FileStore } from '#storage/file-store.ts'
import type { FileRow } from '#storage/rows.ts'
import { parseCid } from './block.ts'
import { FetchFile, type FetchProgress, type Source } from './fetch-file.ts'
import { FileError } from './file-error.ts'
import type { Holders } from './holders.ts'
import {
  BLOCKS_PER_SOURCE,
  DIALS_PER_FETCH,
  MAX_FETCHES,
  MAX_SOURCES,
  PROBE_TIMEOUT_MS,
  PROGRESS_MS,
  RECORD_SLACK,
  RECORD_SLACK_BYTES,
  RETRY_MS,
} from './limits.ts'
import type { LocalFiles } from './local-files.ts'
import type { PeerBlocks } from './peer-blocks.ts'
import type { PublicSearch } from './public-choice.ts'
import { whyUnavailable } from './why-unavailable.ts'

export interface FetchesDependencies {
  readonly clock: Clock
  readonly store: FileStore
  readonly local: LocalFiles
  readonly peerBlocks: PeerBlocks
  readonly holders: Holders
  readonly linked: () => readonly PeerId[]
  /** Opens a link if the topology has room for it. */
  readonly connect: (peerId: PeerId) => Promise<void>
  /** Asks neighbours who holds these files; their answers reach `holders`. */
  readonly askNeighbours: (cids: readonly Cid[]) => Promise<void>
  /** Finds sources outside the network, if the person turned that on. */
  readonly elsewhere: (search: PublicSearch) => Promise<void>
  /** The bytes that one more file may take. */
  readonly available: (cause: FileRow['cause']) => number
  readonly onHeld: (row: FileRow) => void
  readonly onStopped: (row: FileRow, error: FileError) => void
  /** The store failed. */
  readonly onFault: (error: unknown) => void
}

interface Job {
  readonly id: number
  readonly cid: Cid
  readonly fetch: FetchFile
  readonly stop: AbortController
  readonly done: Promise<void>
  /** Peers that were asked and do not have the file. */
  readonly lack: Set<PeerId>
  readonly asking: Set<PeerId>
  dials: number
}

/**
 * The files that are being fetched. Each fetch runs until the file is complete or no peer has the rest. Then
 * it waits for a peer that announces the file, a new peer, or a retry, and resumes with the stored blocks,
 * also after a reload.
 */
export class Fetches {
  readonly #deps: FetchesDependencies
  readonly #jobs = new Map<Cid, Job>()
  readonly #gone = new Map<PeerId, AbortController>()
  #cancelRetry: Cancel = () => {}
  #stopped = false

  constructor(deps: FetchesDependencies) {
    this.#deps = deps
  }

  start(): void {
    this.#cancelRetry = this.#deps.clock.every(RETRY_MS, () => this.goOn())
    this.goOn()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelRetry()
    await Promise.all([...this.#jobs.values()].map(job => this.#end(job, 'the node stops')))
  }

  running(): Cid[] {
    return [...this.#jobs.keys()]
  }

  /** Whether it is a block of a file that is being fetched. */
  knows(digest: string): boolean {
    return [...this.#jobs.values()].some(({ fetch }) => fetch.knows(digest))
  }

  /**
   * Resolves when this row's file is here. Rejects when the fetch stops or `signal` aborts; the latter does
   * not end the fetch.
   */
  async fetch(row: FileRow, signal?: AbortSignal): Promise<void> {
    const job = this.#jobs.get(row.cid) ?? this.#run(row)
    if (!signal) return job.done
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new FileError('CANCELLED', 'the wait was cancelled')), {
        once: true,
      })
    })
    await Promise.race([job.done, aborted])
  }

  /** Ends a fetch; received blocks stay with its row. */
  async drop(cid: Cid): Promise<void> {
    const job = this.#jobs.get(cid)
    if (job) await this.#end(job, 'the file was dropped')
  }

  /** A peer announced that it holds these files. */
  received(peerId: PeerId, cids: readonly Cid[]): void {
    for (const cid of cids) {
      const job = this.#jobs.get(cid)
      job?.lack.delete(peerId)
      if (job) void this.#findSources(job)
      else this.#again(cid)
    }
  }

  joined(peerId: PeerId): void {
    this.#gone.set(peerId, new AbortController())
    for (const job of this.#jobs.values()) void this.#findSources(job)
    this.goOn()
  }

  left(peerId: PeerId): void {
    this.#gone.get(peerId)?.abort(new Error('the link ended'))
    this.#gone.delete(peerId)
    for (const { fetch } of this.#jobs.values()) fetch.remove(peerId)
  }

  /** Resumes waiting fetches, because a peer may have their files now. */
  goOn(): void {
    for (const row of this.#deps.local.rows()) this.#again(row.cid)
  }

  #again(cid: Cid): void {
    const row = this.#deps.local.of(cid)
    if (!row || this.#jobs.has(cid)) return
    // Another holder cannot help if the file is too large or invalid; the person can.
    const isOpen =
      row.state === 'fetching' || (row.state === 'waiting' && row.problem?.code === 'FILE_UNAVAILABLE')
    if (isOpen && !this.#stopped && this.#jobs.size < MAX_FETCHES) this.#run(row).done.catch(() => {})
  }

  #run(row: FileRow): Job {
    const { store, clock, available } = this.#deps
    const meter = new Meter(
      clock,
      progress => void this.#deps.local.change(row.id, progress).catch(this.#deps.onFault),
    )
    const fetch = new FetchFile({
      store,
      clock,
      file: row.id,
      root: parseCid(row.cid),
      maxBytes: Math.min(available(row.cause) + row.storedBytes, mostOf(row)),
      onProgress: progress => meter.count(progress),
      onUseless: name => this.#deps.holders.lacks(name as PeerId, row.cid),
    })
    const stop = new AbortController()
    const job: Job = {
      id: row.id,
      cid: row.cid,
      fetch,
      stop,
      done: this.#finish(row, fetch, meter, stop.signal),
      lack: new Set(),
      asking: new Set(),
      dials: 0,
    }
    this.#jobs.set(row.cid, job)
    // A waiting caller receives the rejection; there may be none.
    job.done.catch(() => {}).finally(() => stop.abort(new FileError('CANCELLED', 'the fetch is over')))
    void this.#findSources(job)
    void this.#findElsewhere(job)
    return job
  }

  async #finish({ id, cid }: FileRow, fetch: FetchFile, meter: Meter, signal: AbortSignal): Promise<void> {
    const { local, holders, clock, onHeld, onStopped, onFault } = this.#deps
    // The job must be on the list before it can end.
    await Promise.resolve()
    try {
      await local.change(id, { state: 'fetching' })
      await fetch.run(signal)
      const { doneBytes, storedBytes, sizeBytes } = meter.last
      const whole = sizeBytes ?? doneBytes
      await local.change(id, {
        state: 'held',
        sizeBytes: whole,
        doneBytes: whole,
        storedBytes,
        bytesPerSecond: 0,
      })
      const row = local.get(id)
      if (row) onHeld(row)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (!(error instanceof FileError)) onFault(error)
      const reason =
        error instanceof FileError ? whyUnavailable(error, holders.of(cid), clock.now()) : undefined
      const { code, message } = reason ?? new FileError('FILE_UNAVAILABLE', 'the browser’s storage failed')
      await local
        .change(id, { ...meter.settled(), state: 'waiting', problem: { code, message } })
        .catch(onFault)
      const row = local.get(id)
      if (row && reason) onStopped(row, reason)
      throw reason ?? error
    } finally {
      meter.stop()
      this.#jobs.delete(cid)
      if (!this.#stopped) queueMicrotask(() => this.#goOnSoon())
    }
  }

  /** Starts the next fetch that waits for a free slot, not for a holder. */
  #goOnSoon(): void {
    const next = this.#deps.local.rows().find(row => row.state === 'fetching' && !this.#jobs.has(row.cid))
    if (next) this.#again(next.cid)
  }

  async #end(job: Job, why: string): Promise<void> {
    job.stop.abort(new FileError('FILE_DROPPED', `cid: its fetch ended: ${why}`))
    await job.done.catch(() => {})
  }

  /** Linked tabs first, beginning with those that announced the file; then holders without a link. */
  async #findSources(job: Job): Promise<void> {
    const { holders, linked, connect, askNeighbours } = this.#deps
    const holding = new Set(holders.now(job.cid))
    const links = [...linked()].sort((a, b) => Number(holding.has(b)) - Number(holding.has(a)))
    await Promise.all(links.map(peerId => this.#probe(job, peerId)))
    if (job.fetch.sources.length > 0 || job.stop.signal.aborted) return

    if (holding.size === 0) await askNeighbours([job.cid])
    const far = holders.now(job.cid).filter(peerId => !links.includes(peerId))
    for (const peerId of far) {
      if (job.dials >= DIALS_PER_FETCH || job.stop.signal.aborted) return
      job.dials++
      // A new link is reported as a joined peer, which is asked then.
      await connect(peerId).catch(error => {
        // A lack of room here says nothing of the holder.
        if (!isOwnLack(error)) holders.unreached(peerId)
      })
    }
  }

  async #probe(job: Job, peerId: PeerId): Promise<void> {
    const { clock, peerBlocks, holders } = this.#deps
    const { fetch, lack, asking } = job
    if (lack.has(peerId) || asking.has(peerId) || fetch.sources.length >= MAX_SOURCES) return
    if (fetch.sources.includes(peerId)) return
    asking.add(peerId)
    try {
      const hasIt = await withDeadline(clock, PROBE_TIMEOUT_MS, [job.stop.signal], signal =>
        peerBlocks.has(peerId, parseCid(job.cid), signal),
      )
      if (hasIt) fetch.add(this.#source(peerId))
      else {
        lack.add(peerId)
        holders.lacks(peerId, job.cid)
      }
    } catch {
      // No answer in time: it may be asked again.
    } finally {
      asking.delete(peerId)
    }
  }

  async #findElsewhere({ cid, fetch, stop }: Job): Promise<void> {
    await this.#deps.elsewhere({ cid, signal: stop.signal, add: source => fetch.add(source) })
  }

  #source(peerId: PeerId): Source {
    const gone = this.#gone.get(peerId) ?? new AbortController()
    this.#gone.set(peerId, gone)
    return {
      name: peerId,
      window: BLOCKS_PER_SOURCE,
      want: (cid, signal) => this.#deps.peerBlocks.want(peerId, cid, AbortSignal.any([signal, gone.signal])),
    }
  }
}

const isOwnLack = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'LINKS_TOO_MANY'

/**
 * A copy for the network may not be larger than its record states; a person watches the size of their own
 * fetch.
 */
const mostOf = ({ cause, sizeBytes }: FileRow) =>
  cause === 'network' ? sizeBytes * RECORD_SLACK + RECORD_SLACK_BYTES : Number.POSITIVE_INFINITY

type Shown = Pick<FileRow, 'doneBytes' | 'storedBytes' | 'bytesPerSecond'> & { sizeBytes?: number }

/** Writes received bytes to a row for the screens, at intervals, with a rate over the last seconds. */
class Meter {
  readonly #clock: Clock
  readonly #show: (progress: Shown) => void
  last: FetchProgress = { doneBytes: 0, storedBytes: 0, sizeBytes: undefined }
  #shown: { at: number; doneBytes: number; rate: number }
  #cancel: Cancel | undefined

  constructor(clock: Clock, show: (progress: Shown) => void) {
    this.#clock = clock
    this.#show = show
    this.#shown = { at: clock.now(), doneBytes: 0, rate: 0 }
  }

  count(progress: FetchProgress): void {
    this.last = progress
    this.#cancel ??= this.#clock.after(PROGRESS_MS, () => {
      this.#cancel = undefined
      const now = this.#clock.now()
      const { doneBytes } = this.last
      const latest = ((doneBytes - this.#shown.doneBytes) * 1000) / Math.max(1, now - this.#shown.at)
      const rate = this.#shown.rate === 0 ? latest : (2 * this.#shown.rate + latest) / 3
      this.#shown = { at: now, doneBytes, rate }
      this.#show({ ...this.settled(), bytesPerSecond: Math.round(rate) })
    })
  }

  settled(): Shown {
    const { sizeBytes, doneBytes, storedBytes } = this.last
    return { doneBytes, storedBytes, bytesPerSecond: 0, ...(sizeBytes === undefined ? {} : { sizeBytes }) }
  }

  stop(): void {
    this.#cancel?.()
  }
}
