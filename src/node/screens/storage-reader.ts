import type { Clock } from '#lib/clock.ts'

export interface StorageUse {
  readonly usedBytes: number
  readonly quotaBytes: number
  readonly persisted: boolean
}

/**
 * How much of the browser's storage is used, read again at most every few seconds: estimating walks the whole
 * origin.
 */
export class StorageReader {
  readonly #clock: Clock
  #last: StorageUse = { usedBytes: 0, quotaBytes: 0, persisted: false }
  #readAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async read(): Promise<StorageUse> {
    const now = this.#clock.now()
    if (now - this.#readAt < 5_000) return this.#last
    this.#readAt = now
    const [estimate, persisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ])
    this.#last = { usedBytes: estimate.usage ?? 0, quotaBytes: estimate.quota ?? 0, persisted }
    return this.#last
  }
}
