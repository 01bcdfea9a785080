import { fileURLToPath } from 'node:url'
import { networkLink, testNetwork } from '../support/test-network.ts'
import { buildNetwork, type Cable } from './build-network.ts'
import { openChromium } from './chromium-tab.ts'
import { openFirefox } from './firefox-tab.ts'
import { firstMatch } from './first-match.ts'
import type { BrowserName, BrowserPair, LanCase } from './lan-case.ts'
import type { LanTab } from './lan-tab.ts'
import { Namespaces } from './namespaces.ts'

const SERVER = fileURLToPath(new URL('../../dist-server/server.js', import.meta.url))
const SERVER_COMPUTER = 'server'
/** The default of `npm start`. */
const APP_PORT = 8080
const OPEN = { chromium: openChromium, firefox: openFirefox }
const BROWSERS: Readonly<Record<BrowserPair, readonly [BrowserName, BrowserName]>> = {
  chromium: ['chromium', 'chromium'],
  mixed: ['chromium', 'firefox'],
  firefox: ['firefox', 'firefox'],
}

/** The tabs of a case in its network, both ready. */
export interface OpenCase {
  readonly tabs: readonly [LanTab, LanTab]
  /** When the second tab was ready, as `performance.now()` says. */
  readonly readyAt: number
  /** The cable of the second tab's computer. */
  readonly cable: Cable
}

/**
 * Builds the network of a case, starts the app's server and opens its two tabs in this pair of browsers, one after
 * the other; removes everything when `use` ends. Needs a built app and what `missingForLan` checks.
 */
export async function withCase<T>(
  { name, network, server, tabs }: LanCase,
  pair: BrowserPair,
  use: (open: OpenCase) => Promise<T>,
): Promise<T> {
  const namespaces = await Namespaces.open()
  try {
    const { cable } = await buildNetwork(namespaces, network, APP_PORT)
    const flags = ['--host', '0.0.0.0', '--port', String(APP_PORT), '--https', ...server]
    const running = namespaces.start(SERVER_COMPUTER, [process.execPath, SERVER, ...flags])
    await firstMatch(running, /https:/)

    const [address] = (network.computers[SERVER_COMPUTER]?.address ?? '').split('/')
    const genesis = testNetwork(name)
    const open = async (index: 0 | 1): Promise<LanTab> => {
      const { on, opens = address } = tabs[index]
      const tab = await OPEN[BROWSERS[pair][index]](namespaces, on)
      await tab.open(networkLink(`https://${opens}:${APP_PORT}/`, genesis))
      return tab
    }
    const both = [await open(0), await open(1)] as const
    return await use({ tabs: both, readyAt: performance.now(), cable: cable(tabs[1].on) })
  } finally {
    await namespaces.close()
  }
}
