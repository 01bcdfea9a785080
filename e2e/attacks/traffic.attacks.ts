import { expect, test } from '../support/journey.ts'
import { openLabNetwork } from '../support/lab.ts'
import { payTheOthers, runTraffic } from '../support/traffic.ts'

test('three tabs send 20 payments a second for a minute: all confirmed, none lost, one state', async ({
  newTab,
}) => {
  const { tabs } = await openLabNetwork(newTab, 'poa', 2)
  await payTheOthers(tabs)
  const { sent, confirmed, lost, seconds } = await runTraffic(tabs, 60)
  console.log(`traffic: ${sent} sent in ${seconds.toFixed(1)} s, ${confirmed} confirmed, ${lost} lost`)
  for (const tab of tabs) expect(tab.errors).toEqual([])
})
