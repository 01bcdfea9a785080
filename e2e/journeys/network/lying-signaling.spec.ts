import { expect, test } from '../../support/journey.ts'
import { startLyingServer } from '../../support/lying-server.ts'
import { linked, type Tab } from '../../support/tab.ts'
import { networkLink, testNetwork } from '../../support/test-network.ts'

interface Peer {
  readonly peerId: string
}
interface Event {
  readonly type: string
}

const peerIds = async (tab: Tab) => (await tab.run<Peer[]>('peers')).map(({ peerId }) => peerId)

test('a signaling server that swaps ids and offers gets no link; members introduce the right peer', async ({
  newTab,
  server,
}) => {
  const liar = await startLyingServer()
  const query = { signal: liar.url }
  const tabs = [await newTab({ query }), await newTab({ query }), await newTab({ query })] as const
  const [alice, , carol] = tabs
  await linked(tabs, 2)
  const puppet = await newTab({ query, link: networkLink(server.url, testNetwork('Puppets')) })
  await expect.poll(async () => (await puppet.status()).signaling).toBe('online')

  const { peerId } = await carol.status()
  liar.impersonate(peerId, (await puppet.status()).peerId)
  await alice.run(`peer disconnect ${peerId}`)
  const { code } = await alice.failure(`peer connect ${peerId}`)
  expect(code).toBe('PEER_WRONG')
  expect(liar.lies()).toBeGreaterThan(0)

  await linked(tabs, 2)
  expect(await peerIds(alice)).toContain(peerId)
  expect(await peerIds(puppet)).toEqual([])
  for (const tab of tabs) {
    const events = await tab.run<Event[]>('events --limit 500')
    expect(events.filter(({ type }) => type === 'peer-penalised')).toEqual([])
  }
  await liar.stop()
})
