import { describe, expect, test } from 'vitest'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { contractAddress, readContract } from '#chain/state/contract.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { BEHIND_BLOCKS } from '#node/chain/limits.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { deployPayload, invokePayload } from '#testing/contract-world.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { createFakeContractRuntime } from '#testing/fake-contract-runtime.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { withBuggyMethod } from '#testing/planted-bug.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { stakeNetwork } from '#testing/stake-network.ts'
import { TestTab } from '#testing/test-tab.ts'

/** A bug met in judging a stranger's data stops no node, and no peer is blamed. */

const accounts = [1, 2, 3, 4].map(testAccount)
const maker = known(accounts[3], 'account')
const NETWORKS: Record<string, GenesisParameters> = {
  'proof of work': testNetwork({}, accounts),
  'proof of stake': stakeNetwork({
    // the others stop for a bug once the chain with it is well ahead, so one stranger must not win by luck
    stakes: accounts.map(account => [account, account === maker ? 20n : 100n] as const),
    rich: accounts,
  }),
  'proof of authority': authorityNetwork({
    authorities: accounts,
    admin: maker,
    rich: accounts,
    parameters: { emptyBlocks: true },
  }),
}

const sound = createFakeContractRuntime()
const buggy = withBuggyMethod(sound, 'add')

/** Four tabs, each with its contract runtime, and a contract on the chain, deployed by the last. */
async function openTabs(genesis: GenesisParameters, runtimes: readonly ContractRuntime[]) {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('planted')
  const hub = new MemoryHub({ clock, random, delayMs: [20, 300] })
  const tabs = runtimes.map(
    (contracts, i) => new TestTab(i + 1, { genesis, hub, clock, random, contracts, version: '1' }),
  ) as [TestTab, TestTab, TestTab, TestTab]
  const received: { readonly tab: TestTab; readonly type: string; readonly data: Record<string, unknown> }[] =
    []

  const open = async (tab: TestTab, app: Parameters<TestTab['open']>[0] = {}) => {
    await tab.open(app)
    tab.node.events.subscribe(({ type, data }) => received.push({ tab, type, data }))
    tab.node.producer.choose({ on: true, keepMining: true })
  }
  const passUntil = async (isDone: () => boolean) => {
    for (let i = 0; i < 3_000 && !isDone(); i++) await clock.advance(1_000)
    expect(isDone()).toBe(true)
  }
  const reported = (tab: TestTab, type: string) =>
    received.filter(event => event.tab === tab && event.type === type)

  for (const tab of tabs) await open(tab)
  await submit(tabs[3], deployPayload('Counter'))
  const contract = contractAddress(maker.address, 0)
  await passUntil(() => tabs.every(({ node }) => readContract(node.chain.state, contract) !== undefined))
  const call = () => submit(tabs[3], invokePayload(contract, 'add', [1n]))
  return { clock, hub, tabs, open, passUntil, reported, call }
}

async function submit({ node }: TestTab, payload: Payload): Promise<string> {
  const tx = await makeTransaction(node, known(node.wallet.addresses()[0], 'own address'), payload)
  if (!tx.ok) throw new Error(tx.error.message)
  expect(await node.outbox.submit(tx.value)).toMatchObject({ ok: true })
  return tx.value.id
}

const heightOf = ({ node }: TestTab) => node.chain.tip.header.height
const agree = (tabs: readonly TestTab[], height: number) =>
  new Set(tabs.map(({ node }) => node.chain.tip.header.id)).size === 1 &&
  tabs.every(tab => heightOf(tab) >= height)
const isIn = ({ node }: TestTab, txId: string) => node.chain.store.tx(txId)

describe.each(Object.entries(NETWORKS))('%s', (_, genesis) => {
  test('three whose app meets a bug in a block continue without it, also after a restart', async () => {
    const { hub, tabs, open, passUntil, reported, call } = await openTabs(genesis, [
      buggy,
      buggy,
      buggy,
      sound,
    ])
    const [first, second, third, stranger] = tabs
    const three = [first, second, third]
    const blocksOf = (tab: TestTab) =>
      reported(tab, 'judging-fault').flatMap(({ data }) => (data.what === 'block' ? [data.id] : []))
    const goOn = (blocks: number) => {
      const height = Math.max(...three.map(heightOf)) + blocks
      return passUntil(() => agree(three, height))
    }
    await call()
    await passUntil(() => three.every(tab => blocksOf(tab).length > 0))
    await goOn(8)

    const [known] = blocksOf(first)
    await first.close()
    await open(first)
    expect(first.node.chain.unjudged.blocks().map(({ id }) => id)).toContain(known)
    await goOn(8)
    await stranger.close()
    await goOn(4)
    for (const tab of three) {
      expect(reported(tab, 'left-behind')).toEqual([])
      // each block once, whatever its outcome
      expect(new Set(blocksOf(tab)).size).toBe(blocksOf(tab).length)
    }
    expect(hub.penalties).toEqual([])
    for (const tab of three) await tab.close()
  })

  test('one whose app meets a bug in a block that all others accepted reports it, stops producing, and follows after an update', async () => {
    const { hub, tabs, open, passUntil, reported, call } = await openTabs(genesis, [
      sound,
      buggy,
      sound,
      sound,
    ])
    const [first, alone] = tabs
    const txId = await call()
    await passUntil(() => reported(alone, 'left-behind').length > 0)
    expect(await isIn(first, txId)).toBeDefined()
    expect(await isIn(alone, txId)).toBeUndefined()

    const stopped = heightOf(alone)
    await passUntil(() => heightOf(first) >= stopped + 2 * BEHIND_BLOCKS)
    expect(heightOf(alone)).toBeLessThanOrEqual(stopped + 1)
    expect(alone.node.producer.waiting).toMatch(/bug of this app.*update/)

    await alone.close()
    await open(alone)
    await passUntil(() => reported(alone, 'left-behind').length > 1)
    await alone.close()
    await open(alone, { contracts: sound, version: '2' })
    await passUntil(() => agree(tabs, stopped + 2 * BEHIND_BLOCKS))
    expect(await isIn(alone, txId)).toBeDefined()
    expect(hub.penalties).toEqual([])
    for (const tab of tabs) await tab.close()
  })
})
