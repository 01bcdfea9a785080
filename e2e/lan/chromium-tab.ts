import { join } from 'node:path'
import { chromium } from 'playwright'
import { findBrowser } from '../../scripts/browser.mjs'
import { WAIT_MS } from '../support/expectations.ts'
import { LanTab } from './lan-tab.ts'
import type { Namespaces } from './namespaces.ts'
import { keepConnections } from './paths.ts'

/**
 * Opens a Chromium with a new profile on this computer. Its settings are a user's, so that it hides its
 * addresses behind mDNS names; like a user, it has an exception for the server's certificate.
 */
export async function openChromium(namespaces: Namespaces, computer: string): Promise<LanTab> {
  const context = await chromium.launchPersistentContext(join(namespaces.folder, `chromium-${computer}`), {
    executablePath: namespaces.wrapper(computer, findBrowser() ?? chromium.executablePath()),
    args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
    ignoreHTTPSErrors: true,
    timeout: WAIT_MS,
  })
  context.setDefaultTimeout(WAIT_MS)
  await context.addInitScript(keepConnections)
  return new LanTab(await context.newPage())
}
