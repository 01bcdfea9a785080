/**
 * Values that can be had again, kept while they take no more than so many bytes together; the oldest go
 * first. What a value takes is what whoever keeps it says. Nothing may depend on what is in it.
 */
export class ByteCache<Key, Value> {
  readonly #entries = new Map<Key, { readonly value: Value; readonly bytes: number }>()
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** What the values in it take. */
  get bytes(): number {
    return this.#bytes
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)?.value
  }

  /** What takes more than all of the room is not kept. */
  keep(key: Key, value: Value, bytes: number): void {
    this.forget(key)
    if (bytes > this.#maxBytes) return
    this.#entries.set(key, { value, bytes })
    this.#bytes += bytes
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break
      this.forget(oldest)
    }
  }

  forget(key: Key): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0
    this.#entries.delete(key)
  }
}
