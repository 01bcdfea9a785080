import { expect, test } from 'vitest'
import { joined, type NetworkPlay, type SuiteNode } from './network-play.suite.ts'

/** What becomes of a peer that breaks a rule or is banned. */
export function conductTests(play: NetworkPlay): void {
  const banned = async ([a, b]: readonly [SuiteNode, SuiteNode]) => {
    await play.until(() => expect([...joined(a), ...joined(b)]).toEqual([]))
    expect(a.network.knownPeers()).toMatchObject([
      { peerId: b.network.peerId, bannedUntil: expect.any(Number) },
    ])
    expect(await play.codeOf(a.network.connect(b.network.peerId, 'manual'))).toBe('PEER_REFUSED')
    expect(await play.codeOf(b.network.connect(a.network.peerId, 'manual'))).toBe('PEER_REFUSED')
  }

  test('a banned peer has no link and gets none, whoever asks for it', async () => {
    const [a, b] = await play.pair()
    await a.network.ban(b.network.peerId)
    await banned([a, b])
  })

  test('a broken rule costs as the table says; a forged seal bans at once', async () => {
    const [a, b] = await play.pair()
    a.network.penalise(b.network.peerId, 'TX_NONCE_OLD', 'an honest peer may send it')
    expect(a.handlers.eventsOf('peer-penalised')).toEqual([])
    a.network.penalise(b.network.peerId, 'TX_SCHEMA', 'fee: missing')
    expect(a.network.peers()).toMatchObject([{ score: -20 }])
    a.network.penalise(b.network.peerId, 'SEAL_WORK', 'no work in it')
    await banned([a, b])
  })
}
