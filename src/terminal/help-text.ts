import type { HelpEntry, HelpPage } from '#commands/help.ts'
import { dim, strong } from './look.ts'
import { wrapWords } from './wrap.ts'

/** `help` for people: a line for each command, or a page for one. */
export function helpText(help: readonly HelpEntry[] | HelpPage, columns: number): string {
  return 'usage' in help ? page(help, columns) : list(help, columns)
}

function list(entries: readonly HelpEntry[], columns: number): string {
  const names = entries.map(({ usage }) => nameOf(usage))
  return [
    ...pairs(
      entries.map(({ summary }, i) => ({ name: names[i] ?? '', what: summary })),
      columns,
    ),
    '',
    ...wrapWords('"help send" explains one command. Every command takes --json.', columns).map(dim),
  ].join('\n')
}

function page({ usage, summary, arguments: args, options }: HelpPage, columns: number): string {
  return [
    summary,
    '',
    `${dim('usage')}  ${usage}`,
    ...section(
      'arguments',
      args.map(({ name, required, summary: what }) => ({ name: required ? `<${name}>` : `[${name}]`, what })),
      columns,
    ),
    ...section(
      'options',
      options.map(({ usage: name, summary: what }) => ({ name, what })),
      columns,
    ),
  ].join('\n')
}

interface Pair {
  readonly name: string
  readonly what: string
}

const section = (title: string, rows: readonly Pair[], columns: number): string[] =>
  rows.length === 0 ? [] : ['', dim(title), ...pairs(rows, columns)]

/** In two columns if there is room, else below each other. */
function pairs(rows: readonly Pair[], columns: number): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const room = columns - width - 4
  if (room < LEAST_ROOM)
    return rows.flatMap(({ name, what }) => [
      strong(name),
      ...wrapWords(what, columns - 2).map(line => `  ${line}`),
    ])
  return rows.flatMap(({ name, what }) =>
    wrapWords(what, room).map((line, i) => `  ${strong((i === 0 ? name : '').padEnd(width))}  ${line}`),
  )
}

/** In a narrower column sentences are hard to read. */
const LEAST_ROOM = 32

/** The words of a usage before its first argument. */
const nameOf = (usage: string) => usage.replace(/ [<[].*$/s, '')
