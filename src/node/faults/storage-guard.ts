import type { Cancel, Clock } from '#lib/clock.ts'
import type { EventLog } from '#node/screens/event-log.ts'
import { type ChainStore, StorageError } from '#storage/chain-store.ts'
import { STORAGE_RETRY_LONGEST_MS, STORAGE_RETRY_MS, STORAGE_SETTLED_MS } from './limits.ts'

export interface Fault {
  readonly code: string
  readonly message: string
  readonly since: number
}

interface Dependencies {
  readonly store: ChainStore
  readonly clock: Clock
  readonly events: EventLog
  /** The database works again: what could not be written meanwhile is written now. */
  readonly onRecovered: () => void
}

/**
 * Pauses the node while its database fails, and tries again until it works. Production and sync check {@link
 * broken}; the wallet works on, because its keys are in another database.
 */
export class StorageGuard {
  readonly #deps: Dependencies
  #fault: Fault | undefined
  #cancel: Cancel = () => {}
  #retryMs = STORAGE_RETRY_MS
  #recoveredAt = Number.NEGATIVE_INFINITY

  constructor(deps: Dependencies) {
    this.#deps = deps
  }

  get fault(): Fault | undefined {
    return this.#fault
  }

  broken(): boolean {
    return this.#fault !== undefined
  }

  /** A write that only screens and reloads depend on. A failure pauses the node, and nothing else is lost. */
  async write(task: (store: ChainStore) => Promise<void>): Promise<void> {
    try {
      await task(this.#deps.store)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      this.report(error)
    }
  }

  report(error: StorageError): void {
    const first = this.#fault === undefined
    this.#fault = {
      code: error.code,
      message: error.message,
      since: this.#fault?.since ?? this.#deps.clock.now(),
    }
    if (!first) return
    // A disk with room for the probe but not for a block fails again at once, so each pause is longer.
    const again = this.#deps.clock.now() - this.#recoveredAt < STORAGE_SETTLED_MS
    this.#retryMs = again ? Math.min(2 * this.#retryMs, STORAGE_RETRY_LONGEST_MS) : STORAGE_RETRY_MS
    this.#deps.events.emit('storage-fault', { code: error.code, message: error.message })
    this.#cancel = this.#deps.clock.every(this.#retryMs, () => void this.#probe())
  }

  stop(): void {
    this.#cancel()
  }

  /** Writes a minimal row, which is removed when the fault ends. */
  async #probe(): Promise<void> {
    const fault = this.#fault
    if (!fault) return
    try {
      await this.#deps.store.putSummary([{ key: 'fault', ...fault }])
      await this.#deps.store.deleteSummary('fault')
    } catch {
      return
    }
    this.#cancel()
    this.#fault = undefined
    this.#recoveredAt = this.#deps.clock.now()
    this.#deps.events.emit('storage-recovered', {})
    this.#deps.onRecovered()
  }
}
