import type { NodeApi } from '#api/calls.ts'
import { taken } from './command-error.ts'
import type { Effects } from './define-command.ts'
import { parseLine } from './parse-line.ts'
import { COMMANDS } from './registry.ts'

/**
 * Runs a command line. `input` gives arguments and options by name instead of on the line, for what is
 * awkward to quote. Resolves to plain JSON (amounts in coins as text); rejects with a `CommandError`.
 * `signal` stops a long command.
 */
export type Run = (line: string, input?: object, signal?: AbortSignal) => Promise<unknown>

/** Runs commands on `api`. `effects` are actions that only the page can do: open another network, reload. */
export function createRunner(api: NodeApi, effects: Effects): Run {
  return async (line, input, signal) => {
    const { command, values } = taken(parseLine(COMMANDS, line, input))
    return await command.run({ api, effects, commands: COMMANDS, signal }, values)
  }
}
