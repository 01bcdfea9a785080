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
import { fileOf, parseWithFile } from './file-input.ts'
import { helpText } from './help-text.ts'
import { WATCH_SECONDS } from './limits.ts'
import { colouredLook, dim, errorText, good } from './look.ts'
import { readScript, type ScriptLine } from './script.ts'
import { quoteWatched, terminalCommands } from './terminal-commands.ts'
import type { TerminalFile, TerminalFiles } from './terminal-files.ts'
import { type Screen, watch } from './watch.ts'
import { typedWords } from './words.ts'

/** The terminal's surroundings. */
export interface TerminalSide {
  /** Asks the person for a file; undefined if they choose none. */
  choose(): Promise<TerminalFile | undefined>
  /** Offers a file for download. */
  save(file: TerminalFile): void
}

interface RunnerParts {
  readonly api: NodeApi
  readonly effects: Effects
  readonly screen: Screen
  readonly clock: Pick<Clock, 'after'>
  readonly side: TerminalSide
  readonly files: TerminalFiles
  print(text: string): void
  /** Asks the person for a secret. */
  ask(label: string): Promise<string>
  /** Called when a command changed the lines that the node keeps. */
  onLinesChanged(): Promise<void>
}

/** Lines of a script or of pasted text, and the name that messages use. */
export interface Script {
  readonly name: string
  readonly lines: readonly ScriptLine[]
}

/** Runs lines and scripts of a terminal, one at a time, and shows their results. It does not read keys. */
export class CommandRunner {
  readonly commands: readonly Command[]
  readonly #parts: RunnerParts
  /** Signals of commands that run within a script. */
  readonly #scripts = new WeakSet<AbortSignal>()

  constructor(parts: RunnerParts) {
    this.#parts = parts
    this.commands = [
      ...COMMANDS,
      ...terminalCommands({
        clear: () => parts.screen.write(CLEAR),
        run: (file, signal) => this.#runFile(file, signal),
        watch: (line, every, signal) => this.#watch(line, every, signal),
      }),
    ]
  }

  /** Runs a line and shows its result. */
  async execute(typed: string, signal: AbortSignal): Promise<void> {
    const text = await this.#resultOf(typed, signal)
    if (text !== undefined) this.#parts.print(text)
  }

  /** The result of a command as text for this window; undefined if the command shows it itself. */
  async #resultOf(typed: string, signal: AbortSignal): Promise<string | undefined> {
    const { api, effects, screen, side } = this.#parts
    const named = commandOf(this.commands, wordsOf(typed))
    const parse = (line: string, input: object) => taken(parseLine(this.commands, quoteWatched(line), input))
    const find = async (name?: string) =>
      name === undefined ? await side.choose() : this.#parts.files.get(name)
    const secret = named ? await this.#askSecret(named, typed) : {}
    const parseAll = (line: string, input: object) => parse(line, { ...secret, ...input })
    const { command, values, json } = named
      ? await parseWithFile(named, typed, parseAll, find)
      : parse(typed, {})

    const result = await command.run({ api, effects, commands: this.commands, signal }, values)
    if (signal.aborted || result === undefined) return undefined
    if (command.name === 'lines') await this.#parts.onLinesChanged()
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
        `command: "${first}" cannot be watched; give a command that shows something`,
      )
    if (this.#scripts.has(signal))
      throw new CommandError('VALUE_BAD', 'watch: it never ends, so a script cannot use it; remove the line')
    taken(parseLine(this.commands, line))

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
    if (last !== '') this.#parts.print(last)
  }

  async #runFile(name: string | undefined, signal: AbortSignal): Promise<void> {
    if (this.#scripts.has(signal))
      throw new CommandError('VALUE_BAD', 'run: a script cannot run another; join the two files')
    const file = name === undefined ? await this.#parts.side.choose() : this.#parts.files.get(name)
    if (!file) {
      const here = this.#parts.files.names().join(', ') || 'none'
      throw new CommandError(
        name === undefined ? 'CANCELLED' : 'FILE_UNKNOWN',
        name === undefined
          ? 'file: no file was chosen'
          : `file: there is no file "${name}" on the terminal; drop it here first, or type "run" to choose one (here: ${here})`,
      )
    }
    this.#parts.files.add(file)
    const lines = taken(readScript(await file.content.text(), file.name))
    await this.runScript({ name: file.name, lines }, signal)
  }

  /** Runs lines one after the other, and stops at the first that fails. */
  async runScript({ name, lines }: Script, signal: AbortSignal): Promise<void> {
    this.#scripts.add(signal)
    for (const { number, text } of lines) {
      this.#parts.print(dim(`${number}> ${visible(text)}`))
      await this.execute(text, signal).catch(error => {
        const { code, message } = failureOf(error)
        throw new CommandError(code, `${name}, line ${number}: ${message}`)
      })
      if (signal.aborted) return
    }
    this.#parts.print(good(`${name}: ${lines.length} commands done`))
  }

  /**
   * A command whose only argument is a secret may be typed without it: the terminal then asks for it, hidden,
   * and twice for a new one.
   */
  async #askSecret(command: Command, typed: string): Promise<object> {
    const [first, more] = Object.entries(command.arguments)
    const isBare = wordsOf(typed.trim()).length === command.name.split(' ').length
    if (!first || more || !isBare) return {}
    const [name, { kind, need }] = first
    if (!kind.secret || need !== 'required') return {}

    const answer = await this.#parts.ask(name)
    if (kind.secret === 'new' && (await this.#parts.ask(`${name} again`)) !== answer) {
      throw new CommandError(
        'VALUE_BAD',
        `${name}: the two entries differ; nothing was changed, so try again`,
      )
    }
    return { [name]: answer }
  }

  /** Whether this line holds a secret, which must not be kept. */
  holdsSecret(line: string): boolean {
    const command = commandOf(this.commands, wordsOf(line))
    if (!command) return false
    return Object.values({ ...command.arguments, ...command.options }).some(({ kind }) => kind.secret)
  }
}

/** Clears the window and what was scrolled out of it. */
export const CLEAR = '\x1b[H\x1b[2J\x1b[3J'

const wordsOf = (line: string) => typedWords(line).map(({ text }) => text)

/** The code and message of a failed command. */
export function failureOf(error: unknown): Pick<CommandError, 'code' | 'message'> {
  if (error instanceof CommandError) return error
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) }
}
