import type { NodeApi } from '#api/calls.ts'
import type { Effects } from '#commands/define-command.ts'
import { visible } from '#commands/text.ts'
import type { Clock } from '#lib/clock.ts'
import { CLEAR, CommandRunner, failureOf, type Script, type TerminalSide } from './command-runner.ts'
import { complete } from './complete.ts'
import { completionValues } from './completion-values.ts'
import { decodeKeys, type Key } from './keys.ts'
import { MAX_KEYS_AHEAD, PASTED_LINES_SHOWN, STOP_MS } from './limits.ts'
import { dim, errorText } from './look.ts'
import { Prompt } from './prompt.ts'
import { Question } from './question.ts'
import { readScript } from './script.ts'
import { type TerminalFile, TerminalFiles } from './terminal-files.ts'
import type { Screen } from './watch.ts'
import { quoted } from './words.ts'
import { wrapWords } from './wrap.ts'

interface SessionParts {
  readonly api: NodeApi
  readonly effects: Effects
  readonly screen: Screen
  readonly clock: Pick<Clock, 'after'>
  readonly side: TerminalSide
  /** Shown first. */
  readonly welcome: string
}

/**
 * A person at a terminal: typed lines become commands, and their results are shown. One command runs at a
 * time; further keys wait, and Ctrl-C stops it. It does not know the DOM: keys arrive as a terminal sends
 * them, and `screen` receives output for a terminal.
 */
