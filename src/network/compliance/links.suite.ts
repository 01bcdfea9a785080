import { expect, test } from 'vitest'
import { changesOf, id, joined, type NetworkPlay, SIGNAL, unique } from './network-play.suite.ts'

/** How links with peers begin and end. */
export function linkTests(play: NetworkPlay): void {
  test('both ends report the other with its head; linking again changes nothing', async () => {
    const [a, b] = await play.nodes(2)
    b.handlers.tip = { height: 7, tip: id(0xcd), totalWeight: 2n ** 70n }
    await play.link(a, b)
    expect(changesOf(a, b)).toEqual(['joined'])
    expect(a.network.peers()).toMatchObject([{ peerId: b.network.peerId, state: 'connected', score: 0 }])
    expect(b.network.peers()).toMatchObject([{ peerId: a.network.peerId, state: 'connected' }])
    expect(a.network.knownPeers().map(({ peerId }) => peerId)).toEqual([b.network.peerId])

    b.handlers.tip = { height: 8, tip: id(0xef), totalWeight: 2n ** 70n + 1n }
    b.network.headChanged()
    await play.until(() => expect(a.network.peers()[0]?.head).toEqual(b.handlers.tip))
    await play.until(() => expect(changesOf(a, b)).toEqual(['joined', 'head']))
    await play.meanwhile(a.network.connect(b.network.peerId, 'manual'))
    expect(a.network.peers()).toHaveLength(1)
  })

  test('whoever cannot be reached, and the node itself, are not linked with', async () => {
    const [a, b] = await play.nodes(2)
    play.world.keepApart(a, b)
    expect(await play.codeOf(a.network.connect(b.network.peerId, 'manual'))).toBe('PEER_UNAVAILABLE')
    expect(await play.codeOf(a.network.connect(a.network.peerId, 'manual'))).toBe('DIAL_FAILED')
    expect(joined(a)).toEqual([])
  })

  test('a link that one end closes is over for both, until either of them links again', async () => {
    const [a, b] = await play.pair()
    await play.meanwhile(a.network.disconnect(b.network.peerId))
    await play.until(() => {
      expect(changesOf(a, b).at(-1)).toBe('left')
      expect(changesOf(b, a).at(-1)).toBe('left')
    })
    expect([...joined(a), ...joined(b)]).toEqual([])
    await play.link(b, a)
    await play.until(() => expect(changesOf(a, b).at(-1)).toBe('joined'))
  })

  test('without a server, a member introduces two others, and nobody introduces a node without links', async () => {
    const [a, b, c] = await play.nodes(3)
    for (const [one, other] of [
      [a, b],
      [b, c],
    ] as const)
      await play.link(one, other)
    await play.meanwhile(a.network.disconnect(c.network.peerId))
    await play.until(() => expect(joined(a)).toEqual([b.network.peerId]))
    play.world.stopServer()
    await play.link(a, c)
    expect(joined(a)).toContain(c.network.peerId)

    for (const { network } of [b, c]) {
      await play.meanwhile(a.network.disconnect(network.peerId))
      await play.until(() => expect(joined(a)).not.toContain(network.peerId))
    }
    expect(await play.codeOf(a.network.connect(c.network.peerId, 'manual'))).toBe('SIGNALING_OFFLINE')
    expect([...a.handlers.eventsOf('peer-penalised'), ...b.handlers.eventsOf('peer-penalised')]).toEqual([])
  })

  test('a link that dies without a word is found out', async () => {
    const [a, b] = await play.pair()
    play.world.cut(a, b)
    await play.until(() => expect([...joined(a), ...joined(b)]).toEqual([]), 500)
    expect(changesOf(a, b).at(-1)).toBe('left')
    expect(changesOf(b, a).at(-1)).toBe('left')
  })

  test('a network that stops has no links, is asked nothing and asks nothing', async () => {
    const [a, b] = await play.pair()
    b.handlers.serveBodies = () => new Promise(() => {})
    const open = play.codeOf(a.network.requestBodies(b.network.peerId, [id(1)], SIGNAL))
    await play.meanwhile(a.network.stop())
    expect(await open).toBe('PEER_GONE')
    await play.until(() => expect(changesOf(b, a).at(-1)).toBe('left'))
    expect(a.network.peers()).toEqual([])

    expect(await a.network.publishTransaction(unique())).toBe(0)
    expect(await a.network.publishBlock({ header: unique(), txIds: [] })).toBe(0)
    expect(await a.network.publishFileNews({ held: [], fetching: [], dropped: [] })).toBe(0)
    expect(await play.codeOf(a.network.connect(b.network.peerId, 'manual'))).toBe('NETWORK_NOT_RUNNING')
    expect(await play.codeOf(a.network.requestHeaders(b.network.peerId, [], 1, SIGNAL))).toBe(
      'NETWORK_NOT_RUNNING',
    )
    await a.network.stop()
  })
}
