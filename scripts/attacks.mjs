import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './ensure-browser.mjs'
import { isBuilt } from './fingerprint.mjs'
import { ensureInstalled } from './install.mjs'
import { runNode } from './run-command.mjs'

/**
 * `npm run attacks`: builds what is missing, runs every attack of the laboratory in real Chromium, and writes
 * docs/attacks.md.
 */
process.chdir(fileURLToPath(new URL('../', import.meta.url)))
await ensureInstalled()
process.env.CHROMIUM_PATH = await ensureBrowser()
const built = isBuilt('app') && isBuilt('server') ? 0 : await runNode('scripts/build.mjs', [])
process.exitCode =
  built ||
  (await runNode('node_modules/playwright/cli.js', [
    'test',
    '-c',
    'e2e/attacks/playwright.config.ts',
    ...process.argv.slice(2),
  ]))
