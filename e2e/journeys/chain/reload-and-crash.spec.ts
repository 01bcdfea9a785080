import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright/test'
import { browserLaunchOptions } from '../../../scripts/browser.mjs'
import { expect, test } from '../../support/journey.ts'
import { Tab } from '../../support/tab.ts'

test.use({ firstVisit: true })

test('a reloaded tab continues from its database', async ({ newTab }) => {
  const tab = await newTab()
  await tab.mine(5)
  const before = { status: await tab.status(), address: (await tab.address()).address }
  const { txId } = await tab.run<{ txId: string }>(`send main 1 ${before.address}`)

  await tab.page.reload()
  await tab.ready()
  const after = await tab.status()
  expect(after.tip).toBe(before.status.tip)
  expect(after.stateRoot).toBe(before.status.stateRoot)
  expect(after.peerId).toBe(before.status.peerId)
  expect((await tab.address()).address).toBe(before.address)
  // The payment that was in no block yet still waits.
  expect((await tab.run<{ status: string }>(`tx ${txId}`)).status).toBe('pending')
  expect(after.mempool).toBe(1)
})

test('after kill -9 the tab continues from its database', async ({ link }) => {
  const profile = mkdtempSync(join(tmpdir(), 'tabchain-crash-'))
  const launch = () => chromium.launchPersistentContext(profile, browserLaunchOptions())
  const first = await launch()
  try {
    const tab = await new Tab(await first.newPage()).open(link)
    await tab.mine(5)
    const before = { status: await tab.status(), address: (await tab.address()).address }

    killBrowser(profile)
    await first.close().catch(() => {})

    const second = await launch()
    const again = await reopened(second, link)
    const after = await again.status()
    expect(after.tip).toBe(before.status.tip)
    expect(after.height).toBe(5)
    expect(after.stateRoot).toBe(before.status.stateRoot)
    expect((await again.address()).address).toBe(before.address)
    await again.mine(1)
    expect((await again.status()).height).toBe(6)
    await second.close()
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
})

async function reopened(context: BrowserContext, link: string): Promise<Tab> {
  return new Tab(await context.newPage()).open(link)
}

/** Ends the browser of this profile folder, and with it the tab, without any chance to clean up. */
function killBrowser(profile: string): void {
  const pids = execFileSync('pgrep', ['-f', `user-data-dir=${profile}`], { encoding: 'utf8' })
    .trim()
    .split('\n')
  for (const pid of pids) {
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It ended with its parent.
    }
  }
}
