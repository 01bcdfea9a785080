import { CommandError } from '../commands/command-error.ts'
import type { Command } from '../commands/define-command.ts'
import type { TerminalFile } from './shelf.ts'

/** Finds a file by its name on the line, or asks the person for one; undefined when they give none. */
type FindFile = (name: string | undefined) => Promise<TerminalFile | undefined>

const BYTES = /(?:^|\s)--bytes(?:=|\s+)(?:"([^"]*)"|'([^']*)'|(\S+))/

/**
 * A command that takes bytes gets them beside the line: on it, `--bytes name` names a file that was handed to the terminal, and without it one is asked for.
 * Its name and type go with it where the command has options for them and the line does not say otherwise. `parse` throws what is wrong with the rest of the
 * line, before anybody is asked.
 */
export async function parseWithFile<T>(
  command: Command,
  line: string,
  parse: (line: string, input: object) => T,
  find: FindFile,
): Promise<T> {
  const parameters = { ...command.arguments, ...command.options }
  if (parameters.bytes?.kind.label !== 'bytes') return parse(line, {})

  const found = BYTES.exec(line)
  const name = found ? (found[1] ?? found[2] ?? found[3]) : undefined
  const rest = found ? line.replace(found[0], ' ') : line
  parse(rest, { bytes: new Blob() })
  const file = await find(name)
  if (!file) {
    throw new CommandError(
      name === undefined ? 'CANCELLED' : 'FILE_UNKNOWN',
      name === undefined
        ? 'bytes: no file was chosen'
        : `bytes: there is no file "${name}" here; drop it on the terminal first, or leave --bytes out to choose one`,
    )
  }
  const beside = Object.entries({ name: file.name, type: file.type }).filter(
    ([option, value]) => value !== '' && option in command.options && !line.includes(`--${option}`),
  )
  return parse(rest, { bytes: file.content, ...Object.fromEntries(beside) })
}

/** A result that is a file: its bytes, and what else it says. */
export function fileOf(
  result: unknown,
  command: Command,
): { readonly file: TerminalFile; readonly rest: object } | undefined {
  if (typeof result !== 'object' || result === null || !('bytes' in result)) return undefined
  const { bytes, ...rest } = result
  if (!(bytes instanceof Uint8Array)) return undefined
  const { name, type } = rest as { name?: unknown; type?: unknown }
  return {
    rest,
    file: {
      name: typeof name === 'string' && name !== '' ? name : command.name.replace(' ', '-'),
      type: typeof type === 'string' ? type : 'application/octet-stream',
      content: new Blob([bytes as Uint8Array<ArrayBuffer>]),
    },
  }
}
