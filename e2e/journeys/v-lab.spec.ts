import { expect, test } from '../support/journey.ts'
import { type LabAttackResult, openLabNetwork } from '../support/lab.ts'
import { payTheOthers, runTraffic } from '../support/traffic.ts'

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

  // an attack that is none, and one for other networks
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

test('a tab that was opened without the laboratory has none, and says how to open it', async ({ newTab }) => {
  const tab = await newTab()
  expect(await tab.failure('lab attack zero-amount')).toMatchObject({
    code: 'LAB_OFF',
    message: expect.stringContaining('?lab'),
  })
  await expect(tab.page.getByRole('link', { name: 'Laboratory' })).toHaveCount(0)
})
