import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.mjs'

const ROOT = new URL('../', import.meta.url)
const MINIMUM_NODE = [20, 19]

/**
 * Ends the process with a clear message if Node is too old for the tools. Uses nothing that such a Node
 * lacks.
 */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [needMajor, needMinor] = MINIMUM_NODE
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return
  console.error(
    `Tabchain needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`,
  )
  process.exit(1)
}

/**
 * The number of packages of the lockfile that are not installed in its version. Packages for other platforms
 * do not count.
 */
export function missingPackages() {
  const wanted = packagesOf(new URL('package-lock.json', ROOT)) ?? {}
  const installed = packagesOf(new URL('node_modules/.package-lock.json', ROOT)) ?? {}
  return Object.entries(wanted).filter(
    ([path, { version, optional, link }]) =>
      path !== '' && !optional && !link && installed[path]?.version !== version,
  ).length
}

function packagesOf(lockfile) {
  if (!existsSync(lockfile)) return undefined
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages
}

/** Installs what is missing, and reports it in plain words. Ends the process if that fails. */
export async function ensureInstalled() {
  requireNode()
  const missing = missingPackages()
  if (missing === 0) return

  const fresh = !existsSync(new URL('node_modules/.package-lock.json', ROOT))
  console.error(`Installing ${missing} packages (${fresh ? 'one or two minutes' : 'a moment'}) …`)
  const startedAt = Date.now()
  const args = [
    // Not `npm ci`: it refuses a lockfile that was written where the registry has no packages for other
    // platforms.
    'install',
    '--no-save',
    // The build needs them also where NODE_ENV=production is set.
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefix',
    fileURLToPath(ROOT),
  ]
  const code = await npm(args)
  if (code === 0) {
    console.error(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`)
    return
  }
  console.error(
    'The packages could not be installed; see the output of npm above. Check the network, then run "npm install" by hand.',
  )
  process.exit(1)
}

function npm(args) {
  // npm's output is about the start, not a result of the program that is started.
  const options = { toStderr: true }
  const script = process.env.npm_execpath
  // `npm_execpath` may belong to another package manager.
  if (script?.endsWith('npm-cli.js')) return runCommand(process.execPath, [script, ...args], options)
  return runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options)
}
