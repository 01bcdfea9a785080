import type { Dexie, Table, Transaction } from 'dexie'
import type { Clock } from '#lib/clock.ts'
import type { StorageError } from './chain-store.ts'
import { OPEN_TIME_LIMIT_MS, OPERATION_TIME_LIMIT_MS } from './limits.ts'
import { isConnectionLost, storageFault, storageFaultFrom } from './storage-fault.ts'

/** The part of a clock that the guard needs. */
export type Timer = Pick<Clock, 'after'>

/**
 * Runs operations of one database so that each ends: with its result or with a {@link StorageError}, within a
 * time limit. It reopens a lost connection, once per operation. It knows no tables.
 *
 * Writes always run in a transaction of their own: on a full disk a single operation may never settle, but
 * its transaction rejects (dexie#840). A write that runs out of time is aborted; if it is on its way to the
 * disk it may still land, so every write here must be repeatable.
 */
export class DatabaseGuard {
  readonly #db: Dexie
  readonly #timer: Timer
  #closed = false

  constructor(db: Dexie, timer: Timer = systemTimer) {
    this.#db = db
    this.#timer = timer
  }

  read<T>(operation: () => PromiseLike<T>, limitMs = OPERATION_TIME_LIMIT_MS): Promise<T> {
    return this.#run(() => this.#within(limitMs, operation()))
  }

  /** Writes all of `body` or nothing of it. */
  write<T>(
    tables: readonly Table[],
    body: () => PromiseLike<T>,
    limitMs = OPERATION_TIME_LIMIT_MS,
  ): Promise<T> {
    return this.#run(() => {
      let transaction: Transaction | undefined
      const done = this.#db.transaction('rw', [...tables], begun => {
        transaction = begun
        return body()
      })
      return this.#within(limitMs, done, () => transaction?.abort())
    })
  }

  /** Lets later operations fail; running ones may still end. */
  close(): void {
    this.#closed = true
    this.#db.close()
  }

  /** Deletes the database, for every connection of this browser. */
  async destroy(): Promise<void> {
    this.#closed = true
    try {
      await this.#within(OPEN_TIME_LIMIT_MS, this.#db.delete())
    } catch (cause) {
      throw storageFaultFrom(cause, 'STORAGE_UNAVAILABLE')
    }
  }

  async #run<T>(operation: () => Promise<T>): Promise<T> {
    await this.#open()
    try {
      return await operation()
    } catch (cause) {
      if (!isConnectionLost(cause)) throw this.#fault(cause)
    }

    this.#disconnect()
    await this.#open()
    try {
      return await operation()
    } catch (cause) {
      throw this.#fault(cause)
    }
  }

  async #open(): Promise<void> {
    if (this.#closed) throw storageFault('STORAGE_UNAVAILABLE')
    if (this.#db.isOpen()) return
    try {
      await this.#within(OPEN_TIME_LIMIT_MS, this.#db.open())
    } catch (cause) {
      this.#disconnect()
      const fault = storageFaultFrom(cause, 'STORAGE_UNAVAILABLE')
      throw fault.code === 'STORAGE_TIMEOUT' ? storageFault('STORAGE_UNAVAILABLE', fault) : fault
    }
  }

  /** After a time-out the connection itself is suspect: the next operation opens a new one. */
  #fault(cause: unknown): StorageError {
    const fault = storageFaultFrom(cause)
    if (fault.code === 'STORAGE_TIMEOUT') this.#disconnect()
    return fault
  }

  #disconnect(): void {
    if (!this.#closed) this.#db.close({ disableAutoOpen: false })
  }

  /**
   * The limit is counted in quarters: a machine that slept through the last one has had three with the disk
   * awake, and an answer that is due at the same wake-up arrives before the next quarter ends.
   */
  #within<T>(limitMs: number, work: PromiseLike<T>, onTimeout?: () => void): Promise<T> {
    return new Promise((resolve, reject) => {
      let quarters = 4
      const tick = () => {
        if (--quarters > 0) {
          cancel = this.#timer.after(limitMs / 4, tick)
          return
        }
        reject(storageFault('STORAGE_TIMEOUT'))
        try {
          onTimeout?.()
        } catch {
          // The transaction can no longer be aborted.
        }
      }
      let cancel = this.#timer.after(limitMs / 4, tick)
      work.then(resolve, reject).then(
        () => cancel(),
        () => cancel(),
      )
    })
  }
}

const systemTimer: Timer = {
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs)
    return () => clearTimeout(timer)
  },
}
