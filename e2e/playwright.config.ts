import { defineConfig } from 'playwright/test'
import { browserLaunchOptions } from '../scripts/browser.mjs'

/** Journeys in real Chromium against the built app and the real server; run `npm run build` first, or `npm test -- e2e`. */
export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  // Tabs mine and check signatures; two files at once would measure each other.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: { launchOptions: browserLaunchOptions(), trace: 'off', screenshot: 'only-on-failure' },
  reporter: [['list']],
})
