import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isBuilt } from './fingerprint.mjs'
import { followParent } from './follow-parent.mjs'
import { ensureInstalled } from './install.mjs'
import { runNode } from './run-command.mjs'
import {
  countBuild,
  countExit,
  countPlaywright,
  countVitest,
  fileTimes,
  slowest,
  summary,
} from './test-report.mjs'

/**
 * `npm test`: all steps, on a fresh machine too. `npm test -- unit e2e` runs only these steps; `--long` runs
 * the long versions of simulations and random searches (src/testing/effort.ts). It ends with one line, and
 * with an exit code other than 0 if a check failed or none ran.
 */
const ROOT = fileURLToPath(new URL('../', import.meta.url))
const REPORTS = `${ROOT}.cache/test-reports`
const BIN = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/playwright/cli.js',
}
const E2E_CONFIG = 'e2e/playwright.config.ts'

/** The fastest steps are first. `browser`: needs a Chromium. */
const STEPS = [
  { name: 'lint', run: () => exits([BIN.biome, 'ci', '.']) },
  { name: 'types', run: () => exits([BIN.tsc, '-p', '.'], [BIN.tsc, '-p', 'tsconfig.pure.json']) },
  { name: 'knip', run: () => exits([BIN.knip], [BIN.knip, '--production']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'browser', browser: true, run: () => vitest('browser') },
  { name: 'build', run: build },
  // npm fetches an old Node the first time.
  { name: 'oldest-node', byName: true, run: () => exits(['scripts/oldest-node.mjs']) },
  { name: 'e2e', browser: true, run: e2e, absent: () => !existsSync(`${ROOT}${E2E_CONFIG}`) },
]
/** The number of the slowest test files that are named at the end. */
const SLOWEST = 5

process.chdir(ROOT)
followParent()
const [isLong, names] = [
  process.argv.includes('--long'),
  process.argv.slice(2).filter(word => word !== '--long'),
]
if (isLong) process.env.TEST_LONG = '1'
const results = await main(names)
console.log(`\n${summary(results)}`)
const failed = results.some(result => result.failed > 0)
process.exit(failed || !results.some(result => result.passed > 0) ? 1 : 0)

async function main(names) {
  const unknown = names.filter(name => !STEPS.some(step => step.name === name))
  if (unknown.length > 0) {
    console.error(
      `There is no step ${unknown.join(', ')}; choose from ${STEPS.map(({ name }) => name).join(', ')}.`,
    )
    return [countExit(1)]
  }
  const chosen = STEPS.filter(
    ({ name, byName, absent }) => (names.length === 0 ? !byName : names.includes(name)) && !absent?.(),
  )

  await ensureInstalled()
  rmSync(REPORTS, { recursive: true, force: true })
  mkdirSync(REPORTS, { recursive: true })
  const noBrowser = chosen.some(({ browser }) => browser) ? await missingBrowser() : undefined

  const results = []
  for (const step of chosen) results.push(await timed(step, noBrowser))
  console.log('')
  for (const [i, { name }] of chosen.entries()) console.log(`  ${name.padEnd(8)} ${summary([results[i]])}`)
  printSlowest(chosen)
  return results
}

function printSlowest(steps) {
  const times = steps.flatMap(({ name }) => fileTimes(`${REPORTS}/${name}.json`, ROOT))
  if (times.length === 0) return
  console.log(`\n  the slowest of ${times.length} test files:`)
  for (const { file, ms } of slowest(times, SLOWEST))
    console.log(`  ${(ms / 1000).toFixed(1).padStart(6)} s  ${file}`)
}

async function timed({ name, browser, run }, noBrowser) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`)
  const startedAt = Date.now()
  if (browser && noBrowser) console.error(noBrowser)
  const result = browser && noBrowser ? countExit(1) : await run()
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`── ${name}: ${summary([result])} in ${seconds} s`)
  return result
}

/** Finds or installs a Chromium for all steps; returns the reason if there is none. */
async function missingBrowser() {
  const { ensureBrowser } = await import('./ensure-browser.mjs')
  try {
    process.env.CHROMIUM_PATH = await ensureBrowser()
    console.log(`Chromium: ${process.env.CHROMIUM_PATH}`)
    return undefined
  } catch (error) {
    return error.message
  }
}

/** Each command is one check, and all of them run. */
async function exits(...commands) {
  const results = []
  for (const [script, ...args] of commands) results.push(countExit(await runNode(script, args)))
  const sum = name => results.reduce((total, result) => total + result[name], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: 0 }
}

async function vitest(project) {
  const report = `${REPORTS}/${project}.json`
  const code = await runNode(BIN.vitest, ['run', '--project', project], { env: { TEST_REPORT: report } })
  return countVitest(report, code)
}

async function build() {
  const report = `${REPORTS}/build.json`
  const code = await runNode('scripts/build.mjs', ['--report', report])
  return countBuild(report, code)
}

async function e2e() {
  // Alone (`npm test -- e2e`) it must not test the build of other sources.
  if (!['app', 'server', 'headless'].every(isBuilt)) {
    const code = await runNode('scripts/build.mjs', [])
    if (code !== 0) return countExit(code)
  }
  const report = `${REPORTS}/e2e.json`
  const code = await runNode(BIN.playwright, ['test', '-c', E2E_CONFIG, '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  return countPlaywright(report, code)
}
