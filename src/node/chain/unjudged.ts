import type { UnixMs } from '#lib/clock.ts'
import type { JudgingFault } from '#lib/judged.ts'
import { Listeners } from '#lib/listeners.ts'
import type { UnjudgedItem, UnjudgedRow } from '#storage/rows.ts'
import { UNJUDGED_CHARACTERS, UNJUDGED_EACH } from './limits.ts'

/** A fault met in judging. An item without an id is about unidentified bytes, and is not remembered. */
export type FaultMet = Omit<UnjudgedItem, 'what'> & { readonly what: UnjudgedItem['what'] | 'message' }

interface Kept extends UnjudgedItem {
  /** Whether it is tried again after a reload, when the machine may have more memory. */
  readonly passing: boolean
}

/**
 * The items that a bug of this app kept it from judging, so that none is tried twice: the latest {@link
 * UNJUDGED_EACH} blocks and as many transactions. The node stores them in a row over reloads, until another
 * version of the app runs.
 */
export class Unjudged {
  readonly #version: string
  readonly #items: Kept[]
  readonly #faults = new Listeners<FaultMet>()

  constructor(version: string, stored: UnjudgedRow | undefined) {
    this.#version = version
    const items = stored?.version === version ? stored.items : []
    this.#items = items.map(item => ({ ...item, passing: false }))
  }

  /** Calls `listener` with each new fault. Returns a function that unsubscribes. */
  onFault(listener: (fault: FaultMet) => void): () => void {
    return this.#faults.add(listener)
  }

  get(id: string): UnjudgedItem | undefined {
    return this.#items.find(item => item.id === id)
  }

  /** The unjudged blocks, the newest last. */
  blocks(): readonly UnjudgedItem[] {
    return this.#items.filter(({ what }) => what === 'block')
  }

  add({ judged, cause }: JudgingFault, time: UnixMs): void {
    if (judged.id !== '' && this.get(judged.id)) return
    const { message, stack = '' } = cause instanceof Error ? cause : new Error(String(cause))
    const met: FaultMet = {
      ...judged,
      message: message.slice(0, UNJUDGED_CHARACTERS),
      stack: stack.slice(0, UNJUDGED_CHARACTERS),
      time,
    }
    if (met.what !== 'message') this.#keep({ ...met, what: met.what, passing: isShortage(cause) })
    this.#faults.emit(met)
  }

  /** The row for the database. */
  row(behind: number): UnjudgedRow {
    const lasting = this.#items.filter(({ passing }) => !passing)
    const items = lasting.map(({ passing: _, ...item }) => item)
    return { key: 'unjudged', version: this.#version, items, behind }
  }

  #keep(item: Kept): void {
    this.#items.push(item)
    const alike = this.#items.filter(({ what }) => what === item.what)
    const [oldest] = alike
    if (alike.length > UNJUDGED_EACH && oldest) this.#items.splice(this.#items.indexOf(oldest), 1)
  }
}

/** Whether memory or stack ran out; Firefox has its own name for the latter. */
const isShortage = (cause: unknown): boolean =>
  cause instanceof RangeError || (cause instanceof Error && cause.name === 'InternalError')
