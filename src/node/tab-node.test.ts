import { beforeEach, describe, expect, test } from 'vitest'
import { formatAddress } from '#chain/address.ts'
import { createHandlers } from '#node/handlers/create-handlers.ts'
import { StorageReader } from '#node/screens/storage-reader.ts'
import { StorageError } from '#storage/chain-store.ts'
import { TEST_GENESIS_TIME, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { createMemoryDrafts } from '#testing/memory-drafts.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { TestTab } from '#testing/test-tab.ts'

let clock: FakeClock
let alice: TestTab
let bob: TestTab

beforeEach(async () => {
  clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('tab')
  const hub = new MemoryHub({ clock, random })
  const world = { genesis: testNetwork(), hub, clock, random }
  alice = new TestTab(1, world)
  bob = new TestTab(2, world)
  await alice.open()
  await bob.open()
})

const signal = new AbortController().signal

function apiOf({ node }: TestTab) {
  return createHandlers({
    node,
    settings: {
      get: async () => undefined,
      set: async () => {},
      delete: async () => {},
      all: async () => ({}),
    },
    drafts: createMemoryDrafts(),
    random: createSeededRandom('handlers'),
    profile: 0,
    version: '1.2.3',
    origin: 'https://example.org/',
    signalingUrl: undefined,
    fetch: () => Promise.reject(new Error('there is no server')),
    storage: new StorageReader(clock),
    handLinks: () => Promise.reject(new Error('a network in memory has no links by hand')),
    files: () => Promise.reject(new Error('this node shares no files')),
    reset: async () => {},
  })
}

async function mineOne(tab: TestTab): Promise<void> {
  const { height } = tab.node.chain.tip.header
  const made = tab.node.producer.once(signal)
  // A template is renewed before the slowest search ends, so luck decides how long it takes.
  while (tab.node.chain.tip.header.height === height) await clock.advance(5_000)
  await made
}

describe('a node whose database fails', () => {
  const full = new StorageError('STORAGE_FULL', 'the browser grants no more space; free some')

  test('pauses, reports it, keeps the wallet usable, and continues by itself', async () => {
    await mineOne(alice)
    const received: string[] = []
    alice.node.events.subscribe(event => received.push(event.type))
    alice.breakStorage(full)

    await mineOne(bob)
    expect(alice.node.chain.tip.header.height).toBe(1)
    expect(alice.node.guard.fault).toMatchObject({ code: 'STORAGE_FULL' })
    expect(received).toContain('storage-fault')
    const api = apiOf(alice)
    expect(await api.mineOnce({}, signal)).toMatchObject({ ok: false, error: { code: 'STORAGE_FULL' } })
    expect(await api.addressList({}, signal)).toMatchObject({ ok: true, value: [{ balance: 50_000_000n }] })

    alice.breakStorage(undefined)
    await clock.advance(30_000)
    expect(alice.node.guard.fault).toBeUndefined()
    expect(received).toContain('storage-recovered')
    expect(alice.node.chain.tip.header.id).toBe(bob.node.chain.tip.header.id)
  })

  test('no peer is punished for it', async () => {
    alice.breakStorage(full)
    await mineOne(bob)
    expect(alice.node.network.peers()).toMatchObject([{ peerId: 'tab-2', score: 0 }])
  })
})

describe('payments through the API', () => {
  test('ten at once take ten nonces and are all confirmed', async () => {
    await mineOne(alice)
    const api = apiOf(alice)
    const args = { from: 'main', to: bob.account.text, amount: 1_000_000n }
    const sent = await Promise.all(Array.from({ length: 10 }, () => api.send(args, signal)))
    expect(sent.every(result => result.ok)).toBe(true)
    expect(alice.node.mempool.queueOf(alice.account.address).map(tx => tx.nonce)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])

    await mineOne(alice)
    await clock.advance(5_000)
    const history = await apiOf(bob).history({ address: bob.account.text }, signal)
    expect(history.ok && history.value.map(tx => tx.status)).toEqual(Array(10).fill('confirmed'))
  })

  test('the error for a bad payment names the field', async () => {
    await mineOne(alice)
    const api = apiOf(alice)
    const good = { from: 'main', to: bob.account.text, amount: 1n }
    const cases = [
      [{ ...good, from: 'nobody' }, 'NAME_UNKNOWN', /^from: no/],
      [{ ...good, to: `${bob.account.text}q` }, 'ADDRESS_BAD', /^to: it/],
      [{ ...good, to: formatAddress(new Uint8Array(32)) }, 'ADDRESS_INSECURE', /^to: it .* "burn"/],
      [{ ...good, amount: 0n }, 'AMOUNT_ZERO', /^amount: /],
      [{ ...good, amount: -1n }, 'AMOUNT_BAD', /^amount: /],
      [{ ...good, amount: 50_000_000n }, 'BALANCE_TOO_LOW', /^amount: /],
      [{ ...good, fee: 1n }, 'POOL_FEE_LOW', /^fee: .* offer/],
      [{ ...good, memo: 'x'.repeat(257) }, 'MEMO_TOO_LONG', /^memo: .* shorten/],
    ] as const
    for (const [args, code, message] of cases) {
      const error = { code, message: expect.stringMatching(message) }
      expect(await api.send(args, signal)).toMatchObject({ ok: false, error })
    }
    expect(await api.history({ address: 'tab1xyz' }, signal)).toMatchObject({
      error: { message: expect.stringMatching(/^address: a part/) },
    })
    expect(alice.node.mempool.size).toBe(0)
  })

  test('a pending payment is replaced by one with its nonce and a higher fee', async () => {
    await mineOne(alice)
    const api = apiOf(alice)
    const args = { from: 'main', to: bob.account.text, amount: 1n, fee: 10_000n }
    const first = await api.send(args, signal)
    const second = await api.send({ ...args, amount: 2n, fee: 11_000n, nonce: 0 }, signal)
    expect(second.ok).toBe(true)
    const dropped = await api.tx({ id: first.ok ? first.value.txId : '' }, signal)
    expect(dropped).toMatchObject({
      ok: true,
      value: { status: 'dropped', reason: expect.stringContaining('replaced') },
    })
  })
})
