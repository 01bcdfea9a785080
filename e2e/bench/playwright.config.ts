import { defineConfig } from 'playwright/test'
import { browserLaunchOptions } from '../../scripts/browser.mjs'
import { EXPECTATIONS, JOURNEY_MS } from '../support/expectations.ts'

/** `npm run bench`: measures the built app in real Chromium. No time makes it pass or fail. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../test-results/bench',
  workers: 1,
  // All measurements are one test.
  timeout: 4 * JOURNEY_MS,
  expect: EXPECTATIONS,
  use: { launchOptions: browserLaunchOptions() },
  reporter: [['line']],
})
