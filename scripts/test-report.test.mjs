import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import {
  countBuild,
  countExit,
  countPlaywright,
  countVitest,
  fileTimes,
  slowest,
  summary,
} from './test-report.mjs'

const folder = mkdtempSync(join(tmpdir(), 'tabchain-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content) {
  const file = join(folder, `${Math.random()}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const vitestReport = (passed, failed, testResults = []) =>
  report({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults,
  })

test('tests of a report are counted', () => {
  expect(countVitest(vitestReport(5, 2), 1)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 3 }
  expect(countPlaywright(report({ stats }), 1)).toEqual({ passed: 4, failed: 2, skipped: 3 })
  expect(countBuild(report([{ ok: true }, { ok: false }]), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  expect(countExit(0)).toEqual({ passed: 1, failed: 0, skipped: 0 })
  expect(countExit(2)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a file that cannot be loaded is a failure, one with failed tests is not counted twice', () => {
  const broken = { status: 'failed', assertionResults: [] }
  const red = { status: 'failed', assertionResults: [{ status: 'failed' }] }
  expect(countVitest(vitestReport(5, 1, [broken, red]), 1).failed).toBe(2)
})

test('no report, a broken one, one without tests, and a bad exit after green tests are failures', () => {
  for (const count of [countVitest, countPlaywright, countBuild]) {
    expect(count(join(folder, 'nothing.json'), 0).failed).toBe(1)
    expect(count(report('{'), 0).failed).toBe(1)
  }
  expect(countVitest(vitestReport(0, 0), 0).failed).toBe(1)
  expect(countBuild(report([]), 0).failed).toBe(1)
  expect(countVitest(vitestReport(5, 0), 1)).toMatchObject({ passed: 5, failed: 1 })
})

test('the slowest files of both runners are named, with their total durations', () => {
  const unit = report({
    testResults: [
      { name: '/here/src/a.test.ts', startTime: 1_000, endTime: 1_500 },
      { name: '/here/src/b.test.ts', startTime: 1_500, endTime: 9_500 },
    ],
  })
  const spec = (...durations) => ({ tests: [{ results: durations.map(duration => ({ duration })) }] })
  const journeys = report({
    config: { rootDir: '/here/e2e/journeys' },
    suites: [{ file: 'c.spec.ts', specs: [spec(300)], suites: [{ specs: [spec(2_000), spec(700)] }] }],
  })
  const times = [unit, journeys, report([{ ok: true }]), join(folder, 'nothing.json')].flatMap(file =>
    fileTimes(file, '/here/'),
  )
  expect(times).toHaveLength(3)
  expect(slowest(times, 2)).toEqual([
    { file: 'src/b.test.ts', ms: 8_000 },
    { file: 'e2e/journeys/c.spec.ts', ms: 3_000 },
  ])
})

test('the summary is one line', () => {
  expect(summary([countExit(0), countExit(1)])).toBe('1 passed, 1 failed')
  expect(summary([{ passed: 3, failed: 0, skipped: 2 }])).toBe('3 passed, 0 failed, 2 skipped')
})
