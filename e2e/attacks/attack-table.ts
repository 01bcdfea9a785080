import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LabAttackInfo, LabAttackResult, LabExpectation } from '#api/lab-results.ts'
import type { Burden } from './burden.ts'

/** The outcome of one attack; without a result it could not run, and `error` has the reason. */
export interface Outcome {
  readonly attack: LabAttackInfo
  readonly engine: string
  readonly result?: LabAttackResult
  /** The cost to the honest tabs. */
  readonly burden: Burden
  readonly error?: string
}

const PAGE = fileURLToPath(new URL('../../docs/attacks.md', import.meta.url))
const MARK = '<!-- What follows is written by `npm run attacks`. -->'
const HEAD = [
  'attack',
  'network',
  'expected',
  'seen',
  'verdict',
  'attacker cut off',
  'honest tabs agree',
  'sent on, kB',
  'computed, s',
  'memory, MB',
  'held',
]

/** The width of prose in columns. */
const WIDTH = 110

/** Writes the tables into docs/attacks.md, below the introduction that people wrote. */
export function writePage(outcomes: readonly Outcome[]): void {
  const [introduction = ''] = readFileSync(PAGE, 'utf8').split(MARK)
  writeFileSync(PAGE, `${introduction}${MARK}\n\n${sections(outcomes)}`)
}

/** The table in columns, for the terminal. */
export function printed(outcomes: readonly Outcome[]): string {
  const rows = [HEAD, ...outcomes.map(row)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map(cells => cells[column]?.length ?? 0)))
  return rows.map(cells => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')).join('\n')
}

function sections(outcomes: readonly Outcome[]): string {
  const groups = [...new Set(outcomes.map(({ attack }) => attack.group))]
  return groups
    .map(group => {
      const own = outcomes.filter(({ attack }) => attack.group === group)
      const table = [HEAD, HEAD.map(() => '---'), ...own.map(row)].map(cells => `| ${cells.join(' | ')} |`)
      return [`## ${group}`, '', ...own.map(({ attack }) => described(attack)), '', ...table, ''].join('\n')
    })
    .join('\n')
}

/** One attack as an item of a list. */
function described({ title, what, outcome }: LabAttackInfo): string {
  const lines = ['*']
  for (const word of `**${title}.** ${what} ${outcome}`.split(' ')) {
    const line = `${lines.at(-1)} ${word}`
    if (line.length > WIDTH) lines.push(`  ${word}`)
    else lines[lines.length - 1] = line
  }
  return lines.join('\n')
}

function row({ attack, engine, result, burden }: Outcome): string[] {
  const verdicts = result?.verdicts ?? []
  const cut = verdicts.filter(({ cutOff }) => cutOff).length
  return [
    `\`${attack.name}\``,
    engine,
    expected(attack.expects),
    distinct(verdicts.map(({ rule }) => rule || '–')),
    distinct(verdicts.map(({ verdict }) => verdict)),
    cut === 0 ? 'no' : cut === verdicts.length ? 'by all' : `by ${cut} of ${verdicts.length}`,
    yes(result?.agreed),
    (burden.sentBytes / 1e3).toFixed(0),
    `${burden.cpuSeconds.toFixed(1)} of ${burden.seconds.toFixed(0)}`,
    Math.max(0, burden.heapBytes / 1e6).toFixed(0),
    yes(result?.held),
  ]
}

const expected = ({ rule, or = [] }: LabExpectation): string =>
  [rule, ...or].map(code => code || '–').join(' or ')
const distinct = (words: readonly string[]): string => [...new Set(words)].sort().join(', ')
const yes = (is: boolean | undefined): string => (is ? 'yes' : 'NO')
