import { MAX_TERMINAL_LINE, MAX_TERMINAL_LINES } from '#api/limits.ts'

/**
 * The typed lines, with a position that the arrow keys move. A line that is being typed is below the newest.
 * It stores nothing across reloads: `add` returns whether a line is worth storing.
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
   * Adds a line, and returns whether it was added: not blank, not the same as the one before, not too long,
   * and not begun with a blank, as in shells.
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

  /** Takes over the stored lines. */
  replace(lines: readonly string[]): void {
    this.#lines = lines.slice(-MAX_TERMINAL_LINES)
    this.#place = this.#lines.length
    this.#draft = ''
  }

  /** The line above, or nothing at the top; `typed` is the current text of the prompt. */
  older(typed: string): string | undefined {
    if (this.#place === 0) return undefined
    if (this.#place === this.#lines.length) this.#draft = typed
    return this.#lines[--this.#place]
  }

  /** The line below; the last is the one that was being typed. */
  newer(): string | undefined {
    if (this.#place === this.#lines.length) return undefined
    this.#place++
    return this.#place === this.#lines.length ? this.#draft : this.#lines[this.#place]
  }
}
