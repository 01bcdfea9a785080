import { existsSync, readFileSync } from 'node:fs'

/** How many checks of a step passed, failed and were skipped. */
const counts = (passed, failed, skipped = 0) => ({ passed, failed, skipped })

/** A step whose report is missing or empty did not do its work, whatever its exit code says. */
const NOTHING = counts(0, 1)

/** A command is one check. */
export const countExit = code => (code === 0 ? counts(1, 0) : counts(0, 1))

/** Vitest's JSON report. A file that cannot be loaded has no tests and counts as one failure. */
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

/** Playwright's JSON report. A test that passes only when it is tried again has failed. */
export function countPlaywright(file, code) {
  const report = readJson(file)
  if (!report) return NOTHING
  const { expected, unexpected, flaky, skipped } = report.stats
  return settled(counts(expected, unexpected + flaky, skipped), code)
}

/** The checks of scripts/build.mjs. */
export function countBuild(file, code) {
  const checks = readJson(file)
  if (!checks) return NOTHING
  const passed = checks.filter(({ ok }) => ok).length
  return settled(counts(passed, checks.length - passed), code)
}

/** Failures that the report does not know (a crash after the tests, an unhandled error) are in the exit code. */
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

/** The last line of `npm test`. */
export function summary(steps) {
  const sum = name => steps.reduce((total, step) => total + step[name], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
