import { MAX_TERMINAL_LINE, MAX_TERMINAL_LINES } from '#api/limits.ts'

/**
 * The lines that were typed, with a place in them that the arrow keys move. A line that is being typed waits
 * below the newest. It keeps nothing itself over a reload: who adds a line learns whether it is worth
 * keeping.
 */
export class History {
  #lines: readonly string[] = []
  #place = 0
  #draft = ''

  constructor(lines: readonly string[] = []) {
    this.replace(lines)
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  /**
   * True when the line is new at the end: not blank, not the one before again, not too long, and not begun
   * with a blank, as shells have it.
   */
  add(line: string): boolean {
    const keeps =
      line.trim() !== '' &&
      !line.startsWith(' ') &&
      line.length <= MAX_TERMINAL_LINE &&
      line !== this.#lines.at(-1)
    if (keeps) this.#lines = [...this.#lines, line].slice(-MAX_TERMINAL_LINES)
    this.#place = this.#lines.length
    this.#draft = ''
    return keeps
  }

  /** Takes over the lines that are kept. */
  replace(lines: readonly string[]): void {
    this.#lines = lines.slice(-MAX_TERMINAL_LINES)
    this.#place = this.#lines.length
    this.#draft = ''
  }

  /** The line above, or nothing at the top; `typed` is what is on the prompt now. */
  older(typed: string): string | undefined {
    if (this.#place === 0) return undefined
    if (this.#place === this.#lines.length) this.#draft = typed
    return this.#lines[--this.#place]
  }

  /** The line below: at last the one that was being typed. */
  newer(): string | undefined {
    if (this.#place === this.#lines.length) return undefined
    this.#place++
    return this.#place === this.#lines.length ? this.#draft : this.#lines[this.#place]
  }
}
