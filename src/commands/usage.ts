import type { Command, Parameter } from './define-command.ts'

/** The usage line of a command, such as `send <from> <amount> <to> [--fee coins]`. */
export function usageOf(command: Command): string {
  const args = Object.entries(command.arguments).map(([name, { need }]) =>
    need === 'required' ? `<${name}>` : need === 'optional' ? `[${name}]` : `[${name}…]`,
  )
  const options = Object.entries(command.options).map(
    ([name, parameter]) => `[${optionUsage(name, parameter)}]`,
  )
  return [command.name, ...args, ...options].join(' ')
}

/** `--fee coins`, or `--keep` for a flag. */
export function optionUsage(name: string, { kind, need }: Parameter): string {
  return need === 'flag' ? `--${name}` : `--${name} ${kind.label}`
}
