import { createInterface } from 'node:readline'
import { renderText } from '#commands/text.ts'
import type { Clock } from '#lib/clock.ts'
import type { Failure, Result } from '#lib/result.ts'
import { withDeadline } from '#lib/timeout-signal.ts'
import { MAX_HISTORY_LINES } from '../limits.ts'
import { commandWords, complete } from './completion.ts'
import { readHistory, writeHistory } from './history.ts'

/** Completion works without the page's help if it takes longer. */
const HELP_TIMEOUT_MS = 2_000

type Run = (line: string, signal: AbortSignal) => Promise<Result<unknown, Failure>>

export interface Prompt {
  /** Writes a line above the one that is being typed. */
  print(line: string): void
  /** Resolves when the person leaves. */
  readonly left: Promise<void>
  close(): void
}

interface Dependencies {
  readonly run: Run
  readonly clock: Clock
  readonly historyFile: string
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
}

/** Keeps line breaks, and shows all other characters that could control the terminal. */
const errorText = ({ code, message }: Failure): string =>
  `${code}: ${message}`
    .split('\n')
    .map(line => renderText(line))
    .join('\n')

/**
 * A prompt with the page's commands: Tab completes, ↑ goes back, Ctrl-C stops a running command, `exit` and
 * Ctrl-D leave.
 */
export function openPrompt({ run, clock, historyFile, input, output }: Dependencies): Prompt {
  let commands: ReturnType<typeof commandWords> = []
  let running: AbortController | undefined

  const lines = createInterface({
    input,
    output,
    prompt: 'tabchain> ',
    history: readHistory(historyFile),
    historySize: MAX_HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (line, done) => {
      void words().then(known => done(null, complete(known, line)))
    },
  })
  lines.on('history', history => writeHistory(historyFile, history))
  lines.on('line', line => void take(line.trim()))
  lines.on('SIGINT', () => {
    if (running) return running.abort()
    if (lines.line === '') print('"exit" or Ctrl-D leaves.')
    // Clears the line, as shells do.
    lines.write(null, { ctrl: true, name: 'e' })
    lines.write(null, { ctrl: true, name: 'u' })
  })
  const left = new Promise<void>(resolve => lines.once('close', resolve))
  lines.prompt()

  async function take(line: string): Promise<void> {
    if (line === 'exit' || line === 'quit') return lines.close()
    if (line !== '') await execute(line)
    lines.prompt()
  }

  async function execute(line: string): Promise<void> {
    running = new AbortController()
    const asJson = /\s--json$/.test(line)
    const result = await run(asJson ? line.replace(/\s--json$/, '') : line, running.signal)
    running = undefined
    const text = result.ok
      ? asJson
        ? JSON.stringify(result.value, null, 2)
        : renderText(result.value)
      : errorText(result.error)
    output.write(`${text}\n`)
  }

  /** Requested on demand: a node that starts has no help yet. */
  async function words() {
    if (commands.length > 0) return commands
    const help = await withDeadline(clock, HELP_TIMEOUT_MS, [], signal => run('help', signal))
    commands = help.ok ? commandWords(help.value) : []
    return commands
  }

  function print(line: string): void {
    output.write(`\r\x1b[K${line}\n`)
    if (!running) lines.prompt(true)
  }
  return { print, left, close: () => lines.close() }
}
