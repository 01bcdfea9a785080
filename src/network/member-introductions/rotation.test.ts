import { expect, test } from 'vitest'
import { createFakeClock } from '#testing/fake-clock.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { type NetworkNode, startNetworkNode } from '#testing/network-node.ts'
import { until } from '#testing/until.ts'
import { MIN_LINK_AGE_MS, TARGET_LINKS } from '../limits.ts'

const linkedWith = ({ network }: NetworkNode) =>
  network.peers().flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : []))

test('without the server ten nodes go on rotating links, and an eleventh with one link gets all that it wants', async () => {
  const hub = new LinkHub()
  const clock = createFakeClock()
  const options = { clock, rotationMs: MIN_LINK_AGE_MS, introduce: () => hub.peers().slice(0, 10) }
  const nodes: NetworkNode[] = []
  const passing = <T>(check: () => T) =>
    until(async () => {
      await clock.advance(1_000)
      return check()
    })
  for (let n = 1; n <= 10; n++) nodes.push(await startNetworkNode(hub, n, options))
  await passing(() =>
    expect(Math.min(...nodes.map(node => linkedWith(node).length))).toBeGreaterThanOrEqual(8),
  )

  const eleventh = await startNetworkNode(hub, 11, { ...options, introduce: () => [] })
  const [member] = nodes
  await eleventh.network.connect(member?.network.peerId ?? eleventh.network.peerId, 'invite')
  hub.stopServer()
  expect(linkedWith(eleventh)).toHaveLength(1)
  await passing(() => expect(linkedWith(eleventh).length).toBeGreaterThanOrEqual(TARGET_LINKS))
  nodes.push(eleventh)

  const seen = nodes.map(({ handlers }) => handlers.eventsOf('rotation').length)
  const before = hub.links.length
  await passing(() => {
    const rotated = nodes.filter(({ handlers }, i) => handlers.eventsOf('rotation').length > (seen[i] ?? 0))
    expect(rotated.length).toBeGreaterThan(nodes.length / 2)
  })
  expect(hub.links.length).toBeGreaterThan(before)
  expect(nodes.flatMap(({ handlers }) => handlers.eventsOf('peer-penalised'))).toEqual([])
  await Promise.all(nodes.map(({ network }) => network.stop()))
  hub.close()
})
