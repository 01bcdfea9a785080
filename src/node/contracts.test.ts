import { beforeAll, expect, test } from 'vitest'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { hashOf } from '#chain/hash.ts'
import type { Hash } from '#chain/ids.ts'
import { readQuickJs } from '#contracts/read-quickjs.suite.ts'
import { createContractRuntime } from '#contracts/runtime.ts'
import { HostStackError } from '#contracts/sandbox.ts'
import { known } from '#lib/assert.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { createRunWatch } from '#node/faults/run-watch.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { MemoryHub } from '#testing/memory-hub.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { apiOf } from '#testing/single-tab.ts'
import { TestTab } from '#testing/test-tab.ts'

const SOURCE = `
export default class Counter extends Contract {
  init(n) { this.state.n = n }
  add(step) {
    ctx.assert(step > 0n, 'only upwards')
    this.state.n += step
    this.map('steps').set(ctx.caller, step)
    ctx.emit('added', step)
  }
}`

const [me, other] = [testAccount(1), testAccount(2)]
let module: WebAssembly.Module
beforeAll(async () => {
  module = await readQuickJs()
})

/** Tabs with a machine each, as in browsers. */
function world() {
  const clock = createFakeClock(TEST_GENESIS_TIME)
  const random = createSeededRandom('contracts')
  const hub = new MemoryHub({ clock, random })
  const genesis = testNetwork({}, [me, other])
  const tab = (number: number, contracts: ContractRuntime = createContractRuntime(module)) =>
    new TestTab(number, { genesis, hub, clock, random, contracts })
  const mineOne = async ({ node }: TestTab) => {
    const { height } = node.chain.tip.header
    const made = node.producer.once(new AbortController().signal)
    while (node.chain.tip.header.height === height) await clock.advance(5_000)
    await made
  }
  return { clock, hub, tab, mineOne }
}

const tipOf = ({ node }: TestTab) => node.chain.tip.header
const receiptsOf = async ({ node }: TestTab, height: number) => {
  const block = known(await node.chain.store.blockAt(height), `block ${height}`)
  return (await node.chain.store.txsOf(block.id)).map(({ id, receipt }) => ({ id, receipt }))
}

test('two tabs agree on every state and receipt, and so does one that joins later', async () => {
  const { clock, hub, tab, mineOne } = world()
  const [first, second] = [tab(1), tab(2)]
  for (const each of [first, second]) {
    await each.open()
    each.node.producer.choose({ on: false, keepMining: false })
  }
  const [mine, theirs] = [apiOf(first.node, clock), apiOf(second.node, clock)]

  const deployed = await mine.contractDeploy({ from: 'main', source: SOURCE, args: [1n] })
  if (!deployed.ok) throw new Error(deployed.error.message)
  const { address } = deployed.value
  await mineOne(first)
  const call = { from: 'main', address, method: 'add' }
  for (const step of [2n, 0n, 3n]) {
    const sent = [
      await mine.contractCall({ ...call, args: [step], gasLimit: 20_000_000n }),
      await theirs.contractCall({ ...call, args: [step], gasLimit: 20_000_000n }),
    ]
    expect(sent.map(({ ok }) => ok)).toEqual([true, true])
    await clock.advance(5_000)
    await mineOne(second)
  }
  await clock.advance(5_000)
  expect(tipOf(second)).toEqual(tipOf(first))
  expect(await theirs.contractShow({ address })).toMatchObject({
    value: { state: { n: 11n }, maps: { steps: 2 } },
  })

  const late = tab(3)
  await late.open()
  for (let i = 0; i < 20 && tipOf(late).height < tipOf(first).height; i++) await clock.advance(5_000)
  expect(tipOf(late)).toEqual(tipOf(first))
  expect(late.node.chain.state.root()).toBe(first.node.chain.state.root())
  const codes: string[] = []
  for (let height = 1; height <= tipOf(first).height; height++) {
    const receipts = await receiptsOf(first, height)
    codes.push(...receipts.map(({ receipt }) => receipt.code))
    expect(await receiptsOf(second, height)).toEqual(receipts)
    expect(await receiptsOf(late, height)).toEqual(receipts)
  }
  expect(codes.toSorted()).toEqual(['', '', '', '', '', 'CODE_THREW', 'CODE_THREW'])
  expect(hub.penalties).toEqual([])
})

test('a browser whose stack overflows blames no peer, and imports the block once it can', async () => {
  const { clock, hub, tab, mineOne } = world()
  const real = createContractRuntime(module)
  let isSick = true
  const sick: ContractRuntime = {
    inspect: (source, gasLimit) => {
      if (isSick) throw new HostStackError('the stack of this browser ended')
      return real.inspect(source, gasLimit)
    },
    call: (call, host) => real.call(call, host),
  }
  const [first, second] = [tab(1), tab(2, sick)]
  for (const each of [first, second]) {
    await each.open()
    each.node.producer.choose({ on: false, keepMining: false })
  }
  const deployed = await apiOf(first.node, clock).contractDeploy({ from: 'main', source: SOURCE, args: [1n] })
  expect(deployed.ok).toBe(true)
  await mineOne(first)
  await clock.advance(5_000)
  expect(tipOf(second).height).toBe(0)
  expect(hub.penalties).toEqual([])

  isSick = false
  await mineOne(first)
  for (let i = 0; i < 20 && tipOf(second).height < 2; i++) await clock.advance(30_000)
  expect(tipOf(second)).toEqual(tipOf(first))
  expect(hub.penalties).toEqual([])
})

test('a tab that hung in a contract leaves blocks with it unchecked, produces others, and reports why', async () => {
  const { clock, hub, tab, mineOne } = world()
  const suspects = new Set([hashOf<Hash>(utf8FromText(SOURCE))])
  const [first, second] = [
    tab(1),
    tab(2, createContractRuntime(module, { beforeRun: createRunWatch(suspects, () => {}, clock) })),
  ]
  for (const each of [first, second]) {
    await each.open()
    each.node.producer.choose({ on: false, keepMining: false })
  }
  const [mine, theirs] = [apiOf(first.node, clock), apiOf(second.node, clock)]
  const deployed = await mine.contractDeploy({ from: 'main', source: SOURCE, args: [1n] })
  if (!deployed.ok) throw new Error(deployed.error.message)
  await clock.advance(5_000)

  // It knows the deployment and produces a block without it.
  expect(second.node.mempool.size).toBe(1)
  await mineOne(second)
  expect(tipOf(second).height).toBe(1)
  expect(second.node.mempool.size).toBe(1)
  expect(await theirs.contractSimulate({ from: 'main', source: SOURCE, args: [1n] })).toMatchObject({
    ok: false,
    error: { code: 'CONTRACT_SUSPECT', message: expect.stringContaining('another browser') },
  })

  await clock.advance(5_000)
  await mineOne(first)
  await clock.advance(30_000)
  expect(tipOf(first).height).toBe(2)
  expect(tipOf(second).height).toBe(1)
  expect(hub.penalties).toEqual([])
})
