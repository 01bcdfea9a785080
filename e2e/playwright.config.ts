import { availableParallelism } from 'node:os'
import { defineConfig } from 'playwright/test'
import { browserLaunchOptions } from '../scripts/browser.mjs'
import { EXPECTATIONS, JOURNEY_MS } from './support/expectations.ts'

/**
 * Journeys in real Chromium against the built app and the real server; run `npm run build` first, or
 * `npm test -- e2e`.
 */
export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  fullyParallel: true,
  // Tabs wait for blocks and for each other a third of the time.
  workers: availableParallelism() + 1,
  retries: 0,
  // If every journey hangs, ten failures show as much as sixty.
  maxFailures: 10,
  timeout: JOURNEY_MS,
  expect: EXPECTATIONS,
  use: { launchOptions: browserLaunchOptions(), trace: 'off', screenshot: 'only-on-failure' },
  reporter: [['list']],
})
