import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { MAX_SCRIPT_CHARACTERS, MAX_SCRIPT_LINES } from './limits.ts'

/** A command of a script, with the number of its line from 1. */
export interface ScriptLine {
  readonly number: number
  readonly text: string
}

/**
 * The commands of a script, one per line, without blank lines and lines whose first character is `#`.
 * Messages call the script `name`.
 */
export function readScript(text: string, name: string): Result<ScriptLine[], Failure> {
  if (text.length > MAX_SCRIPT_CHARACTERS)
    return fail(
      'SCRIPT_TOO_LONG',
      `${name}: it has ${text.length} characters; divide it into scripts of at most ${MAX_SCRIPT_CHARACTERS}`,
    )
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  if (lines.length > MAX_SCRIPT_LINES)
    return fail(
      'SCRIPT_TOO_LONG',
      `${name}: it has ${lines.length} lines; divide it into scripts of at most ${MAX_SCRIPT_LINES}`,
    )
  if (text.includes('\0'))
    return fail('SCRIPT_BAD', `${name}: this is not a text; give a file with one command per line`)

  return ok(
    lines
      .map((line, i) => ({ number: i + 1, text: line.trim() }))
      .filter(line => line.text !== '' && !line.text.startsWith('#')),
  )
}
