import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { dirname } from 'node:path'
import { expect, test } from 'playwright/test'
import { findFirefox } from '../../scripts/browser.mjs'
import { NO_FIREFOX } from '../support/firefox.ts'
import { chooseRuns, type LanRun } from './cases.ts'
import { isMet, type LanRow, lanTable, medianOf } from './lan-table.ts'
import { measure, type Outcome } from './measure.ts'
import { missingForLan } from './requirements.ts'

/** What `scripts/lan.mjs` was asked for. */
const OPTIONS = JSON.parse(process.env.LAN_OPTIONS ?? '{}') as {
  readonly names?: readonly string[]
  readonly rounds?: number
  readonly json?: string
}

test('between computers', async () => {
  const { names = [], rounds = 1, json } = OPTIONS
  const runs = withFirefox(chooseRuns(names))
  const missing = missingForLan({ lines: runs.some(({ lanCase }) => lanCase.task.kind === 'copy') })
  if (missing) throw new Error(`The laboratory of networks cannot be built: ${missing}.`)

  const rows = runs.map(run => ({ run, outcomes: [] as Outcome[] }))
  // Interleaved, so that a busy moment of the machine does not hit all rounds of one case.
  for (let round = 1; round <= rounds; round++)
    for (const { run, outcomes } of rows) {
      const outcome = await measure(run.lanCase, run.pair).catch(
        (error: Error): Outcome => ({ value: undefined, how: '', failure: error.message }),
      )
      outcomes.push(outcome)
      const { value, how, failure = '' } = outcome
      console.log(`round ${round}: ${run.name} ${value?.toFixed(2) ?? 'never'} ${how}${failure}`)
    }
  console.log(`\n${lanTable(rows)}\n`)
  if (json) writeReport(json, rows)
  const missed = rows.filter(row => !isMet(row)).map(({ run }) => run.name)
  expect(missed, 'these missed their targets').toEqual([])
})

function withFirefox(runs: readonly LanRun[]): readonly LanRun[] {
  if (findFirefox()) return runs
  console.log(NO_FIREFOX)
  return runs.filter(({ pair }) => pair === 'chromium')
}

function writeReport(file: string, rows: readonly LanRow[]): void {
  const machine = { cpu: cpus()[0]?.model, cores: availableParallelism() }
  const report = rows.map(row => ({
    name: row.run.name,
    about: row.run.lanCase.about,
    task: row.run.lanCase.task,
    median: medianOf(row) ?? null,
    isMet: isMet(row),
    rounds: row.outcomes,
  }))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ machine, rows: report }, null, 2)}\n`)
  console.log(`written to ${file}`)
}
