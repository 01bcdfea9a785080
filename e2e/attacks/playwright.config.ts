import { defineConfig } from 'playwright/test'
import { browserLaunchOptions } from '../../scripts/browser.mjs'
import { EXPECTATIONS, JOURNEY_MS } from '../support/expectations.ts'

/** `npm run attacks`: every attack of the laboratory against the built app in real Chromium. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.attacks.ts',
  outputDir: '../../test-results/attacks',
  workers: 1,
  // Forty attacks are one test.
  timeout: 4 * JOURNEY_MS,
  expect: EXPECTATIONS,
  use: { launchOptions: browserLaunchOptions() },
  reporter: [['line']],
})
