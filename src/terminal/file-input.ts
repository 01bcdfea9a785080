import { CommandError } from '#commands/command-error.ts'
import type { Command } from '#commands/define-command.ts'
import type { TerminalFile } from './terminal-files.ts'

/** Finds a file by its name on the line, or asks the person for one; undefined when they give none. */
type FindFile = (name: string | undefined) => Promise<TerminalFile | undefined>

/** `--name value`, with the value in quotes or without. */
const optionOnLine = (name: string) =>
  new RegExp(`(?:^|\\s)--${name}(?:=|\\s+)(?:"([^"]*)"|'([^']*)'|(\\S+))`)

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
  const [option] = Object.entries(command.options).find(([, { kind }]) => kind.label === 'bytes') ?? []
  if (option === undefined) return parse(line, {})
  const found = optionOnLine(option).exec(line)
  // Where the file is one way of several, nobody is asked for it.
  if (!found && option !== 'bytes') return parse(line, {})

  const name = found ? (found[1] ?? found[2] ?? found[3]) : undefined
  const rest = found ? line.replace(found[0], ' ') : line
  parse(rest, { [option]: new Blob() })
  const file = await find(name)
  if (!file) {
    throw new CommandError(
      name === undefined ? 'CANCELLED' : 'FILE_UNKNOWN',
      name === undefined
        ? `${option}: no file was chosen`
        : `${option}: there is no file "${name}" here; drop it on the terminal first`,
    )
  }
  const beside = Object.entries({ name: file.name, type: file.type }).filter(
    ([name, value]) => value !== '' && name in command.options && !line.includes(`--${name}`),
  )
  return parse(rest, { [option]: file.content, ...Object.fromEntries(beside) })
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
