import type { Browser } from 'playwright/test'
import { createServer } from 'vite'
import type { Hashrate } from './hashrate.ts'
import type { Row } from './row.ts'

/** The mining kernel against `@noble/hashes`, on one thread of the browser. */
export async function measureHashrateInPage(browser: Browser): Promise<Row[]> {
  const server = await createServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
  })
  server.middlewares.use('/blank', (_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html>'),
  )
  await server.listen()
  const page = await browser.newPage()
  try {
    await page.goto(`${server.resolvedUrls?.local[0]}blank`)
    const module = '/e2e/bench/hashrate.ts'
    const rate = (await page.evaluate(
      async path => (await import(path)).measureHashrate(),
      module,
    )) as Hashrate
    return [
      {
        name: `hash rate, one thread, ${rate.kernel}`,
        value: rate.kernelHashesPerSecond / 1e6,
        unit: 'MH/s',
      },
      {
        name: 'hash rate, @noble/hashes in the same run',
        value: rate.nobleHashesPerSecond / 1e6,
        unit: 'MH/s',
      },
      { name: 'hash rate, ratio', value: rate.ratio, unit: '× noble' },
    ]
  } finally {
    await page.close()
    await server.close()
  }
}
