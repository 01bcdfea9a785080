import { AuthoritiesPage } from '../../pages/authorities-page.ts'
import { SettingsPage } from '../../pages/settings-page.ts'
import { Shell } from '../../pages/shell.ts'
import { TerminalPage } from '../../pages/terminal-page.ts'
import { found } from '../../support/founding.ts'
import { expect, test } from '../../support/journey.ts'
import { startServer } from '../../support/server.ts'
import { confirmed, converged, linked, type Tab } from '../../support/tab.ts'

interface Sent {
  readonly txId: string
}

/** The shortest times that authorities may have, so that blocks are final soon. */
const CLASS = {
  ...{ name: 'Class', symbol: 'CLS', consensus: 'poa', premine: '1000' },
  ...{ spacingMs: 500, timeoutMs: 1100, futureMs: 1000, emptyBlocks: true },
}

const finalHeight = async (tab: Tab) => (await tab.status()).finalHeight
const blockAt = async (tab: Tab, height: number) => (await tab.run<{ id: string }>(`block ${height}`)).id

/** Waits until a transaction of these tabs is final. */
async function final(tabs: readonly Tab[], { txId }: Sent): Promise<void> {
  await expect(async () => {
    for (const tab of tabs) expect(await tab.run(`tx ${txId}`)).toMatchObject({ status: 'final' })
  }).toPass()
}

test('three authorities, one of them cut off: two agree, the lone one waits, and then there is one chain', async ({
  newTab,
}) => {
  const signaling = await startServer({ signalingOnly: true })
  const query = { signal: `${signaling.url}signal/` }
  const alice = await newTab({ query })
  const link = await found(alice, CLASS)
  const [bob, carol] = await Promise.all([newTab({ link, query }), newTab({ link, query })])
  const all = [alice, bob, carol]
  await linked(all, 2)
  for (const tab of [bob, carol]) {
    const { address } = await tab.address()
    await alice.run(`send main 10 ${address}`)
    await confirmed(all, (await alice.run<Sent>(`authority add ${address}`)).txId)
  }
  const { height } = await alice.status()
  for (const tab of all) await expect.poll(() => finalHeight(tab)).toBeGreaterThan(height)

  // Carol's network fails: no signaling and no links.
  await signaling.stop()
  for (const tab of all) await expect.poll(async () => (await tab.status()).signaling).not.toBe('online')
  for (const tab of [alice, bob]) await carol.run(`peer disconnect ${(await tab.status()).peerId}`)
  await expect.poll(async () => (await carol.status()).peers).toBe(0)
  const parted = await carol.status()

  const ofTwo = await alice.run<Sent>(`send main 5 ${(await bob.address()).address}`)
  const ofOne = await carol.run<Sent>(`send main 1 ${(await bob.address()).address}`)
  await final([alice, bob], ofTwo)
  await new AuthoritiesPage(carol.page).open()
  const waits = carol.page.getByRole('status', { name: 'Waiting for a majority' })
  await expect(waits).toContainText('only 1 of 3 authorities signed the last 6')
  expect(await carol.run(`tx ${ofOne.txId}`)).toMatchObject({ status: 'confirmed' })
  expect((await carol.status()).height).toBeGreaterThan(parted.height)
  expect(await finalHeight(carol)).toBeLessThanOrEqual(parted.height)

  const finalApart: [height: number, id: string][] = []
  for (const tab of all) {
    const height = await finalHeight(tab)
    finalApart.push([height, await blockAt(tab, height)])
  }

  // It is back.
  const back = await startServer({ signalingOnly: true, port: signaling.port })
  await linked(all, 2)
  await final(all, ofTwo)
  await final(all, ofOne)
  await converged(all)
  for (const tab of all) for (const [height, id] of finalApart) expect(await blockAt(tab, height)).toBe(id)
  await expect(waits).toHaveCount(0)
  for (const tab of all) expect(tab.errors).toEqual([])
  await back.stop()
})

test('the only authority loses its chain and starts again: tabs with the old chain are notified, and switch', async ({
  newTab,
}) => {
  const teacher = await newTab()
  const link = await found(teacher, CLASS)
  const [bob, carol] = await Promise.all([newTab({ link }), newTab({ link })])
  const pupils = [bob, carol]
  await linked([teacher, ...pupils], 2)
  const ids = await Promise.all(pupils.map(async tab => (await tab.address()).address))
  for (const id of ids) await teacher.run(`send main 10 ${id}`)
  for (const tab of pupils) await expect.poll(async () => (await tab.address()).balance).toBe('10')
  const { address } = await teacher.address()
  const bread = await bob.run<Sent>(`send main 1 ${address}`)
  const milk = await carol.run<Sent>(`send main 2 ${address}`)
  await final(pupils, bread)
  await final(pupils, milk)
  const { height } = await bob.status()

  // While the pupils are away: the new chain has coins for Bob, and none for Carol.
  for (const { page } of pupils) await page.goto('about:blank')
  const settings = new SettingsPage(teacher.page)
  await settings.open()
  await settings.reset('chain')
  await teacher.ready()
  await final([teacher], await teacher.run<Sent>(`send main 10 ${ids[0]}`))
  await expect.poll(() => finalHeight(teacher)).toBeGreaterThan(height)
  const first = await blockAt(teacher, 1)

  await Promise.all(pupils.map(tab => tab.open(link)))
  for (const tab of pupils) {
    const { alert, syncState } = new Shell(tab.page)
    await expect(alert).toContainText('Others are on another chain')
    await expect(alert).toContainText('1 of 1 authority of that time signed it, which is a majority')
    await expect(syncState).toHaveText('Apart')
    expect(await blockAt(tab, 1)).not.toBe(first)
  }

  // One by the button, the other one at the terminal.
  await new Shell(bob.page).alert.getByRole('button', { name: 'Switch to theirs…' }).click()
  const dialog = bob.page.getByRole('dialog', { name: 'Switch to their chain?' })
  await expect(dialog).toContainText('Blocks #1 to #')
  await Promise.all([bob.page.waitForEvent('load'), dialog.getByRole('button', { name: 'Switch' }).click()])
  const terminal = new TerminalPage(carol.page)
  await terminal.open()
  await Promise.all([carol.page.waitForEvent('load'), terminal.run('reset --over')])

  for (const tab of pupils) {
    await tab.ready()
    await expect(new Shell(tab.page).syncState).toHaveText('Synced')
    await expect(new Shell(tab.page).alert).toHaveCount(0)
  }
  await converged([teacher, ...pupils])
  for (const tab of pupils) expect(await blockAt(tab, 1)).toBe(first)

  // Bob's earlier payments are paid again; Carol's wait until she has coins.
  await final([bob], bread)
  await final([teacher, carol], bread)
  expect(await carol.run(`tx ${milk.txId}`)).toMatchObject({
    status: 'pending',
    reason: expect.stringContaining('exceed the balance'),
  })
  for (const tab of [teacher, ...pupils]) expect(tab.errors).toEqual([])
})
