import type { NodeApi } from '#api/calls.ts'
import { CommandError, taken } from '#commands/command-error.ts'
import type { Command, Effects } from '#commands/define-command.ts'
import type { HelpEntry, HelpPage } from '#commands/help.ts'
import { renderJson } from '#commands/json-text.ts'
import { parseLine } from '#commands/parse-line.ts'
import { COMMANDS } from '#commands/registry.ts'
import { renderText, visible } from '#commands/text.ts'
import type { Clock } from '#lib/clock.ts'
import { commandOf } from './command-of.ts'
import { complete } from './complete.ts'
import { completionValues } from './completion-values.ts'
import { fileOf, parseWithFile } from './file-input.ts'
import { helpText } from './help-text.ts'
import { decodeKeys, type Key } from './keys.ts'
import { MAX_KEYS_AHEAD, PASTED_LINES_SHOWN, STOP_MS, WATCH_SECONDS } from './limits.ts'
import { colouredLook, dim, errorText, good } from './look.ts'
import { Prompt } from './prompt.ts'
import { Question } from './question.ts'
import { readScript, type ScriptLine } from './script.ts'
import { Shelf, type TerminalFile } from './shelf.ts'
import { quoteWatched, terminalCommands } from './terminal-commands.ts'
import { type Screen, watch } from './watch.ts'
import { quoted, typedWords } from './words.ts'
import { wrapWords } from './wrap.ts'

/** What the terminal's surroundings do for it. */
export interface TerminalSide {
  /** Asks the person for a file; undefined when they give none. */
  choose(): Promise<TerminalFile | undefined>
  /** Gives the person a file to keep. */
  save(file: TerminalFile): void
}

interface SessionParts {
  readonly api: NodeApi
  readonly effects: Effects
  readonly screen: Screen
  readonly clock: Pick<Clock, 'after'>
  readonly side: TerminalSide
  /** Shown first. */
  readonly welcome: string
}

/** Lines of a script or of pasted text, with what a message calls them. */
interface Script {
  readonly name: string
  readonly lines: readonly ScriptLine[]
}

/**
 * A person at a terminal: what they type becomes commands, and what those say is shown. One command runs at a time; keys that come meanwhile wait, and
 * Ctrl-C stops it. It knows no DOM: keys come as a terminal sends them, and `screen` gets what a terminal understands.
 */
