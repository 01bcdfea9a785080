/** A command as `help` lists it. */
interface HelpEntry {
  readonly usage: string
}

interface CommandWords {
  readonly name: string
  readonly options: readonly string[]
}

/** The words of commands, from what the page's `help` resolves to. Anything else completes nothing. */
export function commandWords(help: unknown): CommandWords[] {
  if (!Array.isArray(help)) return []
  return (help as HelpEntry[]).map(({ usage }) => ({
    name: usage.split(/\s*[<[]/)[0]?.trim() ?? '',
    options: [...new Set([...usage.matchAll(/--[a-zA-Z]+/g)].map(([option]) => option))],
  }))
}

/** What the line may go on with, and the part of it that this replaces: as node:readline wants it. */
export function complete(commands: readonly CommandWords[], line: string): [string[], string] {
  const known = commands.filter(({ name }) => line.startsWith(`${name} `))
  // `address list` over `address`: the longest is meant.
  const command = known.sort((a, b) => b.name.length - a.name.length)[0]
  const word = /\S*$/.exec(line)?.[0] ?? ''
  if (command && word.startsWith('-'))
    return [command.options.filter(option => option.startsWith(word)).map(option => `${option} `), word]

  const names = [...commands.map(({ name }) => name), 'exit'].filter(name =>
    name.startsWith(line.trimStart()),
  )
  return [names.map(name => `${name} `), line.trimStart()]
}
