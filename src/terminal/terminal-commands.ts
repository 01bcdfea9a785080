import { type Command, defineCommand, option, optional, required } from '#commands/define-command.ts'
import { type Kind, text } from '#commands/kinds.ts'
import { fail, ok } from '#lib/result.ts'
import { MAX_WATCH_SECONDS, MIN_WATCH_SECONDS } from './limits.ts'
import { quoted } from './words.ts'

/** Actions that only a terminal has. */
interface TerminalActions {
  clear(): void
  run(file: string | undefined, signal: AbortSignal): Promise<void>
  watch(line: string, everySeconds: number | undefined, signal: AbortSignal): Promise<void>
}

const seconds: Kind<number> = {
  label: 'seconds',
  parse(value, field) {
    const number = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN
    if (number >= MIN_WATCH_SECONDS && number <= MAX_WATCH_SECONDS) return ok(number)
    return fail(
      'VALUE_BAD',
      `${field}: "${value}" is not valid; give seconds from ${MIN_WATCH_SECONDS} to ${MAX_WATCH_SECONDS}`,
    )
  },
}

/**
 * The terminal's own commands, beside those of the node. They show their results themselves and resolve to
 * nothing.
 */
export function terminalCommands(actions: TerminalActions): readonly Command[] {
  return [
    defineCommand({
      name: 'watch',
      summary: 'Repeats a command and shows its result in place, until Ctrl-C',
      arguments: { command: required(text, 'the command, with its arguments and options') },
      options: { every: option(seconds, 'the interval in seconds (default 2)') },
      run: (context, { command, every }) => actions.watch(command, every, signalOf(context)),
    }),
    defineCommand({
      name: 'run',
      summary: 'Runs a file of commands, one per line; stops at the first that fails',
      arguments: { file: optional(text, 'a file that you dropped here; without it you are asked for one') },
      run: (context, { file }) => actions.run(file, signalOf(context)),
    }),
    defineCommand({
      name: 'clear',
      summary: 'Empties the window',
      run: async () => actions.clear(),
    }),
  ]
}

const signalOf = ({ signal }: { signal: AbortSignal | undefined }) => signal ?? new AbortController().signal

const WATCH = /^\s*watch\s+(?:--every(?:=|\s+)(\S+)(?:\s+|$))?(.*?)(?:\s+--every(?:=|\s+)(\S+))?\s*$/is

/**
 * Turns the line that `watch` repeats, with its options and quotes, into one word. Other lines are returned
 * unchanged.
 */
export function quoteWatched(line: string): string {
  const [, first, watched, last] = WATCH.exec(line) ?? []
  if (!watched) return line
  const every = [first, last].flatMap(value => (value === undefined ? [] : [`--every ${quoted(value)}`]))
  return ['watch', ...every, '--', quoted(watched)].join(' ')
}
