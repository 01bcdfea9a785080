import { expect, test } from '../../support/journey.ts'
import { startServer } from '../../support/server.ts'
import { confirmed, converged, linked } from '../../support/tab.ts'

test('without signaling payments confirm; when it is back a new tab joins', async ({ newTab }) => {
  const signaling = await startServer({ signalingOnly: true })
  const query = { signal: `${signaling.url}signal/` }
  const tabs = [await newTab({ query }), await newTab({ query }), await newTab({ query })] as const
  const [alice, bob, carol] = tabs
  await linked(tabs, 2)
  await alice.mine(2)
  await converged(tabs)

  await signaling.stop()
  for (const tab of tabs) await expect.poll(async () => (await tab.status()).signaling).not.toBe('online')
  await carol.run('mine start')
  const { txId } = await alice.run<{ txId: string }>(`send main 3 ${(await bob.address()).address}`)
  await confirmed(tabs, txId)
  expect((await bob.address()).balance).toBe('3')
  await linked(tabs, 2)

  const back = await startServer({ signalingOnly: true, port: signaling.port })
  const dave = await newTab({ query })
  await linked([dave], 3)
  await converged([...tabs, dave])
  await back.stop()
})
