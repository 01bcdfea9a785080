import { ContractsPage } from '../../pages/contracts-page.ts'
import { Shell } from '../../pages/shell.ts'
import { found } from '../../support/founding.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, type Tab } from '../../support/tab.ts'

const NETWORK = {
  ...{ name: 'Points', symbol: 'PTN', consensus: 'poa', spacingMs: 1000, timeoutMs: 3000, futureMs: 2000 },
  ...{ blockGas: '1000000000', premine: '1000' },
}

/** Deploys the token by command, the only step that is not done by hand. */
async function deployToken(tab: Tab): Promise<string> {
  const { txId, address } = await tab.run<{ txId: string; address: string }>(
    'contract deploy main --template token',
    { args: ['Class points', 'PTS', { $bigint: '1000' }] },
  )
  await confirmed([tab], txId)
  return address
}

test('a contract is used on its page, by clicking only', async ({ newTab }) => {
  const alice = await newTab()
  await found(alice, NETWORK)
  await new Shell(alice.page).goTo('Contracts')
  const list = new ContractsPage(alice.page)
  await expect(list.empty).toBeVisible()

  const address = await deployToken(alice)
  await alice.run('address new piggy')
  const [main, piggy] = [await alice.address(), await alice.address('piggy')]
  const token = await list.openContract('Token')
  await expect(token.head).toContainText(address)
  await expect(token.head).toContainText('main')

  // Read, and transfer.
  await expect(await token.read('balanceOf', { address: main.address })).toContainText('1000n')
  await token.fill('Call', 'transfer', { to: piggy.address, amount: '25' })
  await token.choose('Call', 'transfer', 'amount', 'bigint')
  await token.plan('transfer', {})
  await expect(token.dialog).toContainText(/transfer.*25n.*piggy/)
  await token.send()
  await expect(token.progress('Done')).toBeVisible()

  await token.goTo('State')
  await expect(token.field('supply')).toHaveText('1000n')
  await expect(token.entries('balances')).toHaveText(['main975n', 'piggy25n'])

  // The log, filtered by a click and by typing.
  await token.goTo('Events')
  await expect(token.events).toHaveCount(2)
  await token.narrow(token.events.first(), 'piggy')
  await expect(token.events).toHaveCount(1)
  await token.typeFilter('Event', 'mint')
  await expect(token.events).toHaveText([/mint1000main/])

  // A call that would fail shows this before it is sent, and if it is sent anyway, the history shows it with
  // its reason.
  await token.goTo('Methods')
  await token.plan('transfer', { to: piggy.address, amount: '5000n' })
  await expect(token.dialog).toContainText(/This call would fail.*has 975, which is less than 5000/)
  await token.send('Send it anyway')
  await expect(token.progress('The call failed')).toContainText('has 975, which is less than 5000')
  await token.goTo('Calls')
  await expect(token.calls).toHaveText([
    /transfer\(\) by main.*less than 5000.*Failed/,
    /transfer\(\) by main/,
    /New contract Token/,
  ])

  // Its transaction links to it, and the search finds it by its name.
  await token.calls.first().getByRole('link').click()
  await alice.page
    .getByRole('link', { name: /^tabc1/ })
    .first()
    .click()
  await token.head.waitFor()
  await new Shell(alice.page).goTo('Blocks')
  const search = alice.page.getByRole('searchbox', { name: 'Search the chain' })
  await search.fill('Token')
  await search.press('Enter')
  await expect(list.contracts).toHaveText([/Token/])
  expect(alice.errors).toEqual([])
})

test('on a phone every part of a contract’s page fits', async ({ newTab }) => {
  const context = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const alice = await newTab({ context })
  await found(alice, NETWORK)
  await deployToken(alice)
  await new Shell(alice.page).goTo('Contracts')
  const token = await new ContractsPage(alice.page).openContract('Token')
  await token.read('info')
  await token.plan('transfer', { to: (await alice.address()).address, amount: '5n' })
  await token.send()
  await expect(token.progress('Done')).toBeVisible()
  for (const part of ['Methods', 'State', 'Events', 'Calls', 'Source'] as const) {
    await token.goTo(part)
    const overflow = await alice.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${part} is wider than the screen`).toBeLessThanOrEqual(0)
  }
  await expect(token.source).toContainText('export default class Token extends Contract')
  expect(alice.errors).toEqual([])
})
