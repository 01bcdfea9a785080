import { availableParallelism } from 'node:os'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { breakpointNames } from './scripts/breakpoint-names.ts'
import { browserLaunchOptions } from './scripts/browser.mjs'
import { deadline } from './scripts/deadline.mjs'
import { HangReporter } from './scripts/hang-reporter.mjs'
import { meteredQuickJs } from './scripts/metered-quickjs.ts'
import { texts } from './scripts/texts.ts'
import { effort } from './src/testing/effort.ts'

/** For a test, or a hook, that hangs. The slowest takes a few seconds on the machine that deadlines are chosen for. */
const TEST_MS = deadline(effort(180_000, 1_800_000))
/** For a wait within a test. */
const WAIT_MS = deadline(60_000)
/** Where `npm test` wants the report. */
const REPORT = process.env.TEST_REPORT

/** Unit tests run in Node; `*.browser.test.ts` run in Chromium, because they need IndexedDB, workers or WebCrypto as browsers have them. */
export default defineConfig({
  plugins: [meteredQuickJs(), texts(), breakpointNames()],
  test: {
    testTimeout: TEST_MS,
    hookTimeout: TEST_MS,
    expect: { poll: { timeout: WAIT_MS } },
    provide: { waitMs: WAIT_MS, isLong: effort(0, 1) === 1 },
    unstubGlobals: true,
    reporters: [
      'default',
      new HangReporter(2 * TEST_MS),
      ...(REPORT ? [['json', { outputFile: REPORT }] as ['json', object]] : []),
    ],
    // Vitest would leave one core to itself.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Files of one worker share what they load, which is most of the time of a small one. So a file leaves nothing behind in
          // what is global.
          isolate: false,
          setupFiles: ['src/testing/node-setup.ts'],
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
            isolate: false,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
