import type { EventData, EventType } from '#api/events.ts'
import type { EventResult } from '#api/results.ts'
import type { Clock } from '#lib/clock.ts'
import { Listeners } from '#lib/listeners.ts'
import { Mutex } from '#lib/mutex.ts'
import type { ChainStore } from '#storage/chain-store.ts'
import { EVENTS_WAITING } from './limits.ts'

/** Events wait this long for their row, so that a burst is one write. */
const WRITE_AFTER_MS = 300

/**
 * The events of this node for people: emitted live to subscribers and stored in the database. A storage fault
 * loses only the row.
 */
export class EventLog {
  readonly #store: ChainStore
  readonly #clock: Clock
  readonly #listeners = new Listeners<EventResult>()
  readonly #waiting: EventResult[] = []
  #seq = 0
  #scheduled = false
  readonly #writing = new Mutex()

  constructor(store: ChainStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  subscribe(listener: (event: EventResult) => void): () => void {
    return this.#listeners.add(listener)
  }

  emit<Type extends EventType>(type: Type, data: EventData[Type]): void {
    const event: EventResult = { seq: ++this.#seq, time: this.#clock.now(), type, data: { ...data } }
    this.#listeners.emit(event)
    this.#waiting.push(event)
    if (this.#waiting.length > EVENTS_WAITING) this.#waiting.shift()
    if (this.#scheduled) return
    this.#scheduled = true
    this.#clock.after(WRITE_AFTER_MS, () => void this.flush())
  }

  /** Resolves when all events so far are in the database, so that whoever reads it misses none. */
  flush(): Promise<void> {
    this.#scheduled = false
    const rows = this.#waiting.splice(0).map(({ time, type, data }) => ({ time, type, data }))
    return this.#writing.run(async () => {
      if (rows.length > 0) await this.#store.appendEvents(rows).catch(() => {})
    })
  }
}
