import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import type { BootQuestion } from '#api/boot.ts'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { encodeInvite, type Invite } from '#network/invite.ts'
import { encodeShortInvite } from '#network/short-invite/short-invite.ts'
import { createKnownNetworks } from '#node/founding/known-networks.ts'
import { openKeyDatabase } from '#storage/schema.ts'
import { createSettingsStore } from '#storage/settings-store.ts'
import { TEST_GENESIS_TIME, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { inviteFetch } from '#testing/invite-fetch.ts'
import { testPeer } from '#testing/test-peer.ts'
import { chooseNetwork, type NetworkWish } from './choose-network.ts'

const PEER = testPeer('12D3KooWGRUfdbJc4PjVpY8xTRQPWsCbKkkUxQBFPnBcNdDhBMEp')
const HOME = 'https://home.example/signal/'
const CLUB = 'https://club.example/signal/'
const EVIL = 'https://evil.example/signal/'
const [a, b] = [testNetwork({ name: 'A' }), testNetwork({ name: 'B' })]
/** Another network with the name of the deployment's own. */
const fake = testNetwork({ name: DEFAULT_NETWORK.name, symbol: DEFAULT_NETWORK.symbol })

/** The home server has the parameters of network B, and a code for it. */
const MACHINE = {
  fetch: inviteFetch(HOME, { genesis: b, code: 'K7QF2M' }),
  clock: createFakeClock(TEST_GENESIS_TIME),
}

/** A new profile, and a person who gives these answers. */
function profile(...answers: readonly string[]) {
  const networks = createKnownNetworks(createSettingsStore(openKeyDatabase('keys', new IDBFactory())))
  const asked: BootQuestion[] = []
  const ask = async (question: BootQuestion) => {
    asked.push(question)
    return answers[asked.length - 1] ?? `question ${asked.length} was not expected`
  }
  const start = async (invite?: Invite, wish: Partial<NetworkWish> = {}) => {
    const code = invite && encodeInvite(invite)
    const chosen = await chooseNetwork(
      { invite: code, signalingDefault: HOME, ...wish },
      networks,
      ask,
      MACHINE,
    )
    if (!chosen.ok) throw new Error(chosen.error.message)
    const { genesis, introducer, signaling } = chosen.value
    return { id: networkIdOf(genesis), introducer, signaling }
  }
  return { networks, start, asked, types: () => asked.map(({ type }) => type) }
}

const idOf = networkIdOf

describe('a new profile', () => {
  test('opens the deployment’s network, or that of an invite, without a question', async () => {
    const plain = profile()
    expect(await plain.start()).toEqual({
      id: idOf(DEFAULT_NETWORK),
      introducer: undefined,
      signaling: HOME,
    })
    const { start, networks } = profile()
    const joined = { id: idOf(a), introducer: PEER, signaling: CLUB }
    expect(await start({ genesis: a, peerId: PEER, signaling: CLUB })).toEqual(joined)
    expect(await start()).toEqual({ ...joined, introducer: undefined })
    expect((await networks.list()).map(({ genesis }) => genesis.name)).toEqual(['A', 'Tabchain'])
  })

  test('is warned of a network that only looks like the deployment’s', async () => {
    const { start, asked } = profile('keep', 'change')
    expect((await start({ genesis: fake, peerId: PEER })).id).toBe(idOf(DEFAULT_NETWORK))
    expect(asked[0]).toMatchObject({
      type: 'network',
      asked: { id: idOf(fake) },
      current: { id: idOf(DEFAULT_NETWORK) },
      lookalike: { id: idOf(DEFAULT_NETWORK), name: DEFAULT_NETWORK.name },
    })
    expect((await start({ genesis: fake })).id).toBe(idOf(fake))
  })

  test('is asked before the deployment’s network gets another server', async () => {
    const { start, types } = profile('keep')
    expect((await start({ genesis: DEFAULT_NETWORK, signaling: EVIL })).signaling).toBe(HOME)
    expect((await start()).signaling).toBe(HOME)
    expect(types()).toEqual(['signaling'])
  })
})

describe('a profile that has a network', () => {
  test('stays in it, now and later, unless the person agrees to another', async () => {
    const { start, networks, asked } = profile('keep', 'change')
    await start()
    expect(await start({ genesis: a, peerId: PEER })).toEqual({
      id: idOf(DEFAULT_NETWORK),
      introducer: undefined,
      signaling: HOME,
    })
    expect((await networks.list()).map(({ id }) => id)).toEqual([idOf(DEFAULT_NETWORK)])
    expect((await start()).id).toBe(idOf(DEFAULT_NETWORK))
    expect(asked[0]).toMatchObject({
      type: 'network',
      lookalike: undefined,
      asked: { name: 'A', signaling: HOME },
    })

    expect(await start({ genesis: a, peerId: PEER })).toMatchObject({ id: idOf(a), introducer: PEER })
    expect((await start()).id).toBe(idOf(a))
  })

  test('is not asked about its present network', async () => {
    const { start, types } = profile()
    await start({ genesis: a, signaling: CLUB })
    expect(await start({ genesis: a, peerId: PEER, signaling: CLUB })).toMatchObject({ introducer: PEER })
    expect(types()).toEqual([])
  })

  test('keeps its signaling server, whether or not the link names another', async () => {
    const { start, asked } = profile('keep', 'keep', 'change')
    await start({ genesis: a, signaling: CLUB })
    expect((await start({ genesis: a, signaling: EVIL })).signaling).toBe(CLUB)
    expect((await start({ genesis: a })).signaling).toBe(CLUB)
    expect((await start()).signaling).toBe(CLUB)
    expect(asked).toMatchObject([
      { type: 'signaling', asked: EVIL, network: { name: 'A', signaling: CLUB } },
      { type: 'signaling', asked: HOME, network: { signaling: CLUB } },
    ])
    expect((await start({ genesis: a })).signaling).toBe(HOME)
    expect((await start()).signaling).toBe(HOME)
  })

  test('is asked twice for a known network with another server', async () => {
    const { start, types } = profile('change', 'keep')
    await start({ genesis: a, signaling: CLUB })
    await start({ genesis: b }, { agreed: true })
    expect(await start({ genesis: a, signaling: EVIL })).toMatchObject({ id: idOf(a), signaling: CLUB })
    expect(types()).toEqual(['network', 'signaling'])
  })

  test('uses a server in the address for that visit only', async () => {
    const { start, asked } = profile()
    await start({ genesis: a })
    expect((await start({ genesis: a }, { signal: CLUB })).signaling).toBe(CLUB)
    expect((await start()).signaling).toBe(HOME)
    expect(asked).toEqual([])
  })

  test('that refuses a link uses nothing of it', async () => {
    const { start, types } = profile('keep')
    await start()
    expect(await start({ genesis: a, peerId: PEER, signaling: EVIL }, { signal: EVIL })).toEqual({
      id: idOf(DEFAULT_NETWORK),
      introducer: undefined,
      signaling: HOME,
    })
    expect(types()).toEqual(['network'])
  })

  test('is not asked again after a command or button agreed', async () => {
    const { start, types } = profile()
    await start()
    const agreed = { agreed: true }
    expect(await start({ genesis: fake, signaling: CLUB }, agreed)).toMatchObject({
      id: idOf(fake),
      signaling: CLUB,
    })
    expect(await start({ genesis: fake, signaling: HOME }, { ...agreed, signal: EVIL })).toMatchObject({
      signaling: EVIL,
    })
    expect(types()).toEqual([])
  })

  test('can be moved to another of its networks before the present one is opened', async () => {
    const { start, asked } = profile(idOf(a), 'nonsense')
    await start({ genesis: a })
    await start({ genesis: b }, { agreed: true })
    expect((await start({ genesis: b }, { picks: true })).id).toBe(idOf(a))
    expect((await start()).id).toBe(idOf(a))
    expect(asked).toMatchObject([
      { type: 'pick', current: idOf(b), networks: [{ name: 'B' }, { name: 'A' }, { name: 'Tabchain' }] },
    ])
    expect((await start(undefined, { picks: true })).id).toBe(idOf(a))
  })

  test('a broken invite changes nothing', async () => {
    const { networks } = profile()
    for (const invite of ['nonsense', 'K7QF2N', encodeShortInvite({ networkId: idOf(a) })]) {
      const wish = { invite, signalingDefault: HOME }
      const refused = await chooseNetwork(wish, networks, async () => 'change', MACHINE)
      expect(refused).toMatchObject({ ok: false })
      expect(await networks.current()).toBeUndefined()
    }
  })
})

describe('a short link or a join code', () => {
  const short = encodeShortInvite({ networkId: idOf(b) })

  test.each([short, 'K7QF2M'])('opens its network in a new profile, which remembers it: %s', async invite => {
    const { start } = profile()
    const joined = { id: idOf(b), introducer: undefined, signaling: HOME }
    expect(await start(undefined, { invite })).toEqual(joined)
    expect(await start()).toEqual(joined)
  })

  test('asks before it moves a profile to another network', async () => {
    const { start, types } = profile('keep', 'change')
    await start({ genesis: a })
    expect((await start(undefined, { invite: 'K7QF2M' })).id).toBe(idOf(a))
    expect((await start(undefined, { invite: 'K7QF2M' })).id).toBe(idOf(b))
    expect(types()).toEqual(['network', 'network'])
  })

  test('opens a network that the profile knows without a server', async () => {
    const { start } = profile()
    await start({ genesis: a })
    expect((await start(undefined, { invite: encodeShortInvite({ networkId: idOf(a) }) })).id).toBe(idOf(a))
  })
})
