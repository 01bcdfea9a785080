import { bytesEqual } from '#lib/bytes.ts'

/** Reads entries of the state by key (hex); undefined where there is none. Values must not be changed. */
export interface StateReader {
  get(key: string): Uint8Array | undefined
}

/** A key of the state (hex) with its new value; `undefined` if the entry was removed. */
export type StateChange = readonly [key: string, value: Uint8Array | undefined]

/**
 * Changes to a state that are not part of it yet. A draft reads its own writes and, for everything else, what
 * it stands on. A block, a transaction and a contract call each write to a draft on top of the one below,
 * which is accepted as a whole or dropped. It hashes nothing.
 */
export class StateDraft implements StateReader {
  readonly #base: StateReader
  readonly #writes = new Map<string, Uint8Array | undefined>()

  constructor(base: StateReader) {
    this.#base = base
  }

  get(key: string): Uint8Array | undefined {
    return this.#writes.has(key) ? this.#writes.get(key) : this.#base.get(key)
  }

  /** Sets a value; `undefined` deletes it. The value must not be changed afterwards. */
  set(key: string, value: Uint8Array | undefined): void {
    this.#writes.set(key, value)
  }

  /** Takes over the changes of a draft on top of this one. */
  accept(top: StateDraft): void {
    for (const [key, value] of top.#writes) this.#writes.set(key, value)
  }

  /** The differences from the state below, in ascending order of keys. */
  changes(): StateChange[] {
    return [...this.#writes]
      .filter(([key, value]) => !isSame(this.#base.get(key), value))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : bytesEqual(a, b)
}
