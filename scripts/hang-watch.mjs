/**
 * Names what hangs. Runners end a test that waits for too long by themselves; they never notice an endless
 * loop, because it blocks the thread that would report it. A file that is silent for `limitMs` is reported
 * once, to `onHang`, with its last activity.
 */
export class HangWatch {
  #limitMs
  #onHang
  #timers = new Map()

  constructor(limitMs, onHang) {
    this.#limitMs = limitMs
    this.#onHang = onHang
  }

  /** Records a sign of life of a file: its current activity. */
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

  /** Called when a file is done. */
  ended(file) {
    clearTimeout(this.#timers.get(file))
    this.#timers.delete(file)
  }
}
