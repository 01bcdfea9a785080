import { Shell } from '../../pages/shell.ts'
import { expect, test } from '../../support/journey.ts'
import { type LabAttackResult, openLabNetwork } from '../../support/lab.ts'
import { payTheOthers, runTraffic } from '../../support/traffic.ts'

test('a payment, a block and a flood of junk break the rules, and three honest tabs hold', async ({
  newTab,
}) => {
  const { attacker, tabs } = await openLabNetwork(newTab, 'poa')
  for (const name of ['zero-amount', 'wrong-state-root', 'junk-messages']) {
    const result = await attacker.run<LabAttackResult>(`lab attack ${name}`)
    expect(result.verdicts.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(result).toMatchObject({ name, held: true, agreed: true, notes: [] })
    expect(result.sent).toBeGreaterThanOrEqual(3)
  }

  // an unknown attack, and one for other networks
  expect(await attacker.failure('lab attack theft')).toMatchObject({ code: 'ATTACK_UNKNOWN' })
  expect(await attacker.failure('lab attack no-work')).toMatchObject({
    code: 'ATTACK_ELSEWHERE',
    message: expect.stringContaining('pow'),
  })
  for (const tab of tabs) expect(tab.errors).toEqual([])
})

test('three tabs send 20 payments a second for ten seconds, and none is lost', async ({ newTab }) => {
  const { tabs } = await openLabNetwork(newTab, 'poa', 2)
  await payTheOthers(tabs)
  await runTraffic(tabs, 10)
  for (const tab of tabs) expect(tab.errors).toEqual([])
})

test('a tab that was opened without the laboratory has none, and shows how to open it', async ({
  newTab,
}) => {
  const tab = await newTab()
  expect(await tab.failure('lab attack zero-amount')).toMatchObject({
    code: 'LAB_OFF',
    message: expect.stringContaining('?lab'),
  })
  await expect(tab.page.getByRole('link', { name: 'Laboratory' })).toHaveCount(0)

  // a person who knows the screen's address is shown how to open it, and is alone there at first
  await tab.page.evaluate(() => {
    location.hash = '#/lab'
  })
  await expect(tab.page.getByText('This tab is an ordinary node')).toBeVisible()
  await tab.page.getByRole('link', { name: 'Open the laboratory' }).click()
  await tab.ready()
  await expect(tab.page.getByText('No other tab in the laboratory is linked')).toBeVisible()
  await expect(tab.page.getByRole('button', { name: 'Attack: Nothing at all' })).toBeDisabled()
  expect(await tab.failure('lab attack zero-amount')).toMatchObject({ code: 'LAB_NEEDS' })
  expect(await tab.failure('lab traffic start')).toMatchObject({ code: 'LAB_NEEDS' })
  expect(await tab.failure('lab traffic pause')).toMatchObject({ code: 'VALUE_BAD' })
})

test('on the laboratory’s screen: an attack by hand, its answers, and traffic', async ({ newTab }) => {
  const { attacker } = await openLabNetwork(newTab, 'poa', 2)
  const { page } = attacker
  await new Shell(page).goTo('Laboratory')
  await expect(page.getByRole('list', { name: 'Tabs in the laboratory' }).getByRole('listitem')).toHaveCount(
    2,
  )

  const line = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'A forged signature', exact: true }) })
  await expect(line.getByText('TX_SIGNATURE')).toBeVisible()
  await line.getByRole('button', { name: 'Attack: A forged signature', exact: true }).press('Enter')
  await expect(line.getByRole('status')).toContainText('The network held')
  const rows = line.getByRole('table').getByRole('row')
  await expect(rows).toHaveCount(3)
  for (const i of [1, 2]) await expect(rows.nth(i)).toContainText(/invalid.*TX_SIGNATURE.*cut off/)
  // an attack for another network cannot be started here
  await expect(page.getByRole('button', { name: 'Attack: A block without work' })).toHaveCount(0)

  const traffic = page.getByRole('region', { name: 'Traffic' })
  await traffic.getByLabel('Transactions a second').fill('4')
  await traffic.getByRole('button', { name: 'Start' }).click()
  await expect(traffic.getByRole('img', { name: /Times, lately: to every tab \d/ })).toBeVisible()
  await expect(traffic.getByText('Confirmed', { exact: true }).locator('..')).toContainText(/[1-9]/)
  await traffic.getByRole('button', { name: 'Stop' }).click()
  await expect(traffic.getByRole('button', { name: 'Start' })).toBeVisible()
  expect(attacker.errors).toEqual([])
})
