/**
 * A search for a nonce, 8 bytes big-endian after `prefix`, with which SHA-256 of both, as a big-endian
 * number, is at most `target`.
 */
export interface SearchJob {
  readonly prefix: Uint8Array
  readonly target: bigint
}

/** A pool of search workers. It knows bytes and a target, not blocks. */
export interface Miner {
  readonly maxThreads: number
  threads(): number
  setThreads(threads: number): void
  /**
   * Resolves to the first nonce found by any worker, or undefined once `signal` aborts. Workers stop within
   * 50 ms of the abort. There is one search at a time: a second call ends the first.
   */
  search(job: SearchJob, signal: AbortSignal): Promise<bigint | undefined>
  /** Hashes per second over the last seconds by all workers together; 0 when idle. */
  hashrate(): number
  close(): void
}
