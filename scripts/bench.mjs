import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './ensure-browser.mjs'
import { ensureInstalled } from './install.mjs'
import { runNode } from './run-command.mjs'

/**
 * `npm run bench`: builds, then measures the build in real Chromium, prints a table and writes
 * `test-results/bench.json`. `npm run bench -- contracts files` measures only these parts;
 * e2e/bench/all.bench.ts names them.
 */
process.chdir(fileURLToPath(new URL('../', import.meta.url)))
await ensureInstalled()
process.env.BENCH_PARTS = process.argv.slice(2).join(' ')
process.env.CHROMIUM_PATH = await ensureBrowser()
const built = await runNode('scripts/build.mjs', [])
process.exitCode =
  built || (await runNode('node_modules/playwright/cli.js', ['test', '-c', 'e2e/bench/playwright.config.ts']))
