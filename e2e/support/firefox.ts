import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { findFirefox } from '../../scripts/browser.mjs'
import { WAIT_MS } from './expectations.ts'

/** A new profile without connections of its own: no updates, no captive portals, no telemetry. */
export const QUIET_PREFERENCES = {
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
}

/** WebRTC works on loopback. */
const LOOPBACK_PREFERENCES = {
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
}

/** Firefox over WebDriver BiDi, headless, or undefined on a machine without it. */
export async function launchFirefox(): Promise<Browser | undefined> {
  const executablePath = findFirefox()
  if (!executablePath) return undefined
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: { ...QUIET_PREFERENCES, ...LOOPBACK_PREFERENCES },
    timeout: WAIT_MS,
    protocolTimeout: WAIT_MS,
  })
}

/** A page with the same timeouts as Chromium's. */
export async function openPage(firefox: Browser): Promise<Page> {
  const page = await firefox.newPage()
  page.setDefaultTimeout(WAIT_MS)
  page.setDefaultNavigationTimeout(WAIT_MS)
  return page
}

/** Why a journey is skipped. */
export const NO_FIREFOX =
  'there is no Firefox (firefox-esr or firefox on the path, or FIREFOX_PATH): its results are not compared'
