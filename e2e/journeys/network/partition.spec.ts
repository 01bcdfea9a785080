import { expect, test } from '../../support/journey.ts'
import { startServer } from '../../support/server.ts'
import { confirmed, converged, linked, type Tab } from '../../support/tab.ts'

test('two partitions mine apart and meet: one tip, no lost payment', async ({ newTab, link }) => {
  const west = await startServer({ signalingOnly: true })
  const east = await startServer({ signalingOnly: true })
  const at = (url: string) => ({ signal: `${url}signal/` })
  const move = async (tab: Tab, url: string) => {
    const there = new URL(link)
    for (const [name, value] of Object.entries(at(url))) there.searchParams.set(name, value)
    await tab.open(there.href)
  }

  // Together: Alice and Carol earn.
  const alice = await newTab({ query: at(west.url) })
  const bob = await newTab({ query: at(west.url) })
  const carol = await newTab({ query: at(west.url) })
  const dave = await newTab({ query: at(west.url) })
  const all = [alice, bob, carol, dave]
  await linked(all, 3)
  await alice.mine(1)
  await converged(all)
  await carol.mine(1)
  await converged(all)

  // Apart: each side pays and mines; the east has more work.
  await move(carol, east.url)
  await move(dave, east.url)
  await expect.poll(async () => (await alice.status()).peers).toBe(1)
  await linked([carol, dave], 1)
  const inWest = await alice.run<{ txId: string }>(`send main 5 ${(await bob.address()).address}`)
  await bob.mine(2)
  await confirmed([alice, bob], inWest.txId)
  const inEast = await carol.run<{ txId: string }>(`send main 7 ${(await dave.address()).address}`)
  await dave.mine(5)
  await confirmed([carol, dave], inEast.txId)
  expect((await alice.status()).tip).not.toBe((await carol.status()).tip)

  // Together again: the heavier chain wins, and the payment of the lighter one gets into a block again.
  await move(carol, west.url)
  await move(dave, west.url)
  await linked(all, 3)
  await converged(all)
  await dave.run('mine start')
  await confirmed(all, inWest.txId)
  await confirmed(all, inEast.txId)
  await converged(all)
  const paid = (await bob.run<{ txs: unknown[] }>('block 7')).txs
  expect(paid).toBeDefined()
  expect(Number((await bob.address()).balance)).toBe(5)
  await west.stop()
  await east.stop()
})
