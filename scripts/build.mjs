import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { BUDGETS } from './budgets.mjs'
import { measureBundles } from './bundle-sizes.mjs'
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs'
import { ensureInstalled } from './install.mjs'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/**
 * Builds the app into `dist/` and the server into `dist-server/`, and checks the bundle budgets. `--server-only` leaves the app out;
 * `--report <file>` writes the outcome of each check as JSON.
 */
const { values: options } = parseArgs({
  options: { 'server-only': { type: 'boolean' }, report: { type: 'string' } },
})

await ensureInstalled()
const { build } = await import('vite')

const stamp = readStamp()
const checks = [await builds('server', 'signaling/vite.config.ts')]
if (!options['server-only']) {
  checks.push(await builds('app', 'vite.config.ts', 'vite.proof.config.ts'))
  if (checks.every(({ ok }) => ok)) checks.push(...budgetChecks())
}
writeStamp(stamp)

if (options.report) {
  mkdirSync(dirname(options.report), { recursive: true })
  writeFileSync(options.report, JSON.stringify(checks, null, 2))
}
const failed = checks.filter(({ ok }) => !ok)
for (const { name, reason } of failed) console.error(`\nBuild failed: ${name}: ${reason}`)
process.exit(failed.length === 0 ? 0 : 1)

async function builds(half, ...configFiles) {
  const sources = fingerprint(half)
  delete stamp[half]
  try {
    for (const configFile of configFiles) {
      await build({ root: ROOT, configFile: `${ROOT}${configFile}`, logLevel: 'warn' })
    }
    stamp[half] = sources
    return { name: half, ok: true }
  } catch (error) {
    return { name: half, ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

function budgetChecks() {
  const { entries, unbudgeted } = measureBundles(`${ROOT}dist`, BUDGETS)
  console.log('\n  entry             gzip kB   budget kB   files')
  for (const { entry, bytes, maxBytes, files } of entries)
    console.log(
      `  ${entry.padEnd(16)}${kB(bytes)}${kB(maxBytes).padStart(12)}${String(files.length).padStart(8)}`,
    )

  return [
    ...entries.map(({ entry, files, bytes, maxBytes, ok }) => ({
      name: `budget of the ${entry}`,
      ok,
      reason:
        files.length === 0
          ? 'no built file matches it; see scripts/budgets.mjs'
          : `${kB(bytes).trim()} kB of ${kB(maxBytes).trim()} kB gzip; see scripts/budgets.mjs`,
    })),
    ...unbudgeted.map(file => ({
      name: `budget of ${file}`,
      ok: false,
      reason: 'this worker has none; add it to scripts/budgets.mjs',
    })),
  ]
}

function kB(bytes) {
  return (bytes / 1000).toFixed(1).padStart(9)
}
