import { expect, test } from '../../support/journey.ts'
import { startServer } from '../../support/server.ts'
import { confirmed, converged, linked } from '../../support/tab.ts'

interface Peer {
  readonly peerId: string
  readonly since: number
}

test('with its server gone a tab goes to the next one; members introduce a tab that no server does', async ({
  newTab,
}) => {
  const first = await startServer({ signalingOnly: true })
  const second = await startServer({ signalingOnly: true })
  const [one, two] = [`${first.url}signal/`, `${second.url}signal/`]
  const alice = await newTab({ query: { signal: one } })
  const bob = await newTab({ query: { signal: one } })
  const carol = await newTab({ query: { signal: `${one},${two}` } })
  await linked([alice, bob, carol], 2)
  expect(await carol.status()).toMatchObject({ signaling: 'online', signalingServer: one })

  await first.stop()
  await expect.poll(() => carol.status()).toMatchObject({ signaling: 'online', signalingServer: two })
  for (const tab of [alice, bob])
    await expect.poll(async () => (await tab.status()).signaling).not.toBe('online')
  let served = 0
  for (const { page } of [alice, bob])
    page.on('websocket', socket => socket.on('framereceived', () => served++))

  // The second server introduces it to Carol alone.
  const dave = await newTab({ query: { signal: two } })
  await linked([dave], 3)
  await linked([alice, bob, carol], 3)

  await second.stop()
  const { peerId } = await bob.status()
  const linkOfBob = async () => (await alice.run<Peer[]>('peers')).find(peer => peer.peerId === peerId)
  const before = await linkOfBob()
  await alice.run(`peer disconnect ${peerId}`)
  await expect.poll(async () => (await linkOfBob())?.since ?? 0).toBeGreaterThan(before?.since ?? 0)
  expect(served).toBe(0)

  await dave.mine(1)
  const { txId } = await dave.run<{ txId: string }>(`send main 1 ${(await bob.address()).address}`)
  await alice.run('mine start')
  await confirmed([alice, bob, carol, dave], txId)
  await converged([alice, bob, carol, dave])
})
