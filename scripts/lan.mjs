import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBrowser } from './ensure-browser.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureInstalled } from './install.mjs'
import { runNode } from './run-command.mjs'

/**
 * `npm run lan`: builds what is missing, opens tabs on separate computers, which are network namespaces, and
 * prints how fast they link in each network of e2e/lan/cases.ts. `npm run lan -- guest-wifi symmetric` runs
 * only these cases; `--rounds 3` takes medians, `--json <file>` writes all figures. Needs Linux, root or user
 * namespaces, iproute2 and nftables; ends with an error if a case misses its target.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '1' }, json: { type: 'string' } },
})
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`--rounds must be a whole number from 1, not "${values.rounds}".`)
  process.exit(1)
}
process.chdir(fileURLToPath(new URL('../', import.meta.url)))
await ensureInstalled()
process.env.CHROMIUM_PATH = await ensureBrowser()
await ensureBuilt('app', 'server')
process.env.LAN_OPTIONS = JSON.stringify({ names: positionals, rounds, json: values.json })
process.exitCode = await runNode('node_modules/playwright/cli.js', [
  'test',
  '-c',
  'e2e/lan/playwright.config.ts',
])
