import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { browserCandidates, browserLaunchOptions } from './browser.mjs'
import { runCommand, runNode } from './run-command.mjs'

const PLAYWRIGHT = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url))
/** For a registry that does not answer, and a browser that does not start; not for slow ones. */
const INSTALL_TIMEOUT_MS = 15 * 60_000
const LAUNCH_TIMEOUT_MS = 3 * 60_000

/**
 * The path of a Chromium that runs: an installed one, else one from apt on a Debian with root, else
 * Playwright's. Each is started once, because a distribution's stub or a missing library looks like a browser
 * until then. Throws, with what to do, if there is none.
 */
export async function ensureBrowser() {
  const refusals = []
  const found = await firstThatRuns(refusals)
  if (found) return found
  if (process.env.CHROMIUM_PATH)
    throw new Error(
      `The Chromium of CHROMIUM_PATH does not run: set it to another, or unset it.\n${refusals.join('\n')}`,
    )

  for (const install of [byApt, byPlaywright]) {
    if (!(await install())) continue
    const installed = await firstThatRuns(refusals)
    if (installed) return installed
  }
  throw new Error(
    `No Chromium runs here, and none could be installed. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.\n${refusals.join('\n')}`,
  )
}

async function firstThatRuns(refusals) {
  for (const path of browserCandidates()) {
    try {
      const browser = await chromium.launch({
        ...browserLaunchOptions(),
        executablePath: path,
        timeout: LAUNCH_TIMEOUT_MS,
      })
      await browser.close()
      return path
    } catch (error) {
      refusals.push(`  ${path}: ${String(error).split('\n').slice(0, 3).join(' ')}`)
    }
  }
  return undefined
}

async function byApt() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false
  console.log('Installing Chromium by apt …')
  const options = { timeoutMs: INSTALL_TIMEOUT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true }
  try {
    if ((await runCommand('apt-get', ['update'], options)) !== 0) return false
    return (
      (await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)) === 0
    )
  } catch {
    // A Debian without apt-get.
    return false
  }
}

async function byPlaywright() {
  console.log("Installing Playwright's Chromium …")
  return (await runNode(PLAYWRIGHT, ['install', 'chromium'], { timeoutMs: INSTALL_TIMEOUT_MS })) === 0
}
