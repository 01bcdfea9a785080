import { createFakeClock } from '#testing/fake-clock.ts'
import { LinkHub } from '#testing/link-hub.ts'
import { startNetworkNode } from '#testing/network-node.ts'
import { networkSuite } from './compliance/network.suite.ts'
import type { NetworkWorld, SuiteNode } from './compliance/network-play.suite.ts'

function createWorld(): NetworkWorld {
  const hub = new LinkHub()
  const clock = createFakeClock()
  const apart = new Set<string>()
  let count = 0
  hub.reaches = (from, to) => !apart.has(`${from} ${to}`)

  const keepApart = ({ network: { peerId: one } }: SuiteNode, { network: { peerId: other } }: SuiteNode) => {
    apart.add(`${one} ${other}`).add(`${other} ${one}`)
  }
  return {
    clock,
    start: () => startNetworkNode(hub, ++count, { clock }),
    stopServer: () => hub.stopServer(),
    keepApart,
    cut(one, other) {
      keepApart(one, other)
      const ends: string[] = [one.network.peerId, other.network.peerId]
      for (const link of hub.links) {
        if (ends.includes(link.from) && ends.includes(link.to)) for (const end of link.ends) end.dead = true
      }
    },
    close: () => hub.close(),
  }
}

networkSuite('libp2p', createWorld)
