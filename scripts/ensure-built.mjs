import { fileURLToPath } from 'node:url'
import { isBuilt } from './fingerprint.mjs'
import { runNode } from './run-command.mjs'

const BUILD = fileURLToPath(new URL('build.mjs', import.meta.url))

/**
 * Builds the parts (`app`, `server`, `headless`) that are missing or older than their sources. Ends the
 * process if that fails.
 */
export async function ensureBuilt(...parts) {
  const missing = parts.filter(part => !isBuilt(part))
  if (missing.length === 0) return
  console.error(`Building the ${missing.join(' and the ')} …`)
  const code = await runNode(BUILD, ['--only', missing.join(',')], { toStderr: true })
  if (code !== 0) process.exit(code)
}
