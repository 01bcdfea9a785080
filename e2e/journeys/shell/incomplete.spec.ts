import { BootPage } from '../../pages/boot-page.ts'
import { expect, test } from '../../support/journey.ts'
import { Tab } from '../../support/tab.ts'

test.use({ serviceWorkers: 'block' })

for (const [part, files] of [
  ['the first script', /\/assets\/index-[^/]*\.js$/],
  ['the node’s worker', /node\.worker-[^/]*\.js$/],
  ['what links tabs', /peer-host-[^/]*\.js$/],
  ['the contract engine', /quickjs.*\.wasm$/],
] as const) {
  test(`an app of which ${part} did not arrive says so, and starts at the next try`, async ({
    page,
    link,
  }) => {
    await page.route(files, route => route.abort())
    await page.goto(link)
    await expect(page.getByRole('heading', { name: 'The app did not load completely' })).toBeVisible()
    await expect(page.getByText('bug')).toHaveCount(0)

    await page.unroute(files)
    await new BootPage(page).button('Try again').click()
    await new Tab(page).ready()
  })
}

test('a screen that did not arrive says so while the node runs on', async ({ page, link }) => {
  await page.route(/\/assets\/screens-[^/]*\.js$/, route => route.abort())
  const tab = await new Tab(page).open(link)
  await page.evaluate(() => {
    location.hash = '#/peers'
  })
  await expect(page.getByRole('alert')).toContainText('The app did not load completely')
  await tab.mine(1)

  await page.unroute(/\/assets\/screens-[^/]*\.js$/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Peers', exact: true })).toBeVisible()
})
