import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { type Bound, bindValues } from './bind-values.ts'
import type { Command } from './define-command.ts'
import { suggest } from './suggest.ts'
import { type Token, tokenize } from './tokenize.ts'

export interface ParsedLine extends Bound {
  readonly command: Command
}

/** Parses a line into a command of `commands` and its values, without running it. */
export function parseLine(
  commands: readonly Command[],
  line: string,
  input: object = {},
): Result<ParsedLine, Failure> {
  const tokens = tokenize(line)
  if (!tokens.ok) return tokens
  const found = findCommand(commands, tokens.value)
  if (!found.ok) return found

  const { command, words } = found.value
  const bound = bindValues(command, tokens.value.slice(words), input)
  return bound.ok ? ok({ command, ...bound.value }) : bound
}

/** The longest name that the line begins with, in any case: phones capitalise the first letter. */
function findCommand(
  commands: readonly Command[],
  tokens: readonly Token[],
): Result<{ command: Command; words: number }, Failure> {
  for (const words of [2, 1]) {
    const name = firstWords(tokens, words)
    const command = commands.find(candidate => candidate.name === name)
    if (command && words <= tokens.length) return ok({ command, words })
  }
  return fail('COMMAND_UNKNOWN', unknownMessage(commands, tokens))
}

function unknownMessage(commands: readonly Command[], tokens: readonly Token[]): string {
  const first = firstWords(tokens, 1)
  if (first === '') return 'command: the line is empty; "help" lists all commands'

  const names = commands.map(({ name }) => name)
  const group = names.filter(name => name.startsWith(`${first} `))
  const near = suggest(firstWords(tokens, 2), group.length > 0 ? group : names) ?? suggest(first, names)
  if (near && (near.includes(' ') || group.length === 0)) {
    return `command: there is no "${firstWords(tokens, near.split(' ').length)}"; did you mean "${near}"?`
  }
  if (group.length > 0) return `command: "${first}" needs another word: ${group.join(', ')}`
  return `command: there is no "${first}"; "help" lists all commands`
}

function firstWords(tokens: readonly Token[], words: number): string {
  return tokens
    .slice(0, words)
    .map(token => token.text.slice(0, 40).toLowerCase())
    .join(' ')
}
