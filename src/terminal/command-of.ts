import type { Command } from '#commands/define-command.ts'

/** The command with the longest name that these words begin with; case does not matter. */
export function commandOf(commands: readonly Command[], words: readonly string[]): Command | undefined {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ').toLowerCase()
    const command = words.length >= count && commands.find(each => each.name === name)
    if (command) return command
  }
  return undefined
}
