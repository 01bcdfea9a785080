import { describe, expect, test } from 'vitest'
import { type Amount, COIN } from '#chain/amount.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { readAccount } from '#chain/state/account.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { TestTab } from '#testing/test-tab.ts'

const accounts = [1, 2, 3].map(testAccount)
const [alice] = accounts as [ReturnType<typeof testAccount>]

const NETWORKS: Record<string, GenesisParameters> = {
  'proof of work': testNetwork({}, accounts),
  'proof of stake': stakeNetwork({
    stakes: accounts.map(account => [account, 100n] as const),
    rich: accounts,
    parameters: { emptyBlocks: true },
  }),
  'proof of authority': authorityNetwork({
    authorities: accounts,
    admin: alice,
    rich: accounts,
    parameters: { emptyBlocks: true },
  }),
}

/** Three tabs, each with one of the accounts, on one clock that each reads with its skew. */
async function openTabs(genesis: GenesisParameters, skewsMs: readonly number[] = [0, 0, 0]) {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('engines')
  const hub = new MemoryHub({ clock, random, delayMs: [20, 300] })
  const tabs = skewsMs.map((skewMs, i) => new TestTab(i + 1, { genesis, hub, clock, random, skewMs }))
  for (const tab of tabs) await tab.open()
  return { clock, hub, tabs: tabs as [TestTab, TestTab, TestTab] }
}

async function submit({ node }: TestTab, payload: Payload): Promise<string> {
  const own = known(node.wallet.addresses()[0], 'own address')
  const tx = await makeTransaction(node, own, payload)
  if (!tx.ok) throw new Error(tx.error.message)
  const submitted = await node.outbox.submit(tx.value)
  if (!submitted.ok) throw new Error(submitted.error.message)
  return tx.value.id
}

const tipsOf = (tabs: readonly TestTab[]) => new Set(tabs.map(tab => tab.node.chain.tip.header.id))
const heightOf = (tab: TestTab) => tab.node.chain.tip.header.height

/** Advances time until all have the same tip, at or above this height. */
async function converge(
  world: Awaited<ReturnType<typeof openTabs>>,
  tabs: readonly TestTab[],
  height: number,
) {
  const isDone = () => tipsOf(tabs).size === 1 && tabs.every(tab => heightOf(tab) >= height)
  for (let i = 0; i < 600 && !isDone(); i++) await world.clock.advance(1_000)
  expect(tipsOf(tabs).size, `heights ${tabs.map(heightOf)}`).toBe(1)
  expect(heightOf(known(tabs[0], 'tab'))).toBeGreaterThanOrEqual(height)
}

describe.each(Object.entries(NETWORKS))('%s', (_, genesis) => {
  test('three tabs converge, pay, and continue after a restart; no peer is blamed', async () => {
    const world = await openTabs(genesis)
    const { tabs, clock, hub } = world
    for (const { node } of tabs) node.producer.choose({ on: true, keepMining: true })
    await converge(world, tabs, 3)

    const payment = {
      kind: 'transfer',
      to: testAccount(9).address,
      amount: COIN as Amount,
      memo: '',
    } as const
    const ids = await Promise.all(tabs.map(tab => submit(tab, payment)))
    await clock.advance(120_000)
    for (const tab of tabs) {
      for (const id of ids) expect(await tab.node.chain.store.tx(id)).toMatchObject({ id })
    }

    await tabs[1].close()
    await clock.advance(60_000)
    await tabs[1].open()
    tabs[1].node.producer.choose({ on: true, keepMining: true })
    await converge(world, tabs, heightOf(tabs[0]) + 2)
    expect(readAccount(tabs[1].node.chain.state, testAccount(9).address).balance).toBe(3n * COIN)
    expect(hub.penalties).toEqual([])
    for (const tab of tabs) await tab.close()
  })

  test('clocks that differ by four seconds agree on the chain', async () => {
    const world = await openTabs(genesis, [-2_000, 0, 2_000])
    const { tabs, hub } = world
    for (const { node } of tabs) node.producer.choose({ on: true, keepMining: true })
    await converge(world, tabs, 12)
    const producers = new Set<string>()
    for (let height = 1; height <= 12; height++) {
      const row = known(await tabs[0].node.chain.store.blockAt(height), 'block')
      producers.add(row.producer)
    }
    expect(producers.size).toBe(3)
    expect(hub.penalties).toEqual([])
    for (const tab of tabs) await tab.close()
  })
})

test('proof of authority: one of three disappears, the others continue within the timeout', async () => {
  const genesis = known(NETWORKS['proof of authority'], 'network')
  const world = await openTabs(genesis)
  const { tabs, clock } = world
  const [first, second, third] = tabs
  await converge(world, tabs, 3)
  await third.close()

  const { spacingMs, timeoutMs } = genesis.consensus as Extract<
    GenesisParameters['consensus'],
    { type: 'poa' }
  >
  const began = heightOf(first)
  for (let round = 1; round <= 3; round++) {
    const before = heightOf(first)
    // a round of three turns: two blocks in time, and one after the third's timeout
    await clock.advance(3 * spacingMs + timeoutMs + 1_000)
    expect(heightOf(first)).toBeGreaterThanOrEqual(before + 2)
  }
  await converge(world, [first, second], began + 6)
  for (const tab of [first, second]) await tab.close()
})

test('with newer rules in the network the node stops producing, reports it, and blames no peer', async () => {
  const genesis = { ...testNetwork({}, accounts), activations: [{ version: 99, height: 4 }] }
  const world = await openTabs(genesis)
  const [tab, ...others] = world.tabs
  const received: string[] = []
  tab.node.events.subscribe(event => received.push(event.type))
  tab.node.producer.choose({ on: true, keepMining: true })
  await world.clock.advance(600_000)

  expect(world.tabs.map(heightOf)).toEqual([3, 3, 3])
  expect(tab.node.producer.waiting).toMatch(/version 99 of the rules.*update/)
  expect(received.filter(type => type === 'outdated')).toHaveLength(1)
  expect(world.hub.penalties).toEqual([])
  for (const each of [tab, ...others]) await each.close()
})

test('a heavier chain that would undo final blocks is refused, and the person is notified', async () => {
  const base = testNetwork({}, accounts)
  const world = await openTabs({ ...base, limits: { ...base.limits, finalityDepth: 3 } })
  const { tabs, hub, clock } = world
  const [alone, ...others] = tabs
  hub.partition(
    [alone.name],
    others.map(tab => tab.name),
  )
  const received: Record<string, unknown>[] = []
  alone.node.events.subscribe(event => {
    if (event.type === 'reorganisation-refused') received.push(event.data)
  })
  for (const { node } of tabs) node.producer.choose({ on: true, keepMining: true })
  await clock.advance(300_000)
  for (const { node } of tabs) node.producer.choose({ on: false, keepMining: false })
  const before = alone.node.chain.tip.header
  expect(before.height).toBeGreaterThan(4)
  expect(others[0]?.node.chain.tip.totalWeight).toBeGreaterThan(alone.node.chain.tip.totalWeight)

  hub.heal()
  await clock.advance(60_000)
  expect(alone.node.chain.tip.header.id).toBe(before.id)
  expect(received[0]).toMatchObject({ finalHeight: alone.node.chain.final })
  expect(alone.node.chain.final).toBeGreaterThan(0)
  expect(hub.penalties).toEqual([])
  for (const tab of tabs) await tab.close()
})
