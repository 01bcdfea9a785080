import { defineConfig } from 'playwright/test'

/** `npm run lan`: two tabs on separate computers, over the networks where people meet. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.lan.ts',
  outputDir: '../../test-results/lan',
  workers: 1,
  // All cases are one test, and an outage lasts as long as it has to.
  timeout: 0,
  reportSlowTests: null,
  reporter: [['line']],
})
