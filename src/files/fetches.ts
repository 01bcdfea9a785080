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
  /** Opens a link, if the topology has a place for it. */
  readonly connect: (peerId: PeerId) => Promise<void>
  /** Sources beyond the network; none unless the person wants them. */
  readonly elsewhere: (search: PublicSearch) => Promise<void>
  /** What one more file may take. */
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
  /** Asked already, and without it. */
  readonly lack: Set<PeerId>
  readonly asking: Set<PeerId>
  dials: number
}

/**
 * The files that are on their way here. Each runs until it is whole or nobody has the rest; then it waits
 * until somebody says to have it, or a new peer comes, or time has passed, and goes on with what is here,
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

  /** Is it a block of a file that is on its way? */
  knows(digest: string): boolean {
    return [...this.#jobs.values()].some(({ fetch }) => fetch.knows(digest))
  }

  /**
   * Resolves when the file of this row is here; rejects when its fetch comes to a stop, or `signal` aborts,
   * which leaves the fetch to itself.
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

  /** Ends a fetch; what came stays its row's. */
  async drop(cid: Cid): Promise<void> {
    const job = this.#jobs.get(cid)
    if (job) await this.#end(job, 'the file was dropped')
  }

  /** Somebody holds these, as he says. */
  heard(peerId: PeerId, cids: readonly Cid[]): void {
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

  /** Somebody may have what waits. */
  goOn(): void {
    for (const row of this.#deps.local.rows()) this.#again(row.cid)
  }

  #again(cid: Cid): void {
    const row = this.#deps.local.of(cid)
    if (!row || this.#jobs.has(cid)) return
    // What another holder does not change, a person may: a file too large, or none.
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
    // Whoever waits hears of it; nobody may.
    job.done.catch(() => {}).finally(() => stop.abort(new FileError('CANCELLED', 'the fetch is over')))
    void this.#findSources(job)
    void this.#findElsewhere(job)
    return job
  }

  async #finish({ id, cid }: FileRow, fetch: FetchFile, meter: Meter, signal: AbortSignal): Promise<void> {
    const { local, holders, clock, onHeld, onStopped, onFault } = this.#deps
    // The job is on the list before anything of it ends.
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

  /** A place came free: the next one that waits for a place, not for a holder. */
  #goOnSoon(): void {
    const next = this.#deps.local.rows().find(row => row.state === 'fetching' && !this.#jobs.has(row.cid))
    if (next) this.#again(next.cid)
  }

  async #end(job: Job, why: string): Promise<void> {
    job.stop.abort(new FileError('FILE_DROPPED', `cid: its fetch ended: ${why}`))
    await job.done.catch(() => {})
  }

  /**
   * Linked tabs first, those that say to have it before all others; then those that hold it and have no link.
   */
  async #findSources(job: Job): Promise<void> {
    const { holders, linked, connect } = this.#deps
    const holding = new Set(holders.now(job.cid))
    const links = [...linked()].sort((a, b) => Number(holding.has(b)) - Number(holding.has(a)))
    await Promise.all(links.map(peerId => this.#probe(job, peerId)))
    if (job.fetch.sources.length > 0 || job.stop.signal.aborted) return

    const far = [...holding].filter(peerId => !links.includes(peerId))
    for (const peerId of far) {
      if (job.dials >= DIALS_PER_FETCH || job.stop.signal.aborted) return
      job.dials++
      // A link that comes is a peer that joined: it is asked then.
      await connect(peerId).catch(() => {})
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

/**
 * The network's copy of a file may not be larger than the record that it is made for says; a person sees what
 * comes.
 */
const mostOf = ({ cause, sizeBytes }: FileRow) =>
  cause === 'network' ? sizeBytes * RECORD_SLACK + RECORD_SLACK_BYTES : Number.POSITIVE_INFINITY

type Shown = Pick<FileRow, 'doneBytes' | 'storedBytes' | 'bytesPerSecond'> & { sizeBytes?: number }

/** From bytes that come to a row that a screen follows: now and then, with a rate over the last moments. */
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
