import { CommandError } from './command-error.ts'
import { type Command, defineCommand, rest } from './define-command.ts'
import { text } from './kinds.ts'
import { suggest } from './suggest.ts'
import { optionUsage, usageOf } from './usage.ts'

/** A command in a list. */
export interface HelpEntry {
  usage: string
  summary: string
}

/** The full help of one command. */
export interface HelpPage extends HelpEntry {
  arguments: { name: string; required: boolean; summary: string }[]
  options: { name: string; usage: string; summary: string }[]
}

export const HELP_COMMAND = defineCommand({
  name: 'help',
  summary: 'Lists the commands, or explains one',
  arguments: { command: rest(text, 'a command, or the first word of several') },
  run: async ({ commands }, { command }) => helpFor(commands, command ?? ''),
})

/** A page for a command, a list for a group such as `address` or, with no name, for all. */
export function helpFor(commands: readonly Command[], name: string): HelpEntry[] | HelpPage {
  const wanted = name.trim().toLowerCase()
  const exact = commands.find(command => command.name === wanted)
  if (exact) return page(exact)

  const group = commands.filter(command => wanted === '' || command.name.startsWith(`${wanted} `))
  if (group.length > 0) return group.map(entry)
  const near = suggest(
    wanted,
    commands.map(command => command.name),
  )
  const remedy = near ? `did you mean "${near}"?` : '"help" lists all commands'
  throw new CommandError('COMMAND_UNKNOWN', `command: there is no "${wanted.slice(0, 40)}"; ${remedy}`)
}

const entry = (command: Command): HelpEntry => ({ usage: usageOf(command), summary: command.summary })

function page(command: Command): HelpPage {
  return {
    ...entry(command),
    arguments: Object.entries(command.arguments).map(([name, { need, summary }]) => ({
      name,
      required: need === 'required',
      summary,
    })),
    options: Object.entries(command.options).map(([name, parameter]) => ({
      name,
      usage: optionUsage(name, parameter),
      summary: parameter.summary,
    })),
  }
}
