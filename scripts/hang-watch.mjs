/**
 * Names what hangs. Runners end a test that waits for too long by themselves; a loop without an end they
 * never notice, because it keeps the thread from telling. A file that is silent for `limitMs` is reported
 * once, to `onHang`, with what it did last.
 */
export class HangWatch {
  #limitMs
  #onHang
  #timers = new Map()

  constructor(limitMs, onHang) {
    this.#limitMs = limitMs
    this.#onHang = onHang
  }

  /** A sign of life of a file: what it does now. */
  alive(file, doing) {
    this.ended(file)
    this.#timers.set(
      file,
      setTimeout(() => {
        this.#timers.delete(file)
        this.#onHang(file, doing)
      }, this.#limitMs),
    )
  }

  /** A file is done. */
  ended(file) {
    clearTimeout(this.#timers.get(file))
    this.#timers.delete(file)
  }
}
