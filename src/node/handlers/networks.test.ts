import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'
import { assert } from '#lib/assert.ts'
import { parseInvite } from '#network/invite.ts'
import { createKnownNetworks } from '#node/founding/known-networks.ts'
import { StorageReader } from '#node/screens/storage-reader.ts'
import { openKeyDatabase } from '#storage/schema.ts'
import { createSettingsStore, type SettingsStore } from '#storage/settings-store.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { createMemoryDrafts } from '#testing/memory-drafts.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { TestTab } from '#testing/test-tab.ts'
import { networksHandlers } from './networks.ts'

const RUNNING = testNetwork()
const SIGNALING = 'https://signal.example.org/'

let clock: FakeClock
let tab: TestTab
let settings: SettingsStore

beforeEach(async () => {
  clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('networks')
  tab = new TestTab(1, { genesis: RUNNING, hub: new MemoryHub({ clock, random }), clock, random })
  await tab.open()
  settings = createSettingsStore(openKeyDatabase('keys', new IDBFactory()))
})

const api = (signalingUrl?: string) =>
  networksHandlers({
    node: tab.node,
    settings,
    drafts: createMemoryDrafts(),
    random: createSeededRandom('handlers'),
    profile: 0,
    version: '1.2.3',
    origin: 'https://example.org/app/',
    signalingUrl,
    fetch: () => Promise.reject(new Error('there is no server')),
    storage: new StorageReader(clock),
    handLinks: () => Promise.reject(new Error('a network in memory has no links by hand')),
    files: () => Promise.reject(new Error('this node shares no files')),
    reset: async () => {},
  })

async function create(name: string, signalingUrl?: string) {
  const made = await api(signalingUrl).networkCreate({ name, symbol: 'CLB', consensus: 'poa' })
  assert(made.ok, made.ok ? '' : made.error.message)
  return made.value
}
const list = async () => {
  const listed = await api().networkList()
  assert(listed.ok, 'a list')
  return listed.value
}
const switchTo = (id: string) => api().networkSwitch({ id })
const genesisOf = (link: string) => {
  const invite = parseInvite(link)
  assert(invite.ok, invite.ok ? '' : invite.error.message)
  return invite.value
}

describe('a network of one’s own', () => {
  test('is founded by the first address, and its link contains all parameters', async () => {
    const made = await create('Club')
    const { genesis, peerId, signaling } = genesisOf(made.link)
    const founder = testAccount(1).address
    expect(made).toEqual({
      id: networkIdOf(genesis),
      name: 'Club',
      symbol: 'CLB',
      consensus: 'poa',
      current: false,
      link: expect.stringMatching(/^https:\/\/example\.org\/app\/\?network=/),
    })
    expect(genesis).toMatchObject({
      timestamp: clock.now(),
      consensus: { type: 'poa', admin: founder, authorities: [founder] },
      allocations: [[founder, 1_000_000n * COIN]],
    })
    expect([peerId, signaling]).toEqual([undefined, undefined])
  })

  test('is introduced by the signaling server of this page', async () => {
    expect(genesisOf((await create('Club', SIGNALING)).link).signaling).toBe(SIGNALING)
    const club = (await list()).find(({ name }) => name === 'Club')
    expect(genesisOf(club?.link ?? '').signaling).toBe(SIGNALING)
  })

  test('is stored, and the running network stays the same', async () => {
    const { id } = await create('Club')
    expect((await list()).map(({ name, current }) => [name, current])).toEqual([
      ['Test', true],
      ['Club', false],
      ['Tabchain', false],
    ])
    expect((await createKnownNetworks(settings).chosen()).id).not.toBe(id)
  })

  test('with inconsistent parameters is refused and not stored', async () => {
    const refused = await api().networkCreate({ name: 'Club', symbol: 'CLB', spacingMs: 1 })
    expect(refused).toMatchObject({ ok: false, error: { code: 'GENESIS_BAD' } })
    expect(await list()).toHaveLength(2)
  })
})

describe('the running network', () => {
  test('is shown with its parameters', async () => {
    const shown = await api().networkShow()
    assert(shown.ok, 'shown')
    expect(shown.value).toMatchObject({
      id: networkIdOf(RUNNING),
      name: 'Test',
      current: true,
      parameters: { version: 3, timestamp: RUNNING.timestamp, limits: RUNNING.limits, allocations: [] },
    })
    expect(genesisOf(shown.value.link).genesis).toEqual(RUNNING)
  })
})

describe('switching', () => {
  test('by id, by its beginning in any case, or by name: the next start runs the network', async () => {
    const made = await create('My Club')
    for (const wanted of [made.id, made.id.slice(0, 8).toUpperCase(), ' my club ']) {
      await switchTo(networkIdOf(RUNNING))
      expect(await switchTo(wanted)).toEqual({ ok: true, value: made })
      expect((await createKnownNetworks(settings).chosen()).id).toBe(made.id)
    }
  })

  test('back to the deployment’s own, and to the one that runs', async () => {
    await create('Club')
    expect(await switchTo('tabchain')).toMatchObject({
      ok: true,
      value: { name: 'Tabchain', current: false },
    })
    expect((await createKnownNetworks(settings).chosen()).genesis.name).toBe('Tabchain')
    expect(await switchTo('test')).toMatchObject({ ok: true, value: { current: true } })
  })

  test('to an ambiguous name is refused, and the error lists all of them', async () => {
    const first = await create('Club')
    await clock.advance(1)
    const second = await create('Club')
    const refused = await switchTo('club')
    assert(!refused.ok, 'refused')
    expect(refused.error).toMatchObject({ code: 'NETWORK_AMBIGUOUS' })
    expect(refused.error.message).toContain(`${first.id.slice(0, 12)} (Club)`)
    expect(refused.error.message).toContain(`${second.id.slice(0, 12)} (Club)`)
    expect(await switchTo(first.id)).toMatchObject({ ok: true })
  })

  test('to an unknown network, or by less than four characters of an id, is refused', async () => {
    const { id } = await create('Club')
    for (const wanted of ['', 'Clubb', '0'.repeat(64), id.slice(0, 3)]) {
      expect(await switchTo(wanted)).toMatchObject({
        ok: false,
        error: { code: 'NETWORK_UNKNOWN', message: expect.stringContaining('`network list`') },
      })
    }
    expect(await switchTo(id.slice(0, 4))).toMatchObject({ ok: true })
  })
})
