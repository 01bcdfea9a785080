import { History } from './history.ts'
import type { Key } from './keys.ts'
import * as line from './line.ts'
import { good } from './look.ts'
import { type Drawn, drawPrompt } from './prompt-rows.ts'
import type { Screen } from './watch.ts'

const PROMPT = { text: 'tab> ', styled: `${good('tab>')} ` }

/**
 * The line at the bottom of the terminal that is being typed: edits it, moves through the history, and draws
 * it.
 */
export class Prompt {
  history = new History()
  readonly #screen: Screen
  #line = line.EMPTY_LINE
  #cut = ''
  #drawn: Drawn | undefined

  constructor(screen: Screen) {
    this.#screen = screen
  }

  get text(): string {
    return this.#line.text
  }

  get beforeCursor(): string {
    return this.#line.text.slice(0, this.#line.cursor)
  }

  /** Replaces the text before the cursor by a completion, without doubling a blank that follows already. */
  replaceBefore(text: string): void {
    const after = this.#line.text.slice(this.#line.cursor)
    const joined = text.endsWith(' ') && after.startsWith(' ') ? text.slice(0, -1) : text
    this.#line = { text: joined + after, cursor: text.length }
  }

  edit(key: Exclude<Key, { type: 'paste' }>): void {
    const next = this.#edited(key)
    if (!next) return
    this.#line = next
    this.draw()
  }

  /** Replaces its last picture. */
  draw(shown = this.#line): void {
    const { output, drawn } = drawPrompt(shown, PROMPT, this.#screen, this.#drawn)
    this.#screen.write(output)
    this.#drawn = drawn
  }

  /** Draws it at the cursor, after the screen was cleared. */
  drawAnew(): void {
    this.#drawn = undefined
    this.draw()
  }

  /** Empties the line, and draws it unless something else is shown first. */
  reset(shown = true): void {
    this.#line = line.EMPTY_LINE
    if (shown) this.draw()
  }

  /** Leaves the line on the screen with `mark` behind it; further output is below. */
  leave(mark = ''): void {
    if (!this.#drawn) return
    this.draw(line.end(this.#line))
    this.#screen.write(`${mark}\r\n`)
    this.#drawn = undefined
  }

  #edited(key: Exclude<Key, { type: 'paste' }>): line.Line | undefined {
    const now = this.#line
    switch (key.type) {
      case 'text':
        return line.insert(now, key.text)
      case 'left':
        return line.left(now)
      case 'right':
        return line.right(now)
      case 'word-left':
        return line.wordLeft(now)
      case 'word-right':
        return line.wordRight(now)
      case 'home':
        return line.home(now)
      case 'end':
        return line.end(now)
      case 'backspace':
        return line.backspace(now)
      case 'delete':
        return line.deleteForward(now)
      case 'cut-to-start':
        return this.#keepCut(line.cutToStart(now))
      case 'cut-to-end':
        return this.#keepCut(line.cutToEnd(now))
      case 'cut-word-before':
        return this.#keepCut(line.cutWordBefore(now))
      case 'cut-word-after':
        return this.#keepCut(line.cutWordAfter(now))
      case 'yank':
        return line.insert(now, this.#cut)
      case 'up':
        return typed(this.history.older(now.text))
      case 'down':
        return typed(this.history.newer())
      default:
        return undefined
    }
  }

  #keepCut({ line: next, cut }: line.Cut): line.Line {
    if (cut !== '') this.#cut = cut
    return next
  }
}

const typed = (text: string | undefined) => (text === undefined ? undefined : line.lineOf(text))