export class Session {
  /** Files that commands can name. */
  readonly shelf = new Shelf()
  readonly #parts: SessionParts
  readonly #commands: readonly Command[]
  readonly #prompt: Prompt
  #started = false
  #running: AbortController | undefined
  #ahead: Key[] = []
  #pasted: Script | undefined
  #question: Question | undefined
  /** Of the commands that run within a script. */
  readonly #scripts = new WeakSet<AbortSignal>()

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#prompt = new Prompt(parts.screen)
    this.#commands = [
      ...COMMANDS,
      ...terminalCommands({
        clear: () => parts.screen.write('\x1b[H\x1b[2J\x1b[3J'),
        run: (file, signal) => this.#runFile(file, signal),
        watch: (line, every, signal) => this.#watch(line, every, signal),
      }),
    ]
  }

  /** Shows the welcome and the first prompt, with the lines of earlier sessions above it. */
  async start(): Promise<void> {
    this.#started = true
    this.#print(wrapWords(this.#parts.welcome, this.#parts.screen.columns).join('\n'))
    await this.#occupy(() => this.#loadLines())
  }

  /** What the terminal's keyboard sent. */
  type(data: string): void {
    for (const key of decodeKeys(data)) this.#press(key)
  }

  /** The window has another size. */
  resized(): void {
    // The first size comes before the first prompt.
    if (this.#started && !this.#running) this.#prompt.draw()
  }

  /** A file was dropped on the terminal. */
  dropped(file: TerminalFile): void {
    this.shelf.add(file)
    if (this.#running) return
    const name = visible(quoted(file.name))
    this.#prompt.leave()
    this.#print(dim(`${name} is here: "run ${name}" runs it, and --bytes ${name} gives it to a command`))
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
        this.#parts.screen.write('\x1b[H\x1b[2J\x1b[3J')
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
    if (pasted && typed === '') return void this.#occupy(signal => this.#runScript(pasted, signal))

    const keeps = !this.#holdsSecret(typed) && this.#prompt.history.add(typed)
    void this.#occupy(async signal => {
      if (keeps) await this.#parts.api.terminalLines({ add: typed })
      if (typed.trim() !== '' && !typed.trimStart().startsWith('#')) await this.#execute(typed, signal)
    })
  }

  /** Text of several lines is shown and waits for Enter: what was copied by mistake must not spend coins. */
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
      this.#print(dim(`Enter runs these ${script.value.length} commands, Ctrl-C drops them.`))
    }
    this.#prompt.draw()
  }

  /** Runs `work` while keys wait, shows what it fails with, then prompts. A line that is being typed stays unless it was entered. */
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

  async #execute(typed: string, signal: AbortSignal): Promise<void> {
    const text = await this.#resultOf(typed, signal)
    if (text !== undefined) this.#print(text)
  }

  /** What a command says, as text for this window; nothing where it shows things itself. */
  async #resultOf(typed: string, signal: AbortSignal): Promise<string | undefined> {
    const { api, effects, screen, side } = this.#parts
    const named = commandOf(this.#commands, wordsOf(typed))
    const parse = (line: string, input: object) => taken(parseLine(this.#commands, quoteWatched(line), input))
    const find = async (name?: string) => (name === undefined ? await side.choose() : this.shelf.get(name))
    const secret = named ? await this.#askSecret(named, typed) : {}
    const parseAll = (line: string, input: object) => parse(line, { ...secret, ...input })
    const { command, values, json } = named
      ? await parseWithFile(named, typed, parseAll, find)
      : parse(typed, {})

    const result = await command.run({ api, effects, commands: this.#commands, signal }, values)
    if (signal.aborted || result === undefined) return undefined
    if (command.name === 'lines') await this.#loadLines()
    if (json) return renderJson(result)
    if (command.name === 'help') return helpText(result as HelpEntry[] | HelpPage, screen.columns)

    const saved = fileOf(result, command)
    if (!saved) return renderText(result, colouredLook(screen.columns))
    side.save(saved.file)
    const shown = { ...saved.rest, saved: saved.file.name, bytes: saved.file.content.size }
    return renderText(shown, colouredLook(screen.columns))
  }

  async #watch(line: string, everySeconds = WATCH_SECONDS, signal: AbortSignal): Promise<void> {
    const [first = ''] = wordsOf(line)
    if (['watch', 'run', 'clear'].includes(first.toLowerCase()))
      throw new CommandError(
        'VALUE_BAD',
        `command: "${first}" cannot be watched; give one that shows something`,
      )
    if (this.#scripts.has(signal))
      throw new CommandError('VALUE_BAD', 'watch: it never ends, so no script can go on after it')
    taken(parseLine(this.#commands, line))

    const { screen, clock } = this.#parts
    const last = await watch({
      screen,
      clock,
      title: `${line} · every ${everySeconds} s · Ctrl-C stops`,
      everyMs: everySeconds * 1_000,
      signal,
      look: () =>
        this.#resultOf(line, signal).then(
          text => text ?? '',
          error => errorText(failureOf(error), this.#parts.screen.columns),
        ),
    })
    if (last !== '') this.#print(last)
  }

  async #runFile(name: string | undefined, signal: AbortSignal): Promise<void> {
    if (this.#scripts.has(signal))
      throw new CommandError('VALUE_BAD', 'run: a script cannot run another; put them together')
    const file = name === undefined ? await this.#parts.side.choose() : this.shelf.get(name)
    if (!file) {
      const here = this.shelf.names().join(', ') || 'none'
      throw new CommandError(
        name === undefined ? 'CANCELLED' : 'FILE_UNKNOWN',
        name === undefined
          ? 'file: no file was chosen'
          : `file: there is no "${name}"; drop it on the terminal first, or type "run" to choose one (here: ${here})`,
      )
    }
    this.shelf.add(file)
    const lines = taken(readScript(await file.content.text(), file.name))
    await this.#runScript({ name: file.name, lines }, signal)
  }

  async #runScript({ name, lines }: Script, signal: AbortSignal): Promise<void> {
    this.#scripts.add(signal)
    for (const { number, text } of lines) {
      this.#print(dim(`${number}> ${visible(text)}`))
      await this.#execute(text, signal).catch(error => {
        const { code, message } = failureOf(error)
        throw new CommandError(code, `${name}, line ${number}: ${message}`)
      })
      if (signal.aborted) return
    }
    this.#print(good(`${name}: ${lines.length} commands done`))
  }

  async #complete(signal: AbortSignal): Promise<void> {
    const before = this.#prompt.beforeCursor
    const values = completionValues(this.#parts.api, () => this.shelf.names(), signal)
    const { candidates, more, text } = await complete(this.#commands, before, values)
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

  /** Rejects soon after `signal` aborts: a command that does not listen to it is waited for no longer. */
  #stopped(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const stop = () => this.#parts.clock.after(STOP_MS, () => reject(signal.reason))
      signal.addEventListener('abort', stop, { once: true })
    })
  }

  /** A command whose only argument is a secret may be typed without it: it is then asked for, hidden, and a new one twice. */
  async #askSecret(command: Command, typed: string): Promise<object> {
    const [first, more] = Object.entries(command.arguments)
    const isBare = wordsOf(typed.trim()).length === command.name.split(' ').length
    if (!first || more || !isBare) return {}
    const [name, { kind, need }] = first
    if (!kind.secret || need !== 'required') return {}

    const answer = await this.#ask(name)
    if (kind.secret === 'new' && (await this.#ask(`${name} again`)) !== answer) {
      throw new CommandError('VALUE_BAD', `${name}: the two are not the same; nothing was changed`)
    }
    return { [name]: answer }
  }

  #ask(label: string): Promise<string> {
    return new Promise(resolve => {
      const question = new Question(this.#parts.screen, label, answer => {
        this.#question = undefined
        resolve(answer)
      })
      this.#question = question
      // What was typed ahead is the beginning of the answer.
      while (this.#question === question) {
        const key = this.#ahead.shift()
        if (!key) return
        question.press(key)
      }
    })
  }

  #holdsSecret(line: string): boolean {
    const command = commandOf(this.#commands, wordsOf(line))
    if (!command) return false
    return Object.values({ ...command.arguments, ...command.options }).some(({ kind }) => kind.secret)
  }

  #print(text: string): void {
    this.#parts.screen.write(`${text.replaceAll('\n', '\r\n')}\r\n`)
  }
}

const wordsOf = (line: string) => typedWords(line).map(({ text }) => text)

function failureOf(error: unknown): Pick<CommandError, 'code' | 'message'> {
  if (error instanceof CommandError) return error
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) }
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
