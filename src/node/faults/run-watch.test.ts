import { expect, test } from 'vitest'
import { TEST_GENESIS_TIME } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { testId } from '#testing/test-id.ts'
import { RUN_REPORT_MS } from './limits.ts'
import { createRunWatch, SuspectContractError } from './run-watch.ts'

const [a, b] = [testId('aa'), testId('bb')]

test('another contract is reported at once, the same one at intervals', async () => {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const reported: string[] = []
  const beforeRun = createRunWatch(new Set(), source => reported.push(source), clock)
  for (const source of [a, a, b, a]) beforeRun(source)
  expect(reported).toEqual([a, b, a])
  await clock.advance(RUN_REPORT_MS - 1)
  beforeRun(a)
  expect(reported).toHaveLength(3)
  await clock.advance(1)
  beforeRun(a)
  expect(reported).toEqual([a, b, a, a])
})

test('a suspect is not run', () => {
  const beforeRun = createRunWatch(new Set([a]), () => {}, createFakeClock(TEST_GENESIS_TIME))
  expect(() => beforeRun(a)).toThrow(SuspectContractError)
  expect(() => beforeRun(b)).not.toThrow()
})
