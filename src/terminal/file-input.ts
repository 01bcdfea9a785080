import { CommandError } from '#commands/command-error.ts'
import type { Command } from '#commands/define-command.ts'
import type { TerminalFile } from './terminal-files.ts'

/** Finds a file by its name on the line, or asks the person for one; undefined if they choose none. */
type FindFile = (name: string | undefined) => Promise<TerminalFile | undefined>

/** `--name value`, with or without quotes. */
const optionOnLine = (name: string) =>
  new RegExp(`(?:^|\\s)--${name}(?:=|\\s+)(?:"([^"]*)"|'([^']*)'|(\\S+))`)

/**
 * Parses a line and adds the file for a command that takes bytes: `--bytes name` names a file that
 * was dropped on the terminal, and without it the person is asked for one. The file's name and type are added if the
 * command has options for them and the line does not set them. `parse` throws for errors in the rest of the
 * line before the person is asked.
 */
export async function parseWithFile<T>(
  command: Command,
  line: string,
  parse: (line: string, input: object) => T,
  find: FindFile,
): Promise<T> {
  const [option] = Object.entries(command.options).find(([, { kind }]) => kind.label === 'bytes') ?? []
  if (option === undefined) return parse(line, {})
  const found = optionOnLine(option).exec(line)
  // If the file is optional, the person is not asked.
  if (!found && option !== 'bytes') return parse(line, {})

  const name = found ? (found[1] ?? found[2] ?? found[3]) : undefined
  const rest = found ? line.replace(found[0], ' ') : line
  parse(rest, { [option]: new Blob() })
  const file = await find(name)
  if (!file) {
    throw new CommandError(
      name === undefined ? 'CANCELLED' : 'FILE_UNKNOWN',
      name === undefined
        ? `${option}: no file was chosen; choose one`
        : `${option}: there is no file "${name}" on the terminal; drop it here first`,
    )
  }
  const beside = Object.entries({ name: file.name, type: file.type }).filter(
    ([name, value]) => value !== '' && name in command.options && !line.includes(`--${name}`),
  )
  return parse(rest, { [option]: file.content, ...Object.fromEntries(beside) })
}

/** A result that is a file: its bytes, and its other fields. */
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
