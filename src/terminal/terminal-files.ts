import { MAX_FILES } from './limits.ts'

/** A file of a person's, handed to the terminal. */
export interface TerminalFile {
  readonly name: string
  readonly type: string
  readonly content: Blob
}

/** Files that were handed to the terminal and can be named on a line, until the page is closed. The oldest makes room for a new one. */
export class TerminalFiles {
  readonly #files = new Map<string, TerminalFile>()

  /** Takes the place of one with the same name. */
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
