import type { SearchJob } from './miner.ts'

/**
 * Requests of the pool to a worker. A search replaces the one before. `job` numbers searches, so that late
 * reports can be recognised. A worker that was searching answers both with its hashes since its last report.
 */
export type MinerRequest =
  | { readonly type: 'search'; readonly job: number; readonly search: SearchJob; readonly chunk: bigint }
  | { readonly type: 'stop' }

/**
 * Reports of a worker to the pool. `hashes` counts tries since its previous report. `exhausted` asks for
 * another chunk; `failed` is an exception inside the worker, which then does nothing more.
 */
export type MinerReport =
  | { readonly type: 'progress'; readonly job: number; readonly hashes: number }
  | { readonly type: 'found'; readonly job: number; readonly hashes: number; readonly nonce: bigint }
  | { readonly type: 'exhausted'; readonly job: number; readonly hashes: number }
  | { readonly type: 'failed'; readonly message: string }

/** What a pool receives from a worker, from {@link MinerPort.listen} on. */
export interface MinerListener {
  report(report: MinerReport): void
  /** The worker is dead, or its script did not load. */
  died(reason: string): void
}

/**
 * The pool's end of a worker: a real `Worker` (`spawn-worker.ts`), or in tests the same loop on this thread.
 */
export interface MinerPort {
  post(request: MinerRequest): void
  listen(listener: MinerListener): void
  terminate(): void
}
