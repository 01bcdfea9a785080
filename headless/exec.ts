import type { Clock } from '#lib/clock.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import { pause } from './pause.ts'

type Run = (line: string) => Promise<Result<unknown, Failure>>

interface Output {
  /** Prints one line on stdout. */
  result(json: string): void
  /** Prints one line on stderr. */
  error(json: string): void
}

/**
 * Runs the lines one after the other, up to the first that fails. Each result is one line of JSON, and so is
 * the error. Resolves to the failure's code, or undefined if all were done.
 */
export async function execute(
  lines: readonly string[],
  run: Run,
  output: Output,
): Promise<string | undefined> {
  for (const line of lines) {
    const result = await run(line)
    if (!result.ok) {
      output.error(errorLine(result.error, line))
      return result.error.code
    }
    output.result(JSON.stringify(result.value ?? null))
  }
  return undefined
}

/** A failure as a line of JSON; `command` is the line that failed, if there was one. */
export const errorLine = ({ code, message }: Failure, command?: string): string =>
  JSON.stringify({ error: { code, message, ...(command === undefined ? {} : { command }) } })

const LOOK_EVERY_MS = 200

/**
 * Waits until the node has a peer and is synced, or `withinMs` is over: a node that has just started does not
 * know the latest blocks.
 */
export async function settle(run: Run, clock: Clock, withinMs: number): Promise<Result<void, Failure>> {
  const until = clock.now() + withinMs
  while (clock.now() < until) {
    const status = await run('status')
    if (!status.ok) return status
    const { peers, syncing } = status.value as { peers: number; syncing: { state: string } }
    if (peers > 0 && syncing.state === 'idle') break
    await pause(clock, LOOK_EVERY_MS)
  }
  return ok(undefined)
}
