import type { Browser } from 'playwright/test'
import { startSourceServer } from '../support/source-server.ts'
import type { Hashrate } from './hashrate.ts'
import type { Row } from './row.ts'
import type { SignatureRates } from './signatures.ts'
import type { StateTimes } from './state.ts'

/**
 * Measurements in the browser without the app: the mining kernel against `@noble/hashes`, signatures, the
 * state tree, and the import of blocks.
 */
export async function measureInPage(browser: Browser): Promise<Row[]> {
  const server = await startSourceServer()
  const page = await browser.newPage()
  const run = async (path: string, name: string) => {
    await page.goto(server.blank)
    return page.evaluate(async ([from, call]) => (await import(from))[call](), [path, name] as const)
  }
  try {
    const rate: Hashrate = await run('/e2e/bench/hashrate.ts', 'measureHashrate')
    const signatures: SignatureRates = await run('/e2e/bench/signatures.ts', 'measureSignatures')
    const state: StateTimes = await run('/e2e/bench/state.ts', 'measureState')
    const imported: { native: number; noble: number } = await run('/e2e/bench/import.ts', 'measureImport')
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
      { name: 'hash rate, ratio', value: rate.ratio, unit: '× noble', goal: '≥ 15' },
      { name: 'signatures of a block, 1 000 senders', value: signatures.block, unit: '/s' },
      {
        name: 'signatures, ratio to noble alone',
        value: signatures.block / signatures.noble,
        unit: '× noble',
        goal: '≥ 6',
      },
      {
        name: 'signatures, ratio to noble alone, without helpers',
        value: signatures.thread / signatures.noble,
        unit: '× noble',
      },
      {
        name: 'signatures, WebCrypto alone on one thread',
        value: signatures.webCrypto / signatures.noble,
        unit: '× noble',
      },
      { name: 'state, 2 000 of 100 000 keys and the root', value: state.changeMs, unit: 'ms' },
      { name: 'state of 100 000 entries, opened', value: state.openMs, unit: 'ms' },
      { name: 'import without network and disk', value: imported.native, unit: 'tx/s' },
      {
        name: 'import, ratio to noble checking the signatures',
        value: imported.native / imported.noble,
        unit: '× noble',
      },
    ]
  } finally {
    await page.close()
    await server.stop()
  }
}
