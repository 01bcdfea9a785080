import { assert } from '#lib/assert.ts'
import { bigintFromBytes } from '#lib/bytes.ts'
import type { Clock } from '#lib/clock.ts'
import type { Random } from '#lib/random.ts'
import { createHashMeter } from './hash-meter.ts'
import { CHUNK_BITS, MAX_RESPAWNS, MAX_THREADS } from './limits.ts'
import type { MinerPort, MinerReport } from './messages.ts'
import type { Miner, SearchJob } from './miner.ts'

/**
 * Workers die again and again, or none starts: this device cannot mine now. The search may be started again.
 */
export class MinerError extends Error {
  override readonly name = 'MinerError'
  readonly code = 'MINER_WORKER_FAILED'
}

/** What a pool of search workers needs. */
export interface MinerOptions {
  /** Makes one worker, see `spawn-worker.ts`. It is called when a search first needs a worker, not before. */
  readonly spawn: () => MinerPort
  /** Usually the device's threads less one, which the page keeps; at least 1. */
  readonly maxThreads: number
  readonly clock: Pick<Clock, 'now'>
  readonly random: Pick<Random, 'bytes'>
}

/**
 * A {@link Miner} over workers, one per thread; it begins with one thread. Between searches its workers wait,
 * which costs no time. Every worker has a chunk of the nonces to itself; the first find ends the search. A
 * worker that dies is replaced a few times.
 */
export function createMiner(options: MinerOptions): Miner {
  return new SearchPool(options)
}

/** The search in progress. `number` distinguishes its reports from those of earlier searches. */
interface Search {
  readonly number: number
  readonly job: SearchJob
  respawns: number
  settle(outcome: bigint | undefined | MinerError): void
}

class SearchPool implements Miner {
  readonly maxThreads: number
  readonly #options: MinerOptions
  readonly #workers = new Set<MinerPort>()
  readonly #meter = createHashMeter()
  #threads = 1
  #searches = 0
  #nextChunk = 0n
  #search: Search | undefined
  #closed = false

  constructor(options: MinerOptions) {
    this.#options = options
    this.maxThreads = clampThreads(options.maxThreads, MAX_THREADS)
  }

  threads(): number {
    return this.#threads
  }

  setThreads(threads: number): void {
    this.#threads = clampThreads(threads, this.maxThreads)
    this.#staff()
  }

  search(job: SearchJob, signal: AbortSignal): Promise<bigint | undefined> {
    assert(!this.#closed, 'search of a closed miner')
    this.#search?.settle(undefined)
    if (signal.aborted) return Promise.resolve(undefined)

    // A random first chunk, so that two pools with the same template do not do the same work.
    const { clock, random } = this.#options
    this.#nextChunk = bigintFromBytes(random.bytes(4))
    this.#meter.start(clock.now())
    return new Promise((resolve, reject) => {
      const search: Search = {
        number: ++this.#searches,
        job,
        respawns: 0,
        settle: outcome => {
          if (this.#search !== search) return
          this.#search = undefined
          this.#meter.stop(clock.now())
          signal.removeEventListener('abort', stop)
          for (const worker of this.#workers) worker.post({ type: 'stop' })
          if (outcome instanceof MinerError) reject(outcome)
          else resolve(outcome)
        },
      }
      const stop = () => search.settle(undefined)
      signal.addEventListener('abort', stop)
      this.#search = search
      for (const worker of this.#workers) this.#assign(worker, search)
      this.#staff()
    })
  }

  hashrate(): number {
    return this.#search ? this.#meter.rate(this.#options.clock.now()) : 0
  }

  close(): void {
    this.#closed = true
    this.#search?.settle(undefined)
    for (const worker of this.#workers) worker.terminate()
    this.#workers.clear()
  }

  /** A worker's next chunk: each is assigned once, until 2^64 nonces are over. */
  #assign(worker: MinerPort, { number, job }: Search): void {
    const chunk = BigInt.asUintN(Number(64n - CHUNK_BITS), this.#nextChunk++)
    worker.post({ type: 'search', job: number, search: job, chunk })
  }

  /** Brings the workers to the number of threads; new ones join the search. */
  #staff(): void {
    for (const worker of [...this.#workers].slice(this.#threads)) {
      this.#workers.delete(worker)
      worker.terminate()
    }

    while (this.#search && this.#workers.size < this.#threads) {
      const worker = attempt(this.#options.spawn)
      if (worker instanceof MinerError) return this.#search.settle(worker)
      this.#workers.add(worker)
      worker.listen({
        report: report => this.#receive(worker, report),
        died: reason => this.#died(worker, reason),
      })
      this.#assign(worker, this.#search)
    }
  }

  #receive(worker: MinerPort, report: MinerReport): void {
    if (!this.#workers.has(worker)) return
    if (report.type === 'failed') return this.#died(worker, report.message)

    this.#meter.add(report.hashes, this.#options.clock.now())
    if (report.job !== this.#search?.number) return
    if (report.type === 'found') this.#search.settle(report.nonce)
    if (report.type === 'exhausted') this.#assign(worker, this.#search)
  }

  #died(worker: MinerPort, reason: string): void {
    if (!this.#workers.delete(worker)) return
    worker.terminate()

    const search = this.#search
    if (!search) return
    if (search.respawns++ < MAX_RESPAWNS) return this.#staff()
    search.settle(
      new MinerError(`mining stopped: workers died ${search.respawns} times (${reason}); start mining again`),
    )
  }
}

/**
 * A worker, or why there is none: where a policy of the site or an exhausted device forbids workers, the
 * constructor throws.
 */
function attempt(spawn: () => MinerPort): MinerPort | MinerError {
  try {
    return spawn()
  } catch (cause) {
    return new MinerError(`mining stopped: no worker can be started (${String(cause)})`, { cause })
  }
}

/** A whole number of threads from 1 to `max`. */
function clampThreads(threads: number, max: number): number {
  return Math.max(1, Math.min(Math.floor(threads) || 1, max))
}
