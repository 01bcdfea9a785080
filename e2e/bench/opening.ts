import type { Browser, Page } from 'playwright/test'
import { median, type Row } from './row.ts'

const ROUNDS = 7

/**
 * From the start of the navigation until the node runs: with nothing stored, and again with cache, code cache
 * and database.
 */
export async function measureOpening(browser: Browser, link: string): Promise<Row[]> {
  const cold: number[] = []
  const warm: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(link)
    cold.push(await readyAt(page))
    await page.reload()
    await readyAt(page)
    await page.reload()
    warm.push(await readyAt(page))
    await context.close()
  }
  return [
    { name: 'open → ready, cold (median)', value: median(cold), unit: 'ms', goal: '< 2000' },
    { name: 'open → ready, warm (median)', value: median(warm), unit: 'ms' },
  ]
}

function readyAt(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await window.tabchain.ready
    return performance.now()
  })
}
