import { BlocksPage } from '../../pages/blocks-page.ts'
import { OverviewPage } from '../../pages/overview-page.ts'
import { PeersPage } from '../../pages/peers-page.ts'
import { SettingsPage } from '../../pages/settings-page.ts'
import { Shell } from '../../pages/shell.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, linked } from '../../support/tab.ts'

test('the screens show by themselves what the node does', async ({ newTab }) => {
  const alice = await newTab()
  const bob = await newTab()
  await linked([alice, bob], 1)
  const overview = new OverviewPage(alice.page)
  await expect(overview.blocks).toHaveCount(1)

  await alice.mine(2)
  await expect(overview.blocks).toHaveCount(3)
  await expect.poll(() => overview.total()).toBe(100_000_000n)
  const { txId } = await alice.run<{ txId: string }>(
    `send main 2 ${(await bob.address()).address} --memo tea`,
  )
  await expect(overview.transactions).toHaveCount(1)
  await expect.poll(async () => (await bob.status()).mempool).toBe(1)
  await bob.mine(1)
  await confirmed([alice, bob], txId)

  const blocks = new BlocksPage(alice.page)
  await blocks.open()
  await expect(blocks.blocks).toHaveCount(4)
  await blocks.find('3')
  await expect(blocks.fact('State root')).toBeVisible()
  await expect(blocks.transactions).toHaveCount(1)
  await blocks.open()
  await blocks.find(txId)
  await expect(alice.page.getByText('tea')).toBeVisible()
})

test('peers can be inspected, disconnected and found again', async ({ newTab }) => {
  const [alice, bob] = [await newTab(), await newTab()]
  await linked([alice, bob], 1)
  const { peerId } = await bob.status()
  const peers = new PeersPage(alice.page)
  await peers.open()
  await expect(peers.connected).toHaveCount(1)
  await expect(peers.known).toHaveCount(1)
  expect(await peers.events.count()).toBeGreaterThan(0)
  await peers.act(peerId.slice(-4), 'Disconnect')
  await expect(peers.connected).toHaveCount(0)
  await peers.connect(peerId)
  await expect(peers.connected).toHaveCount(1)
})

test('a reset gives a new chain, and with the keys a new wallet', async ({ newTab }) => {
  const tab = await newTab()
  await tab.mine(2)
  const before = await tab.address()
  const settings = new SettingsPage(tab.page)
  await settings.open()
  await settings.runDoctor()
  await settings.reset('chain')
  await tab.ready()
  await expect(new Shell(tab.page).height).toHaveAccessibleName('Block height: 0')
  expect((await tab.address()).address).toBe(before.address)

  await settings.open()
  await settings.reset('keys')
  await tab.ready()
  expect((await tab.address()).address).not.toBe(before.address)
})
