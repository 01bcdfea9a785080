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
 * Builds the app into `dist/`, the server into `dist-server/` and the always-on peer into `dist-headless/`,
 * and checks the bundle budgets. `--only server,headless` builds these parts; `--report <file>` writes the
 * outcome of each check as JSON.
 */
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, report: { type: 'string' } },
})
const PARTS = [
  ['server', 'signaling/vite.config.ts'],
  ['headless', 'headless/vite.config.ts'],
  ['app', 'vite.config.ts', 'vite.proof.config.ts'],
]
const wanted = options.only?.split(',') ?? PARTS.map(([part]) => part)

await ensureInstalled()
const { build } = await import('vite')

const stamp = readStamp()
const checks = []
for (const [part, ...configFiles] of PARTS) {
  if (wanted.includes(part)) checks.push(await builds(part, ...configFiles))
}
if (wanted.includes('app') && checks.every(({ ok }) => ok)) checks.push(...budgetChecks())
writeStamp(stamp)

if (options.report) {
  mkdirSync(dirname(options.report), { recursive: true })
  writeFileSync(options.report, JSON.stringify(checks, null, 2))
}
const failed = checks.filter(({ ok }) => !ok)
for (const { name, reason } of failed) console.error(`\nBuild failed: ${name}: ${reason}`)
process.exit(failed.length === 0 ? 0 : 1)

async function builds(part, ...configFiles) {
  const sources = fingerprint(part)
  delete stamp[part]
  try {
    for (const configFile of configFiles) {
      await build({ root: ROOT, configFile: `${ROOT}${configFile}`, logLevel: 'warn' })
    }
    stamp[part] = sources
    return { name: part, ok: true }
  } catch (error) {
    return { name: part, ok: false, reason: error instanceof Error ? error.message : String(error) }
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
