import { afterEach, beforeEach, expect, test } from 'vitest'
import { LinkHub } from '#testing/link-hub.ts'
import { type NetworkNode, startNetworkNode } from '#testing/network-node.ts'
import { until } from '#testing/until.ts'

let hub: LinkHub
let nodes: NetworkNode[]

beforeEach(() => {
  hub = new LinkHub()
  nodes = []
})

afterEach(async () => {
  await Promise.all(nodes.map(({ network }) => network.stop()))
  hub.close()
})

async function start(count: number): Promise<NetworkNode[]> {
  for (let n = 1; n <= count; n++) nodes.push(await startNetworkNode(hub, n))
  return nodes
}

const linkedWith = ({ network }: NetworkNode) =>
  network.peers().flatMap(({ peerId, state }) => (state === 'connected' ? [peerId] : []))

const link = async (one: NetworkNode, other: NetworkNode) => {
  await one.network.connect(other.network.peerId, 'manual')
  await until(() => expect(linkedWith(other)).toContain(one.network.peerId))
}

const penalties = () => nodes.flatMap(({ handlers }) => handlers.eventsOf('peer-penalised'))

test('a server that swaps the dialled peer gets no link to it; the peer is not blamed, and members introduce it', async () => {
  const [a, member, b, puppet] = (await start(4)) as [NetworkNode, NetworkNode, NetworkNode, NetworkNode]
  const [idOfB, idOfPuppet] = [b.network.peerId, puppet.network.peerId]
  hub.carriesTo = (_, to) => (to === idOfB ? idOfPuppet : to)
  await expect(a.network.connect(idOfB, 'manual')).rejects.toMatchObject({ code: 'PEER_WRONG' })
  expect(linkedWith(a)).toEqual([])
  expect(linkedWith(puppet)).toEqual([])
  expect(a.network.knownPeers()).toMatchObject([{ peerId: idOfB, failures: 0 }])

  // Whoever is linked already goes on without the server's help, and from now on asks it last.
  hub.carriesTo = (_, to) => to
  await link(a, member)
  await link(member, b)
  hub.carriesTo = () => idOfPuppet
  await until(() => expect(linkedWith(a)).toContain(idOfB))
  expect(linkedWith(a)).not.toContain(idOfPuppet)
  expect(penalties()).toEqual([])
})

test('a server that announces one peer under the id of another gets no link either', async () => {
  const [a, b, puppet] = (await start(3)) as [NetworkNode, NetworkNode, NetworkNode]
  hub.claims = from => (from === puppet.network.peerId ? a.network.peerId : from)
  await expect(puppet.network.connect(b.network.peerId, 'manual')).rejects.toThrow()
  await until(() => expect(b.handlers.eventsOf('link-failed')).toMatchObject([{ peerId: a.network.peerId }]))
  expect([...linkedWith(b), ...linkedWith(puppet)]).toEqual([])
  await link(a, b)
  expect(penalties()).toEqual([])
})
