import { inviteLink } from '#network/invite.ts'
import { BootPage } from '../../pages/boot-page.ts'
import { NetworksPage } from '../../pages/networks-page.ts'
import { expect, test } from '../../support/journey.ts'
import { networkLink, testNetwork } from '../../support/test-network.ts'

test('a link to another network asks a question, and the answer is remembered', async ({
  newTab,
  server,
}) => {
  const tab = await newTab()
  const boot = new BootPage(tab.page)
  const home = (await tab.status()).network
  const other = networkLink(server.url, testNetwork('Chess club'))

  await tab.page.goto(other)
  await expect(boot.otherNetwork).toContainText('Chess club')
  await expect(boot.otherNetwork).toContainText(home.name)
  await boot.button(`Stay in ${home.name}`).click()
  await tab.ready()
  expect((await tab.status()).network.id).toBe(home.id)
  await tab.page.reload()
  await tab.ready()
  expect((await tab.status()).network.id).toBe(home.id)

  await tab.page.goto(other)
  await boot.button('Open Chess club').click()
  await tab.ready()
  expect((await tab.status()).network.name).toBe('Chess club')
  await tab.page.reload()
  await tab.ready()
  expect((await tab.status()).network.name).toBe('Chess club')

  // a command is an answer by itself
  await tab.run(`network switch ${home.id}`)
  await expect(async () => {
    await tab.ready()
    expect((await tab.status()).network.id).toBe(home.id)
  }).toPass()
  expect(tab.errors).toEqual([])
})

test('a network that looks like a known one is shown as another', async ({ newTab, server }) => {
  const tab = await newTab()
  const boot = new BootPage(tab.page)
  const { name, id } = (await tab.status()).network
  await tab.page.goto(
    networkLink(server.url, { ...testNetwork(name), timestamp: 1_700_000_000_000 as never }),
  )
  await expect(boot.otherNetwork).toContainText(`Not the ${name} that you know`)
  await expect(boot.otherNetwork).toContainText('same name, another network')
  await boot.button(`Open the other ${name}`).click()
  await tab.ready()
  expect((await tab.status()).network.id).not.toBe(id)

  const networks = new NetworksPage(tab.page)
  await networks.open()
  await expect(networks.known.filter({ hasText: 'same name, another network' })).toHaveCount(2)
  expect(tab.errors).toEqual([])
})

test('a link does not change the signaling server of a network by itself', async ({ newTab, server }) => {
  const genesis = testNetwork('Own server')
  const tab = await newTab({ link: networkLink(server.url, genesis) })
  const boot = new BootPage(tab.page)
  // The short link depends on whether the server is back by now.
  const fullLink = async () => (await tab.run<{ fullLink: string }>('invite')).fullLink
  const link = await fullLink()

  await tab.page.goto(inviteLink(server.url, { genesis, signaling: 'https://evil.example/signal/' }))
  await expect(boot.otherServer).toContainText('evil.example')
  await boot.button(/^Keep/).click()
  await tab.ready()
  expect(await fullLink()).toBe(link)

  // one for a single visit is not stored
  await tab.page.goto(`${server.url}?signal=https://elsewhere.example/signal/`)
  await tab.ready()
  await tab.page.goto(server.url)
  await tab.ready()
  expect(await fullLink()).toBe(link)
  expect(tab.errors).toEqual([])
})

test('a profile whose network does not start is moved to another from the notice', async ({
  newTab,
  server,
}) => {
  const tab = await newTab()
  const boot = new BootPage(tab.page)
  const networks = new NetworksPage(tab.page)
  await networks.found({ preset: 'Open', name: 'Broken', symbol: 'BRK' })
  await tab.ready()
  const { id } = (await tab.status()).network

  // the stored parameters are no longer valid
  await tab.page.evaluate(async networkId => {
    const { name = '' } =
      (await indexedDB.databases()).find(db => db.name?.endsWith(`/chain/${networkId}`)) ?? {}
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const change = db.transaction('state', 'readwrite')
    change.objectStore('state').put({ key: 'ff', value: new Uint8Array(1) })
    await new Promise(resolve => {
      change.oncomplete = resolve
    })
    db.close()
  }, id)
  await tab.page.goto(server.url)
  await expect(boot.notice).toBeVisible()
  await boot.button('Open another network').click()
  await expect(boot.picker).toContainText('Opened last')
  await boot.button(/^Open a profile whose network/).click()
  await tab.ready()
  expect((await tab.status()).network.id).not.toBe(id)
  await tab.page.reload()
  await tab.ready()
  expect((await tab.status()).network.id).not.toBe(id)
})
