import type { Browser, Page } from 'puppeteer-core'
import type { StatusResult } from '#api/results.ts'
import { launchFirefox, NO_FIREFOX, openPage } from '../../support/firefox.ts'
import { found } from '../../support/founding.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, converged, linked } from '../../support/tab.ts'

interface Sent {
  readonly txId: string
}

let firefox: Browser | undefined
test.beforeAll(async () => {
  firefox = await launchFirefox()
  if (!firefox) console.log(NO_FIREFOX)
})
test.afterAll(() => firefox?.close())

const run = <T>(page: Page, line: string): Promise<T> =>
  page.evaluate(text => window.tabchain.run(text), line) as Promise<T>

test('a Firefox tab joins a network of Chromium tabs and computes the same receipts and state', async ({
  newTab,
}) => {
  test.skip(firefox === undefined, NO_FIREFOX)
  const alice = await newTab()
  const link = await found(alice, {
    name: 'Two engines',
    symbol: 'TWO',
    consensus: 'poa',
    spacingMs: 1000,
    timeoutMs: 3000,
    futureMs: 2000,
    premine: '1000',
  })
  const bob = await newTab({ link })
  await linked([alice, bob], 1)
  const deployed = await alice.run<Sent & { address: string }>('contract deploy main --template poll', {
    args: ['Where to?', ['sea', 'hills']],
  })
  await confirmed([alice, bob], deployed.txId)
  const vote = await alice.run<Sent>(`contract call main ${deployed.address} vote 1`)
  await confirmed([alice, bob], vote.txId)

  const page = await openPage(firefox as Browser)
  page.on('pageerror', error => console.log('Firefox:', String(error)))
  await page.goto(link)
  await page.waitForFunction(() => window.tabchain !== undefined)
  await page.evaluate(() => window.tabchain.ready)
  await expect(async () => {
    const [here, there] = [await alice.status(), await run<StatusResult>(page, 'status')]
    expect(there).toMatchObject({ tip: here.tip, stateRoot: here.stateRoot })
    expect(there.peers).toBeGreaterThan(0)
  }).toPass()

  // it has executed them itself, with the same results
  for (const { txId } of [deployed, vote]) {
    const [here, there] = [
      await alice.run<{ receipt: unknown }>(`tx ${txId}`),
      await run<{ receipt: unknown }>(page, `tx ${txId}`),
    ]
    expect(there.receipt).toEqual(here.receipt)
  }
  expect((await run<StatusResult>(page, 'status')).verified).toBe('full')
  const asked = `contract view ${deployed.address} results`
  const here = await alice.run<{ value: unknown }>(asked)
  expect((await run<{ value: unknown }>(page, asked)).value).toEqual(here.value)

  // and it receives what happens from now on
  const { address } = (await run<{ address: string }[]>(page, 'address list'))[0] as { address: string }
  const paid = await alice.run<Sent>(`send main 10 ${address}`)
  await confirmed([alice, bob], paid.txId)
  await expect(async () => {
    expect((await run<{ status: string }>(page, `tx ${paid.txId}`)).status).toMatch(/confirmed|final/)
  }).toPass()
  const ballot = await run<Sent>(page, `contract call main ${deployed.address} vote 0`)
  await confirmed([alice, bob], ballot.txId)
  await converged([alice, bob])
})
