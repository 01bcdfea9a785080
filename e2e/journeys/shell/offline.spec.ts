import { expect, test } from '../../support/journey.ts'

test.use({ firstVisit: true, ownServer: true })

test('the installed app opens offline and shows the chain that it has', async ({ newTab, server }) => {
  const tab = await newTab()
  await tab.mine(3)
  const { tip } = await tab.status()
  await tab.page.evaluate(() => navigator.serviceWorker.ready)

  await server.stop()
  await tab.page.context().setOffline(true)
  await tab.page.reload()
  await tab.ready()
  expect((await tab.status()).tip).toBe(tip)
  await expect(tab.page.getByText(/\b3\b/).first()).toBeVisible()
  // A plain visit, without the invite in the address, opens the same network.
  await tab.page.goto(server.url)
  await tab.ready()
  expect((await tab.status()).tip).toBe(tip)
})
