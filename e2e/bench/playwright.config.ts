import { defineConfig } from 'playwright/test'
import { browserLaunchOptions } from '../../scripts/browser.mjs'

/** `npm run bench`: measures the built app in real Chromium. Nothing here passes or fails by a time. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../test-results/bench',
  workers: 1,
  timeout: 1_200_000,
  use: { launchOptions: browserLaunchOptions() },
  reporter: [['line']],
})
