import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserLaunchOptions } from './scripts/browser.mjs'
import { meteredQuickJs } from './scripts/metered-quickjs.ts'

/** Unit tests run in Node; `*.browser.test.ts` run in Chromium, because they need IndexedDB, workers or WebCrypto as browsers have them. */
export default defineConfig({
  plugins: [meteredQuickJs()],
  test: {
    // Deadlines for what hangs, not for what is slow: the machine may be busy.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A test that runs away ends itself, not the machine.
          execArgv: ['--max-old-space-size=2048'],
          include: [
            'src/**/*.test.ts',
            'signaling/**/*.test.ts',
            'headless/**/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        // Found while tests run, each of these would make Vite reload the page under them.
        optimizeDeps: {
          include: [
            'dexie',
            '@noble/curves/ed25519.js',
            '@noble/hashes/hmac.js',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            '@scure/base',
            '@scure/bip39',
            '@scure/bip39/wordlists/english.js',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts', 'src/**/*.browser.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
