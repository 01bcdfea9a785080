/** Functions that are called with every value that is emitted, in the order in which they were added. */
export class Listeners<Value> {
  readonly #listeners = new Set<(value: Value) => void>()

  /** Returns the function that removes it again. */
  add(listener: (value: Value) => void): () => void {
    // One function added twice is two listeners.
    const own = (value: Value) => listener(value)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  emit(value: Value): void {
    for (const listener of this.#listeners) listener(value)
  }
}
