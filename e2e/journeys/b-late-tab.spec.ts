import { expect, test } from '../support/journey.ts'
import { converged, linked } from '../support/tab.ts'

test('a third tab catches up with 50 blocks, headers before bodies', async ({ newTab }) => {
  const alice = await newTab()
  const bob = await newTab()
  await linked([alice, bob], 1)
  await alice.mine(50)
  expect(await converged([alice, bob])).toBe(50)

  const carol = await newTab()
  expect(await converged([alice, bob, carol])).toBe(50)

  const events = await carol.run<{ type: string; data: Record<string, unknown> }[]>('events --limit 200')
  const order = events.map(event => event.type).reverse()
  expect(order).toContain('sync-headers')
  expect(order.indexOf('sync-headers')).toBeLessThan(order.indexOf('block-imported'))
  const headers = events.find(event => event.type === 'sync-headers')
  expect(headers?.data.checked).toBe(50)
})
