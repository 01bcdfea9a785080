import type { Kernel } from './kernel.ts'
import {
  CHUNK_BITS,
  FIRST_SLICE_HASHES,
  MAX_SLICE_HASHES,
  REPORT_MS,
  SLICE_GROWTH,
  SLICE_MS,
} from './limits.ts'
import type { MinerReport, MinerRequest } from './messages.ts'
import type { SearchJob } from './miner.ts'

/** What the loop needs from its thread. */
export interface SearchLoopOptions {
  readonly kernel: Kernel
  readonly nowMs: () => number
  readonly post: (report: MinerReport) => void
  /** Resolves once waiting messages were delivered. */
  readonly turn: () => Promise<void>
}

/** The chunk being searched. */
interface Task {
  readonly job: number
  readonly search: SearchJob
  next: bigint
  readonly end: bigint
  /** Hashes that were not reported to the pool yet. */
  unreported: number
  reportedMs: number
}

/**
 * A search worker without its thread. It searches its latest chunk in slices short enough that a message
 * waits about {@link SLICE_MS}, and returns the function to call with each message. An exception of the
 * kernel is reported and ends the loop.
 */
export function createSearchLoop({
  kernel,
  nowMs,
  post,
  turn,
}: SearchLoopOptions): (request: MinerRequest) => void {
  let task: Task | undefined
  let running = false
  let slice = FIRST_SLICE_HASHES

  const report = (type: 'progress' | 'exhausted', of: Task) => {
    post({ type, job: of.job, hashes: of.unreported })
    of.unreported = 0
    of.reportedMs = nowMs()
  }

  const step = async (current: Task) => {
    const left = current.end - current.next
    const count = left < BigInt(slice) ? Number(left) : slice
    const from = current.next
    const startMs = nowMs()
    const found = await kernel.search(current.search.prefix, current.search.target, from, count)
    slice = nextSlice(slice, nowMs() - startMs)

    const hashes = found === undefined ? count : Number(found - from) + 1
    current.unreported += hashes
    current.next = from + BigInt(hashes)
    if (current !== task) return report('progress', current)

    if (found !== undefined) {
      task = undefined
      post({ type: 'found', job: current.job, hashes: current.unreported, nonce: found })
    } else if (current.next === current.end) {
      task = undefined
      report('exhausted', current)
    } else if (nowMs() - current.reportedMs >= REPORT_MS) report('progress', current)
  }

  const run = async () => {
    running = true
    try {
      for (; task; await turn()) await step(task)
      running = false
    } catch (error) {
      post({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  }

  return request => {
    if (task) report('progress', task)
    task = undefined
    if (request.type === 'stop') return

    const next = request.chunk << CHUNK_BITS
    const end = (request.chunk + 1n) << CHUNK_BITS
    task = { job: request.job, search: request.search, next, end, unreported: 0, reportedMs: nowMs() }
    if (!running) void run()
  }
}

/**
 * The number of hashes that take {@link SLICE_MS}, given that `hashes` took `elapsedMs`. Clocks in pages are
 * coarse, so that may be 0 ms.
 */
function nextSlice(hashes: number, elapsedMs: number): number {
  const factor = Math.min(SLICE_GROWTH, SLICE_MS / Math.max(elapsedMs, 0.1))
  return Math.max(FIRST_SLICE_HASHES, Math.min(Math.round(hashes * factor), MAX_SLICE_HASHES))
}