export class Session {
  /** Files that commands can name. */
  readonly files = new TerminalFiles()
  readonly #parts: SessionParts
  readonly #runner: CommandRunner
  readonly #prompt: Prompt
  #started = false
  #running: AbortController | undefined
  #ahead: Key[] = []
  #pasted: Script | undefined
  #question: Question | undefined

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#prompt = new Prompt(parts.screen)
    this.#runner = new CommandRunner({
      ...parts,
      files: this.files,
      print: text => this.#print(text),
      ask: label => this.#ask(label),
      onLinesChanged: () => this.#loadLines(),
    })
  }

  /** Shows the welcome and the first prompt, and loads the lines of earlier sessions. */
  async start(): Promise<void> {
    this.#started = true
    this.#print(wrapWords(this.#parts.welcome, this.#parts.screen.columns).join('\n'))
    await this.#occupy(() => this.#loadLines())
  }

  /** Takes the data that the terminal's keyboard sent. */
  type(data: string): void {
    for (const key of decodeKeys(data)) this.#press(key)
  }

  /** Called when the window has another size. */
  resized(): void {
    // The first size arrives before the first prompt.
    if (this.#started && !this.#running) this.#prompt.draw()
  }

  /** Called when a file was dropped on the terminal. */
  dropped(file: TerminalFile): void {
    this.files.add(file)
    if (this.#running) return
    const name = visible(quoted(file.name))
    this.#prompt.leave()
    this.#print(
      dim(`${name} is on the terminal: "run ${name}" runs it, and --bytes ${name} passes it to a command`),
    )
    this.#prompt.draw()
  }

  #press(key: Key): void {
    if (!this.#running) return this.#edit(key)
    if (this.#question && key.type !== 'cancel') return this.#question.press(key)
    if (key.type === 'cancel') {
      this.#ahead = []
      this.#running.abort()
    } else if (this.#ahead.length < MAX_KEYS_AHEAD) this.#ahead.push(key)
  }

  #edit(key: Key): void {
    switch (key.type) {
      case 'enter':
        return this.#enter()
      case 'cancel':
        this.#pasted = undefined
        this.#prompt.leave('^C')
        return this.#prompt.reset()
      case 'clear':
        this.#parts.screen.write(CLEAR)
        return this.#prompt.drawAnew()
      case 'complete':
        return void this.#occupy(signal => this.#complete(signal), false)
      case 'paste':
        return this.#paste(key.text)
      default:
        return this.#prompt.edit(key)
    }
  }

  #enter(): void {
    const typed = this.#prompt.text
    const pasted = this.#pasted
    this.#prompt.leave()
    this.#pasted = undefined
    if (pasted && typed === '') return void this.#occupy(signal => this.#runner.runScript(pasted, signal))

    const keeps = !this.#runner.holdsSecret(typed) && this.#prompt.history.add(typed)
    void this.#occupy(async signal => {
      if (keeps) await this.#parts.api.terminalLines({ add: typed })
      if (typed.trim() !== '' && !typed.trimStart().startsWith('#')) await this.#runner.execute(typed, signal)
    })
  }

  /**
   * Shows text of several lines and waits for Enter, because commands that were copied by mistake could spend
   * coins.
   */
  #paste(text: string): void {
    const trimmed = text.replace(/[\r\n]+$/, '')
    if (!/[\r\n]/.test(trimmed)) return this.#prompt.edit({ type: 'text', text: trimmed })

    const script = readScript(this.#prompt.text + trimmed, 'pasted text')
    this.#prompt.leave()
    this.#prompt.reset(false)
    if (!script.ok) this.#print(errorText(script.error, this.#parts.screen.columns))
    else {
      this.#pasted = { name: 'pasted text', lines: script.value }
      const shown = script.value.slice(0, PASTED_LINES_SHOWN)
      this.#print(
        shown.map(line => `${dim(String(line.number).padStart(4))}  ${visible(line.text)}`).join('\n'),
      )
      const more = script.value.length - shown.length
      if (more > 0) this.#print(dim(`      … ${more} more`))
      this.#print(dim(`Press Enter to run these ${script.value.length} commands, or Ctrl-C to drop them.`))
    }
    this.#prompt.draw()
  }

  /**
   * Runs `work` while keys wait, shows its error, then prompts. A line that is being typed stays unless it
   * was entered.
   */
  async #occupy(work: (signal: AbortSignal) => Promise<void>, fresh = true): Promise<void> {
    const running = new AbortController()
    this.#running = running
    try {
      await Promise.race([work(running.signal), this.#stopped(running.signal)])
    } catch (error) {
      this.#prompt.leave()
      if (this.#question) this.#print('')
      this.#print(
        running.signal.aborted ? dim('^C stopped') : errorText(failureOf(error), this.#parts.screen.columns),
      )
    }
    this.#running = undefined
    this.#question = undefined
    if (fresh) this.#prompt.reset()
    else this.#prompt.draw()

    while (!this.#running) {
      const key = this.#ahead.shift()
      if (!key) return
      this.#edit(key)
    }
  }

  async #complete(signal: AbortSignal): Promise<void> {
    const before = this.#prompt.beforeCursor
    const values = completionValues(this.#parts.api, () => this.files.names(), signal)
    const { candidates, more, text } = await complete(this.#runner.commands, before, values)
    if (signal.aborted) return
    if (text !== before) return this.#prompt.replaceBefore(text)
    if (candidates.length < 2) return
    this.#prompt.leave()
    this.#print(inColumns(candidates.map(visible), this.#parts.screen.columns))
    if (more) this.#print(dim('… and more; type another character'))
  }

  async #loadLines(): Promise<void> {
    const lines = await this.#parts.api.terminalLines({})
    if (lines.ok) this.#prompt.history.replace(lines.value)
  }

  /**
   * Rejects soon after `signal` aborts, so that the terminal no longer waits for a command that ignores it.
   */
  #stopped(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const stop = () => this.#parts.clock.after(STOP_MS, () => reject(signal.reason))
      signal.addEventListener('abort', stop, { once: true })
    })
  }

  #ask(label: string): Promise<string> {
    return new Promise(resolve => {
      const question = new Question(this.#parts.screen, label, answer => {
        this.#question = undefined
        resolve(answer)
      })
      this.#question = question
      // Characters typed ahead are the beginning of the answer.
      while (this.#question === question) {
        const key = this.#ahead.shift()
        if (!key) return
        question.press(key)
      }
    })
  }

  #print(text: string): void {
    this.#parts.screen.write(`${text.replaceAll('\n', '\r\n')}\r\n`)
  }
}

function inColumns(texts: readonly string[], columns: number): string {
  const width = Math.max(...texts.map(({ length }) => length)) + 2
  const perRow = Math.max(1, Math.floor(columns / width))
  const rows = Array.from({ length: Math.ceil(texts.length / perRow) }, (_, row) =>
    texts.slice(row * perRow, (row + 1) * perRow),
  )
  return rows
    .map(row =>
      row
        .map(text => text.padEnd(width))
        .join('')
        .trimEnd(),
    )
    .join('\n')
}
