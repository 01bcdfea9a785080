import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const SYSTEM_PATHS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const FIREFOX_NAMES = ['firefox-esr', 'firefox']
const FIREFOX_PATHS = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
]

/** The paths of programs with these names. */
function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap(name => folders.map(folder => join(folder, name)))
}

/**
 * The Chromiums to test with, the best first: `CHROMIUM_PATH` alone if it is set, else Playwright's own, then
 * the system's.
 */
export function browserCandidates() {
  const named = process.env.CHROMIUM_PATH
  if (named) return [named]
  return [chromium.executablePath(), ...onPath(SYSTEM_NAMES), ...SYSTEM_PATHS].filter(path =>
    existsSync(path),
  )
}

/** The Chromium to test with; undefined if there is none. */
export const findBrowser = () => browserCandidates()[0]

/**
 * The Firefox to compare with: `FIREFOX_PATH`, else the system's. Undefined if there is none, and then tests
 * that need it are skipped.
 */
export const findFirefox = () =>
  process.env.FIREFOX_PATH || [...onPath(FIREFOX_NAMES), ...FIREFOX_PATHS].find(path => existsSync(path))

/**
 * Launch options for Playwright that also work as root and in containers (unless with `sandbox`), and without
 * a network.
 */
export function browserLaunchOptions({ sandbox = false } = {}) {
  const executablePath = findBrowser()
  return {
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...(sandbox ? [] : ['--no-sandbox']),
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}
