import { existsSync, readFileSync } from 'node:fs'

/** How many checks of a step passed, failed and were skipped. */
const counts = (passed, failed, skipped = 0) => ({ passed, failed, skipped })

/** A step whose report is missing or empty did not do its work, whatever its exit code. */
const NOTHING = counts(0, 1)

/** A command is one check. */
export const countExit = code => (code === 0 ? counts(1, 0) : counts(0, 1))

/** Reads Vitest's JSON report. A file that cannot be loaded has no tests and counts as one failure. */
export function countVitest(file, code) {
  const report = readJson(file)
  if (!report) return NOTHING
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some(test => test.status === 'failed'),
  ).length
  return settled(counts(numPassedTests, numFailedTests + brokenFiles, numPendingTests + numTodoTests), code)
}

/** Reads Playwright's JSON report. A test that passes only after a retry has failed. */
export function countPlaywright(file, code) {
  const report = readJson(file)
  if (!report) return NOTHING
  const { expected, unexpected, flaky, skipped } = report.stats
  return settled(counts(expected, unexpected + flaky, skipped), code)
}

/** Reads the checks of scripts/build.mjs. */
export function countBuild(file, code) {
  const checks = readJson(file)
  if (!checks) return NOTHING
  const passed = checks.filter(({ ok }) => ok).length
  return settled(counts(passed, checks.length - passed), code)
}

/** The exit code covers failures outside of the report (a crash after the tests, an unhandled error). */
function settled(count, code) {
  if (count.passed + count.failed === 0) return { ...count, failed: 1 }
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

function readJson(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * The duration of each test file in the report of Vitest or Playwright, in milliseconds; empty for other
 * reports. `root`, which ends with a slash, is left out of the names.
 */
export function fileTimes(report, root) {
  const { testResults = [], suites = [], config } = readJson(report) ?? {}
  return [
    ...testResults.map(({ name, startTime, endTime }) => ({ file: name, ms: endTime - startTime })),
    ...suites.map(suite => ({ file: `${config.rootDir}/${suite.file}`, ms: playedIn(suite) })),
  ].map(({ file, ms }) => ({ file: file.startsWith(root) ? file.slice(root.length) : file, ms }))
}

/** The total duration of all tests of a Playwright suite, including those that ran at the same time. */
function playedIn({ specs = [], suites = [] }) {
  const results = specs.flatMap(({ tests }) => tests.flatMap(test => test.results))
  return sum(results.map(({ duration }) => duration)) + sum(suites.map(playedIn))
}

const sum = numbers => numbers.reduce((total, number) => total + number, 0)

export const slowest = (times, count) => times.toSorted((a, b) => b.ms - a.ms).slice(0, count)

/** The last line of `npm test`. */
export function summary(steps) {
  const all = name => sum(steps.map(step => step[name]))
  const skipped = all('skipped')
  return `${all('passed')} passed, ${all('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
