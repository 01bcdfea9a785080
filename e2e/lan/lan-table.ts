import type { LanRun } from './cases.ts'
import type { Task } from './lan-case.ts'
import type { Outcome } from './measure.ts'

/** A run with the outcomes of its rounds. */
export interface LanRow {
  readonly run: LanRun
  readonly outcomes: readonly Outcome[]
}

/** The median of the rounds; a round that did not get there counts as the worst. Undefined: not reached. */
export function medianOf({ run, outcomes }: LanRow): number | undefined {
  const isLowGood = run.lanCase.task.kind !== 'copy'
  const worst = isLowGood ? Number.POSITIVE_INFINITY : 0
  const sorted = outcomes.map(({ value }) => value ?? worst).sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  return median === worst ? undefined : median
}

/** Whether the median reaches the target, and no round lost a link that it should have kept. */
export function isMet(row: LanRow): boolean {
  const { task } = row.run.lanCase
  const median = medianOf(row)
  if (median === undefined || row.outcomes.some(({ failure }) => failure)) return false
  if (task.kind !== 'copy') return median <= task.withinSeconds
  return median >= task.rateShare && row.outcomes.every(({ linksLost }) => linksLost === 0)
}

/** The rows as a Markdown table, which a terminal also shows well. */
export function lanTable(rows: readonly LanRow[]): string {
  const cells = rows.map(row => [
    row.run.name,
    measured(row),
    target(row.run.lanCase.task),
    [...new Set(row.outcomes.map(({ how }) => how))].filter(how => how !== '').join(', ') || '–',
    isMet(row) ? 'yes' : 'NO',
  ])
  const all = [['case', 'measured', 'target', 'how', 'met'], ...cells]
  const widths = [0, 1, 2, 3, 4].map(i => Math.max(3, ...all.map(line => line[i]?.length ?? 0)))
  const text = (line: readonly string[]) =>
    `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = all
  const rule = `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`
  return [text(head), rule, ...body.map(text)].join('\n')
}

function measured(row: LanRow): string {
  if (row.outcomes.some(({ failure }) => failure)) return 'failed'
  const median = medianOf(row)
  const { kind } = row.run.lanCase.task
  if (kind !== 'copy') return median === undefined ? 'never' : `${median.toFixed(1)} s`
  const lost = row.outcomes.reduce((sum, { linksLost = 0 }) => sum + linksLost, 0)
  const share = median === undefined ? 'nothing' : `${median.toFixed(2)} of the rate`
  return lost === 0 ? share : `${share}, ${lost} links lost`
}

const target = (task: Task): string =>
  task.kind === 'copy' ? `${task.rateShare} of the rate` : `${task.withinSeconds} s`
