import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import { encode } from '#chain/codec.ts'
import { DEFAULT_NETWORK } from '#chain/genesis/default-network.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { openKeyDatabase } from '#storage/schema.ts'
import { createSettingsStore } from '#storage/settings-store.ts'
import { testNetwork } from '#testing/chain-builder.ts'
import { createKnownNetworks } from './known-networks.ts'
import { KNOWN_NETWORKS } from './limits.ts'

const network = (name: string) => testNetwork({ name })
const idOf = (name: string) => networkIdOf(network(name))
const DEFAULT_ID = networkIdOf(DEFAULT_NETWORK)

function setUp() {
  const settings = createSettingsStore(openKeyDatabase('keys', new IDBFactory()))
  const networks = createKnownNetworks(settings)
  const names = async () => (await networks.list()).map(({ genesis }) => genesis.name)
  return { settings, networks, names }
}

describe('the networks of a profile', () => {
  test('at first the deployment’s own is the only one, and chosen', async () => {
    const { networks, names } = setUp()
    expect(await names()).toEqual(['Tabchain'])
    expect(await networks.chosen()).toEqual({
      id: DEFAULT_ID,
      genesis: DEFAULT_NETWORK,
      signaling: undefined,
    })
  })

  test('stored networks are listed, the last used first, also after a reload', async () => {
    const { settings, networks, names } = setUp()
    await networks.keep(network('A'), undefined)
    await networks.keep(network('B'), 'https://example.org/signal/')
    expect(await names()).toEqual(['B', 'A', 'Tabchain'])
    expect((await networks.chosen()).id).toBe(DEFAULT_ID)

    expect(await networks.current()).toBeUndefined()
    await networks.choose(idOf('A'))
    expect((await networks.current())?.id).toBe(idOf('A'))
    expect(await names()).toEqual(['A', 'B', 'Tabchain'])
    const again = createKnownNetworks(settings)
    expect(await again.chosen()).toEqual({ id: idOf('A'), genesis: network('A'), signaling: undefined })
    expect((await again.list())[1]?.signaling).toBe('https://example.org/signal/')

    await again.choose(DEFAULT_ID)
    expect((await again.chosen()).id).toBe(DEFAULT_ID)
    expect(await names()).toEqual(['A', 'B', 'Tabchain'])
  })

  test('each is stored once, with the latest signaling server', async () => {
    const { networks, names } = setUp()
    await networks.keep(network('A'), 'https://example.org/signal/')
    await networks.keep(network('A'), undefined)
    await networks.keep(DEFAULT_NETWORK, 'https://example.org/signal/')
    expect(await names()).toEqual(['Tabchain', 'A'])
    expect((await networks.list()).map(({ signaling }) => signaling)).toEqual([
      'https://example.org/signal/',
      undefined,
    ])
  })

  test('two that are stored at once are both kept', async () => {
    const { networks, names } = setUp()
    await Promise.all([networks.keep(network('A'), undefined), networks.keep(network('B'), undefined)])
    expect((await names()).toSorted()).toEqual(['A', 'B', 'Tabchain'])
  })

  test('beyond the bound the least recently used one is forgotten, but never the chosen one', async () => {
    const { networks, names } = setUp()
    await networks.keep(network('chosen'), undefined)
    await networks.choose(idOf('chosen'))
    for (let i = 1; i < KNOWN_NETWORKS; i++) await networks.keep(network(`n${i}`), undefined)
    expect(await names()).toHaveLength(KNOWN_NETWORKS + 1)
    expect(await names()).toContain('n1')

    await networks.keep(network('one more'), undefined)
    const left = await names()
    expect(left).toHaveLength(KNOWN_NETWORKS + 1)
    expect(left).toEqual(expect.arrayContaining(['one more', 'chosen', 'n2', 'Tabchain']))
    expect(left).not.toContain('n1')
  })

  test('one that this app cannot read is not listed, and kept for an app that can', async () => {
    const { settings, networks, names } = setUp()
    const strange = { id: 'ff'.repeat(32), genesis: encode([99]) }
    await settings.set('networks', { chosen: strange.id, known: [strange] })
    expect(await names()).toEqual(['Tabchain'])
    expect((await networks.chosen()).id).toBe(DEFAULT_ID)
    await networks.keep(network('A'), undefined)
    expect(await settings.get('networks')).toMatchObject({ known: [{ id: idOf('A') }, strange] })
  })
})
