import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './ensure-browser.mjs'
import { ensureInstalled } from './install.mjs'
import { runNode } from './run-command.mjs'

/** `npm run bench`: builds, then measures the build in real Chromium, prints a table and writes `test-results/bench.json`. */
process.chdir(fileURLToPath(new URL('../', import.meta.url)))
await ensureInstalled()
process.env.CHROMIUM_PATH = await ensureBrowser()
const built = await runNode('scripts/build.mjs', [])
process.exitCode =
  built || (await runNode('node_modules/playwright/cli.js', ['test', '-c', 'e2e/bench/playwright.config.ts']))
