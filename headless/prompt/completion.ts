/** A command as `help` lists it. */
interface HelpEntry {
  readonly usage: string
}

interface CommandWords {
  readonly name: string
  readonly options: readonly string[]
}

/** The words of commands, from the result of the page's `help`. Any other value completes nothing. */
export function commandWords(help: unknown): CommandWords[] {
  if (!Array.isArray(help)) return []
  return (help as HelpEntry[]).map(({ usage }) => ({
    name: usage.split(/\s*[<[]/)[0]?.trim() ?? '',
    options: [...new Set([...usage.matchAll(/--[a-zA-Z]+/g)].map(([option]) => option))],
  }))
}

/**
 * The possible next words of the line, and the part of it that they replace: in the form of node:readline.
 */
export function complete(commands: readonly CommandWords[], line: string): [string[], string] {
  const known = commands.filter(({ name }) => line.startsWith(`${name} `))
  // `address list` rather than `address`: the longest name counts.
  const command = known.sort((a, b) => b.name.length - a.name.length)[0]
  const word = /\S*$/.exec(line)?.[0] ?? ''
  if (command && word.startsWith('-'))
    return [command.options.filter(option => option.startsWith(word)).map(option => `${option} `), word]

  const names = [...commands.map(({ name }) => name), 'exit'].filter(name =>
    name.startsWith(line.trimStart()),
  )
  return [names.map(name => `${name} `), line.trimStart()]
}
