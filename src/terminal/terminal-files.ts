import { MAX_FILES } from './limits.ts'

/** A person's file on the terminal. */
export interface TerminalFile {
  readonly name: string
  readonly type: string
  readonly content: Blob
}

/** Files that can be named on a line, until the page is closed. A new one replaces the oldest. */
export class TerminalFiles {
  readonly #files = new Map<string, TerminalFile>()

  /** Adds a file; it replaces one with the same name. */
  add(file: TerminalFile): void {
    this.#files.delete(file.name)
    this.#files.set(file.name, file)
    const [oldest] = this.#files.keys()
    if (this.#files.size > MAX_FILES && oldest !== undefined) this.#files.delete(oldest)
  }

  names(): string[] {
    return [...this.#files.keys()]
  }

  get(name: string): TerminalFile | undefined {
    return this.#files.get(name)
  }
}
