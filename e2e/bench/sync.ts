import type { Tab } from '../support/tab.ts'
import type { Row } from './row.ts'

const BLOCKS = 200
const TRANSFERS = 50

/**
 * A second tab that fetches and imports a chain of full blocks from the first: rate, and the longest task on
 * its page meanwhile.
 */
export async function measureSync(newTab: () => Promise<Tab>): Promise<Row[]> {
  const source = await newTab()
  await grow(source)
  const { height } = await source.status()

  const tab = await newTab()
  await tab.page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { tasks })
    new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration))).observe({
      type: 'longtask',
    })
  })
  const seconds = await tab.page.evaluate(async target => {
    let began = 0
    const stop = window.tabchain.on('sync-started', () => {
      began ||= performance.now()
    })
    began = performance.now()
    while (((await window.tabchain.run('status')) as { height: number }).height < target) {
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    stop()
    return (performance.now() - began) / 1000
  }, height)
  const longest = await tab.page.evaluate(() =>
    Math.max(0, ...(window as unknown as { tasks: number[] }).tasks),
  )

  const transactions = BLOCKS * TRANSFERS
  return [
    { name: `sync of ${BLOCKS} blocks × ${TRANSFERS} transfers`, value: seconds, unit: 's' },
    { name: 'sync, transactions', value: transactions / seconds, unit: 'tx/s' },
    { name: 'longest page task while syncing (0: none over 50)', value: longest, unit: 'ms', goal: '≤ 50' },
  ]
}

async function grow(tab: Tab): Promise<void> {
  await tab.mine(1)
  const { address } = await tab.run<{ address: string }>('address new till')
  const line = `send main 0.001 ${address} --fee 0.001`
  for (let block = 1; block <= BLOCKS; block++) {
    await tab.page.evaluate(
      ([text, count]) => Promise.all(Array.from({ length: count }, () => window.tabchain.run(text))),
      [line, TRANSFERS] as const,
    )
    await tab.mine(1)
    if (block % 20 === 0) console.log(`  growing a chain to sync: ${block} of ${BLOCKS} blocks`)
  }
}
