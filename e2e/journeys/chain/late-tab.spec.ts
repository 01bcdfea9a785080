import { expect, test } from '../../support/journey.ts'
import { converged, linked } from '../../support/tab.ts'

/** More requests than one peer answers at once. */
const BLOCKS = 140

test('a third tab syncs, headers before bodies', async ({ newTab }) => {
  const alice = await newTab()
  const bob = await newTab()
  await linked([alice, bob], 1)
  await alice.mine(BLOCKS)
  expect(await converged([alice, bob])).toBe(BLOCKS)

  const carol = await newTab()
  expect(await converged([alice, bob, carol])).toBe(BLOCKS)

  const events = await carol.run<{ type: string; data: Record<string, unknown> }[]>('events --limit 200')
  const order = events.map(event => event.type).reverse()
  expect(order).toContain('sync-headers')
  expect(order.indexOf('sync-headers')).toBeLessThan(order.indexOf('block-imported'))
  const headers = events.find(event => event.type === 'sync-headers')
  expect(headers?.data.checked).toBe(BLOCKS)
})
