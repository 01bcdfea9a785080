import { expect, test } from '../../support/journey.ts'
import { confirmed, converged, linked, Tab } from '../../support/tab.ts'

test('two tabs by invite: mine, pay, both confirm', async ({ newTab }) => {
  const alice = await newTab()
  const { link } = await alice.run<{ link: string }>('invite')
  const bob = await newTab({ link })
  await linked([alice, bob], 1)
  expect((await bob.status()).network.id).toBe((await alice.status()).network.id)

  await alice.mine(2)
  await converged([alice, bob])
  const to = await bob.address()
  const { txId } = await alice.run<{ txId: string }>(`send main 12.5 ${to.address} --fee 0.01 --memo "lunch"`)
  await expect.poll(async () => (await bob.status()).mempool).toBe(1)
  expect((await bob.address()).pending).toBe('12.5')

  await bob.run('mine start')
  await confirmed([alice, bob], txId)
  await converged([alice, bob])

  // Alice: two rewards less payment and fee. Bob: the payment, a reward and the fee.
  expect((await alice.address()).balance).toBe('87.49')
  expect((await bob.address()).balance).toBe('62.51')
  const [here, there] = [await alice.status(), await bob.status()]
  expect(here.stateRoot).toBe(there.stateRoot)
  expect(here.height).toBe(3)
  expect([...alice.errors, ...bob.errors]).toEqual([])
})

test('a second tab of the same browser is a second node', async ({ newTab, link }) => {
  const first = await newTab()
  const second = new Tab(await first.page.context().newPage())
  await second.open(link)
  await linked([first, second], 1)
  expect((await second.status()).profile).toBe(1)
  expect((await second.address()).address).not.toBe((await first.address()).address)
})
