import { WAIT_MS } from '../../support/expectations.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, converged, linked, type Tab } from '../../support/tab.ts'

interface Event {
  readonly type: string
}

test('twelve tabs: a full mesh below ten, eight links each above, rotation, one chain', async ({
  newTab,
}) => {
  const tabs: Tab[] = []
  for (let i = 0; i < 9; i++) tabs.push(await newTab())
  await linked(tabs, 8)

  for (let i = 0; i < 3; i++) tabs.push(await newTab())
  const links = async () => Promise.all(tabs.map(async tab => (await tab.status()).peers))
  await expect(async () => {
    const now = await links()
    expect(Math.min(...now), String(now)).toBeGreaterThanOrEqual(7)
    expect(Math.max(...now), String(now)).toBeLessThanOrEqual(10)
  }).toPass()

  const [alice, bob] = tabs as [Tab, Tab]
  await alice.mine(3)
  await converged(tabs)
  const { txId } = await alice.run<{ txId: string }>(`send main 1 ${(await bob.address()).address}`)
  await alice.run('mine start')
  await confirmed(tabs, txId)

  await expect(async () => {
    const events = (await Promise.all(tabs.map(tab => tab.run<Event[]>('events --limit 500')))).flat()
    expect(events.some(event => event.type === 'rotation')).toBe(true)
  }).toPass({ timeout: 2 * WAIT_MS })
  await converged(tabs)
})
