import { afterEach, expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import type { Header } from '#chain/block/header.ts'
import { assembleHeader } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { TxId } from '#chain/ids.ts'
import type { RecordedHeader } from '#consensus/engine.ts'
import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { poaSeal } from '#consensus/poa/poa-seal.ts'
import { assert, known } from '#lib/assert.ts'
import type { NetworkHandlers } from '#network/network.ts'
import { READMIT_MS } from '#node/limits.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { TEST_GENESIS_TIME, type TestAccount, testAccount } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { sealingKey } from '#testing/sealed-chain.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { apiOf } from '#testing/single-tab.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { TestTab } from '#testing/test-tab.ts'
import { recordedOf } from './rival-fork.ts'

const authorities = [1, 2, 3].map(testAccount)
const [admin = testAccount(1), second = testAccount(2)] = authorities
const thief = testAccount(9)
const genesis = authorityNetwork({
  ...{ authorities, admin, rich: authorities },
  parameters: { emptyBlocks: true, timeoutMs: 6_000 },
})

const staked = stakeNetwork({
  stakes: authorities.map(account => [account, 100n] as const),
  rich: authorities,
  parameters: { emptyBlocks: true },
})

const open: TestTab[] = []
afterEach(async () => {
  for (const tab of open.splice(0)) await tab.close()
})

/** All producers' tabs on one chain, with final blocks. */
async function world(genesis: GenesisParameters) {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('rivals')
  const hub = new MemoryHub({ clock, random })
  const opened = async (number: number) => {
    const tab = new TestTab(number, { genesis, hub, clock, random })
    await tab.open()
    open.push(tab)
    return tab
  }
  const pass = async (done: () => boolean) => {
    for (let second = 0; !done(); second++) {
      assert(second < 2_000, 'the condition is met in time')
      await clock.advance(1_000)
    }
  }
  const tabs = [await opened(1), await opened(2), await opened(3)]
  await pass(() => tabs.every(({ node }) => node.chain.final > 12))
  return { clock, hub, tabs, opened, pass }
}

async function pay({ node }: TestTab, { address: to } = testAccount(50), amount = 1n): Promise<TxId> {
  const own = known(node.wallet.addresses()[0], 'address')
  const payment = { kind: 'transfer', to, amount: amount as Amount, memo: '' } as const
  const made = await makeTransaction(node, own, payment)
  assert(made.ok, 'a payment can be made')
  expect(await node.outbox.submit(made.value)).toMatchObject({ ok: true })
  return made.value.id
}

test.each([
  ['authority', genesis, { signers: 2, voters: 3, percent: 57, majority: true }],
  ['stake', staked, { signers: 2, percent: 66, majority: true }],
])(
  'proof of %s: a tab whose majority began a new chain sees it and its support, moves to it, and offers its payments there',
  async (_, network, support) => {
    const { clock, hub, tabs, opened, pass } = await world(network)
    const [one] = tabs as [TestTab]
    const paid = await pay(one)
    await pass(() => one.node.own.get(paid)?.status === 'confirmed')

    for (const tab of tabs.slice(1)) await tab.close()
    hub.partition(['tab-1'])
    const anew = [await opened(2), await opened(3)]
    await pass(() => anew.every(({ node }) => node.chain.tip.totalWeight > one.node.chain.tip.totalWeight))
    expect(one.node.rivals.row()).toMatchObject({ count: 0 })

    const final = one.node.chain.final
    const resets: unknown[] = []
    const api = apiOf(one.node, clock, async request => void resets.push(request))
    expect(await api.reset({ over: true })).toMatchObject({ error: { code: 'OTHER_CHAIN_MISSING' } })
    hub.heal()
    await pass(() => one.node.rivals.row().count === 2)
    expect(one.node.rivals.row()).toMatchObject({
      ...{ peers: ['tab-2', 'tab-3'], fork: 0, final },
      support,
    })
    for (const { node } of anew) expect(node.rivals.row().count).toBe(0)

    expect(await api.reset({ over: true })).toMatchObject({ ok: true })
    expect(resets).toEqual([{ keys: false, over: 0 }])
    await one.switchToRival()
    await pass(() => one.node.own.get(paid)?.status === 'confirmed')
    const taken = () => one.node.own.get(paid)?.height ?? Number.POSITIVE_INFINITY
    await pass(() => anew.every(({ node }) => node.chain.final >= taken()))
    for (const { node } of anew) expect(await node.chain.store.tx(paid)).toBeDefined()
    expect(one.node.rivals.row()).toMatchObject({ count: 0 })
  },
)

test('payments of coins that did not exist at genesis are offered as soon as the other chain is fetched', async () => {
  const { clock, hub, tabs, opened, pass } = await world(genesis)
  const [one] = tabs as [TestTab]
  const pupil = await opened(4)
  const funded = await pay(one, pupil.account, 1_000_000n)
  await pass(() => pupil.node.chain.final > 12 && one.node.own.get(funded)?.status === 'confirmed')
  await pass(() => pupil.node.chain.tip.header.id === one.node.chain.tip.header.id)
  const paid = await pay(pupil)
  await pass(() => pupil.node.own.get(paid)?.status === 'confirmed')

  for (const tab of tabs) await tab.close()
  hub.partition(['tab-4'])
  const anew = [await opened(2), await opened(3)] as const
  const again = await pay(anew[0], pupil.account, 1_000_000n)
  await pass(() => anew[0].node.own.get(again)?.status === 'confirmed')
  await pass(() => anew.every(({ node }) => node.chain.tip.totalWeight > pupil.node.chain.tip.totalWeight))
  hub.heal()
  await pass(() => pupil.node.rivals.row().count === 2)
  await pupil.switchToRival()
  expect(pupil.node.own.get(paid)).toMatchObject({
    status: 'pending',
    reason: expect.stringContaining('balance'),
  })
  await pass(() => pupil.node.chain.tip.header.height > 12)
  const caughtUp = clock.now()
  await pass(
    () =>
      anew.every(({ node }) => node.mempool.get(paid)) || pupil.node.own.get(paid)?.status === 'confirmed',
  )
  expect(clock.now() - caughtUp).toBeLessThan(READMIT_MS / 2)
  await pass(() => pupil.node.own.get(paid)?.status === 'confirmed')
})

/** Headers on genesis, by these makers in turn, with the highest possible claims. */
async function forge({ node }: TestTab, makers: readonly TestAccount[]): Promise<Header[]> {
  const { engine, store, tip } = node.chain
  const headers: Header[] = []
  let parent: RecordedHeader = recordedOf(known(await store.blockAt(0), 'genesis'))
  for (const maker of makers) {
    const { height } = parent.header
    const draft = assembleHeader({
      ...parent.header,
      height: (height + 1) as never,
      parent: parent.header.id,
      timestamp: (parent.header.timestamp + 3_000) as never,
      producer: maker.address,
      seal: poaSeal({ offset: 0, since: 0, justified: height, final: height, signature: NO_SIGNATURE }),
    })
    const sealed = known(await engine.seal(draft, sealingKey(maker), async () => undefined), 'header')
    parent = { ...engine.follow(sealed, parent), header: sealed }
    headers.push(sealed)
  }
  assert(parent.totalWeight > tip.totalWeight, 'it claims more')
  return headers
}

/** A peer that serves these headers as its chain. */
async function show(hub: MemoryHub, headers: readonly Header[]): Promise<{ asked: number }> {
  const count = { asked: 0 }
  const tip = known(headers.at(-1), 'header')
  const network = hub.create('other', {
    head: () => ({ height: tip.height, tip: tip.id, totalWeight: 2n ** 200n }),
    serveHeaders: async (locator: readonly string[], limit: number) => {
      count.asked++
      const from = locator.map(id => headers.findIndex(header => header.id === id)).find(i => i >= 0) ?? -1
      return headers.slice(from + 1, from + 1 + limit).map(({ bytes }) => bytes)
    },
    serveBodies: () => new Promise(() => {}),
    servePool: async () => [],
    onPeer: () => {},
    onEvent: () => {},
    onSignaling: () => {},
    onKnownPeers: () => {},
  } as Partial<NetworkHandlers> as NetworkHandlers)
  await network.start()
  return count
}

test.each([
  ['of a stranger’s keys prove nothing', thief, thief, 0],
  ['of a stranger’s keys on a block that an authority made prove nothing', second, thief, 0],
  ['that an authority supports are a rival chain', thief, second, 1],
])('headers %s, whatever they claim', async (_, lowest, highest, count) => {
  const { hub, tabs, clock, pass } = await world(genesis)
  const one = known(tabs[0], 'tab')
  // its own chain does not grow meanwhile
  for (const tab of tabs.slice(1)) await tab.close()
  const length = Math.floor((clock.now() - genesis.timestamp) / 3_000)
  const makers = Array.from({ length }, (_, i) => (i === 0 ? lowest : i === length - 1 ? highest : thief))
  const peer = await show(hub, await forge(one, makers))
  await pass(() => peer.asked > 4)
  await clock.advance(2_000)
  expect(one.node.rivals.row()).toMatchObject(
    count === 0 ? { count } : { count, support: { signers: 1, voters: 3, percent: 28, majority: false } },
  )
})
