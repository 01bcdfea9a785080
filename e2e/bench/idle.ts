import type { Browser } from 'playwright/test'
import type { PeerResult } from '#api/results.ts'
import { linked, type Tab } from '../support/tab.ts'
import { median, type Row } from './row.ts'

const COUNTS = [4, 12, 24]
/** Links rotate and files are announced meanwhile. */
const MEASURED_MS = 60_000
const SETTLE_MS = 20_000

/**
 * What tabs cost that nobody uses, as contexts of one browser on loopback: bytes per tab and minute over its
 * links, and processor time of the renderers. Tabs hold a recorded file in three copies and make no blocks.
 */
export async function measureIdle(browser: Browser, newTab: () => Promise<Tab>): Promise<Row[]> {
  const tabs = [await newTab()]
  await (tabs[0] as Tab).mine(1)
  await (tabs[0] as Tab).page.evaluate(() =>
    window.tabchain.run('file add main', { name: 'note', type: 'text/plain', bytes: new Uint8Array(1_000) }),
  )
  await (tabs[0] as Tab).mine(1)
  const rows: Row[] = []
  for (const count of COUNTS) {
    while (tabs.length < count) tabs.push(await newTab())
    await linked(tabs, Math.min(count - 1, 6))
    await pause(SETTLE_MS)
    rows.push(...(await measured(browser, tabs)))
  }
  return rows
}

async function measured(browser: Browser, tabs: readonly Tab[]): Promise<Row[]> {
  const [before, busyBefore] = [await traffic(tabs), await renderersBusyS(browser)]
  const began = performance.now()
  await pause(MEASURED_MS)
  const [after, busyAfter] = [await traffic(tabs), await renderersBusyS(browser)]
  const seconds = (performance.now() - began) / 1_000
  const perMinute = (direction: 'bytesIn' | 'bytesOut') =>
    after.map((links, i) =>
      [...links].reduce((sum, [peerId, link]) => {
        const earlier = before[i]?.get(peerId)
        // A link that came meanwhile began at nought.
        return (
          sum +
          (link[direction] - (earlier && earlier[direction] <= link[direction] ? earlier[direction] : 0)) /
            (1_024 * (seconds / 60))
        )
      }, 0),
    )
  const name = `idle, ${tabs.length} tabs`
  return [
    { name: `${name}: received by a tab, median`, value: median(perMinute('bytesIn')), unit: 'KiB/min' },
    { name: `${name}: … most`, value: Math.max(...perMinute('bytesIn')), unit: 'KiB/min' },
    { name: `${name}: sent by a tab, median`, value: median(perMinute('bytesOut')), unit: 'KiB/min' },
    {
      name: `${name}: renderers, per tab`,
      value: (100 * (busyAfter - busyBefore)) / seconds / tabs.length,
      unit: '% of a core',
    },
  ]
}

const traffic = (tabs: readonly Tab[]) =>
  Promise.all(
    tabs.map(async tab => new Map((await tab.run<PeerResult[]>('peers')).map(peer => [peer.peerId, peer]))),
  )

/** Processor time of all renderers since they began. */
async function renderersBusyS(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
