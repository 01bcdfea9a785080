import { existsSync } from 'node:fs'
import { type BrowserContext, chromium } from 'playwright'
import { browserLaunchOptions, findBrowser } from '../../scripts/browser.mjs'
import { HeadlessFault } from '../fault.ts'
import { freeBrowserFolder } from './leftover.ts'

const LAUNCH_TIMEOUT_MS = 60_000

export interface BrowserOptions {
  /** The folder where the browser stores the page's data. */
  readonly folder: string
  readonly sandbox: boolean
  /** Whether untrusted certificates are accepted. */
  readonly insecure: boolean
}

/** Starts a Chromium without a window on this folder. It ends with this process at the latest. */
export async function launchBrowser({ folder, sandbox, insecure }: BrowserOptions): Promise<BrowserContext> {
  const browser = findBrowser()
  if (browser === undefined || !existsSync(browser))
    throw new HeadlessFault(
      'BROWSER_MISSING',
      'There is no Chromium on this machine: install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium), or set CHROMIUM_PATH to one.',
    )
  await freeBrowserFolder(folder)

  // Chromium refuses to run with its sandbox as root.
  const sandboxed = sandbox && process.getuid?.() !== 0
  try {
    return await chromium.launchPersistentContext(folder, {
      ...browserLaunchOptions({ sandbox: sandboxed }),
      chromiumSandbox: sandboxed,
      ignoreHTTPSErrors: insecure,
      timeout: LAUNCH_TIMEOUT_MS,
      // The runner stops it in order.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
  } catch (cause) {
    throw new HeadlessFault('BROWSER_FAILED', launchMessage(String(cause)), { cause })
  }
}

function launchMessage(reason: string): string {
  if (/no usable sandbox|sandbox.*(failed|denied|not permitted)/i.test(reason))
    return 'Chromium may not create its sandbox here (in a container, or where user namespaces are forbidden): allow it, or run with --no-sandbox.'
  // Playwright's first lines have the error, the rest is Chromium's whole output.
  const lines = reason.split('\n').filter(line => line.trim() !== '')
  const informative = lines.find(line =>
    /error while loading|cannot open|ERROR|FATAL|not executable/.test(line),
  )
  return `Chromium (${findBrowser()}) does not start: ${[lines[0], informative].filter(Boolean).join(' ').slice(0, 600)}`
}
