import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { test } from '../support/journey.ts'
import { bundleRows } from './bundles.ts'
import { measureContracts } from './contracts.ts'
import { measureFiles } from './files.ts'
import { measureIdle } from './idle.ts'
import { measureInPage } from './in-page.ts'
import { measureOpening } from './opening.ts'
import type { Row } from './row.ts'
import { measureSync } from './sync.ts'

const REPORT = 'test-results/bench.json'

/** `npm run bench -- contracts` measures only the named parts. */
const WANTED = process.env.BENCH_PARTS?.split(' ').filter(name => name !== '') ?? []
/** Takes five minutes, so only when it is named. */
const BY_NAME = 'idle'

test('bench', async ({ browser, server, link, newTab }) => {
  const parts: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
    bundles: bundleRows,
    page: () => measureInPage(browser),
    contracts: () => measureContracts(browser),
    opening: () => measureOpening(browser, link),
    sync: () => measureSync(newTab),
    files: () => measureFiles(newTab),
    idle: () => measureIdle(browser, newTab),
  }
  const unknown = WANTED.find(name => !(name in parts))
  if (unknown)
    throw new Error(
      `"${unknown}" is not a part of the benchmark; choose from ${Object.keys(parts).join(', ')}`,
    )
  const rows: Row[] = []
  for (const [name, measure] of Object.entries(parts)) {
    if (WANTED.length === 0 ? name !== BY_NAME : WANTED.includes(name)) rows.push(...(await measure()))
  }
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    browser: browser.version(),
    server: server.url,
  }
  mkdirSync('test-results', { recursive: true })
  writeFileSync(REPORT, `${JSON.stringify({ machine, rows }, null, 2)}\n`)
  console.log(table(rows), `\nwritten to ${REPORT}`)
})

function table(rows: readonly Row[]): string {
  const columns = rows.map(({ name, value, unit, goal }) => [name, format(value), unit, goal ?? ''] as const)
  const widths = [0, 1, 2, 3].map(i => Math.max(...columns.map(row => row[i as 0].length)))
  return `\n${columns.map(row => row.map((cell, i) => (i === 1 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ')).join('\n')}\n`
}

function format(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 })
}
