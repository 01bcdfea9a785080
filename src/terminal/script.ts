import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_SCRIPT_CHARACTERS, MAX_SCRIPT_LINES } from './limits.ts'

/** A command of a script, with its line's number from 1. */
export interface ScriptLine {
  readonly number: number
  readonly text: string
}

/**
 * The commands of a script: one a line, without blank lines and those whose first character is `#`. `name` is
 * how a message names it.
 */
export function readScript(text: string, name: string): Result<ScriptLine[], Failure> {
  if (text.length > MAX_SCRIPT_CHARACTERS)
    return fail(
      'SCRIPT_TOO_LONG',
      `${name}: it has ${text.length} characters, at most ${MAX_SCRIPT_CHARACTERS} are read`,
    )
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  if (lines.length > MAX_SCRIPT_LINES)
    return fail(
      'SCRIPT_TOO_LONG',
      `${name}: it has ${lines.length} lines, at most ${MAX_SCRIPT_LINES} are run`,
    )
  if (text.includes('\0'))
    return fail('SCRIPT_BAD', `${name}: it is no text; give a file with one command a line`)

  return ok(
    lines
      .map((line, i) => ({ number: i + 1, text: line.trim() }))
      .filter(line => line.text !== '' && !line.text.startsWith('#')),
  )
}
