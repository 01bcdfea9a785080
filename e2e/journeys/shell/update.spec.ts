import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '../../support/journey.ts'
import { startServer } from '../../support/server.ts'
import { networkLink, testNetwork } from '../../support/test-network.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

test.use({ firstVisit: true })

test('a new version asks before it takes over', async ({ newTab }) => {
  const home = mkdtempSync(join(tmpdir(), 'tabchain-update-'))
  for (const part of ['dist', 'dist-server']) cpSync(join(ROOT, part), join(home, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'))
  const server = await startServer({ home })
  try {
    const tab = await newTab({ link: networkLink(server.url, testNetwork('update')) })
    await tab.page.evaluate(() => navigator.serviceWorker.ready)
    // From its second load on, the page is controlled by the old version's service worker.
    await tab.page.reload()
    await tab.ready()

    appendFileSync(join(home, 'dist/sw.js'), '\n// a newer build\n')
    await tab.page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    const ask = tab.page.getByRole('button', { name: 'Update and reload' })
    await expect(ask).toBeVisible()
    const waits = () => tab.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)
    expect(await waits()).toBe(true)

    await Promise.all([tab.page.waitForEvent('load'), ask.click()])
    await tab.ready()
    expect(await waits()).toBe(false)
  } finally {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
})
