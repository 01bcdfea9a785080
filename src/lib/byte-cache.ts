/**
 * A cache of values that can be computed again, up to a total number of bytes; the oldest are dropped first.
 * The caller states the bytes of each value. No result may depend on what is in the cache.
 */
export class ByteCache<Key, Value> {
  readonly #entries = new Map<Key, { readonly value: Value; readonly bytes: number }>()
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** The bytes of all values in it. */
  get bytes(): number {
    return this.#bytes
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)?.value
  }

  /** Keeps a value, unless it is larger than the whole cache. */
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
