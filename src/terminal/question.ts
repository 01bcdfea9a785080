import type { Key } from './keys.ts'
import type { Screen } from './watch.ts'

/** Asks for one line that must stay private: typed characters are shown as dots and not stored. */
export class Question {
  readonly #screen: Screen
  readonly #label: string
  readonly #done: (answer: string) => void
  #typed: readonly string[] = []

  /** `done` receives the answer when Enter is pressed. */
  constructor(screen: Screen, label: string, done: (answer: string) => void) {
    this.#screen = screen
    this.#label = label
    this.#done = done
    this.#draw()
  }

  press(key: Key): void {
    switch (key.type) {
      case 'text':
      case 'paste':
        this.#typed = [...this.#typed, ...key.text.replace(/\p{Cc}/gu, '')]
        return this.#draw()
      case 'backspace':
        this.#typed = this.#typed.slice(0, -1)
        return this.#draw()
      case 'cut-to-start':
        this.#typed = []
        return this.#draw()
      case 'enter':
        this.#screen.write('\r\n')
        return this.#done(this.#typed.join(''))
      default:
        return
    }
  }

  #draw(): void {
    const room = Math.max(0, this.#screen.columns - this.#label.length - 3)
    this.#screen.write(`\r\x1b[K${this.#label}: ${'•'.repeat(Math.min(room, this.#typed.length))}`)
  }
}
