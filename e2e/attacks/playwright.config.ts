import { defineConfig } from 'playwright/test'
import { browserLaunchOptions } from '../../scripts/browser.mjs'

/** `npm run attacks`: every attack of the laboratory against the built app in real Chromium. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.attacks.ts',
  outputDir: '../../test-results/attacks',
  workers: 1,
  timeout: 1_200_000,
  expect: { timeout: 60_000 },
  use: { launchOptions: browserLaunchOptions() },
  reporter: [['line']],
})
