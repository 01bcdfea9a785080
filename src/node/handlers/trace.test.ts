import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { formatContractAddress } from '#chain/address.ts'
import { COIN } from '#chain/amount.ts'
import { readQuickJs } from '#contracts/read-quickjs.suite.ts'
import { createContractRuntime, type MeteredRuntime } from '#contracts/runtime.ts'
import { known } from '#lib/assert.ts'
import type { Failure, Result } from '#lib/result.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'

const me = testAccount(1)
const genesis = testNetwork({}, [me])
const GAS = 20_000_000n

const TILL = `
export default class Till extends Contract {
  static payable = ['put']
  init(start) {
    ctx.assert(start >= 0n, 'begin with something')
    this.state.total = start
  }
  put() { this.state.total += ctx.value }
  take(amount) {
    const left = this.state.total - amount
    this.state.total = left
    this.map('taken').set(ctx.caller, amount)
    ctx.assert(left >= 0n, 'there is not so much')
    return left
  }
  spin() {
    for (let i = 0; ; i++) this.state.total = BigInt(i)
  }
}`

let runtime: MeteredRuntime
let single: SingleTab
beforeAll(async () => {
  runtime = createContractRuntime(await readQuickJs())
})
beforeEach(async () => {
  single = await openSingleTab(genesis, runtime)
})

function taken<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code}: ${result.error.message}`)
}

async function deployed(): Promise<string> {
  const deployment = { from: 'main', source: TILL, args: [10n] }
  const { address } = taken(await single.api.contractDeploy(deployment))
  await single.mine()
  return address
}

const call = async (address: string, method: string, args: unknown[] = [], amount?: bigint) =>
  taken(
    await single.api.contractCall({
      ...{ from: 'main', address, method, args, gasLimit: GAS },
      ...(amount === undefined ? {} : { amount }),
    }),
  ).txId

describe('a transaction that failed', () => {
  test('is run again on its original state, after the transactions before it in its block', async () => {
    const { api, mine } = single
    const address = await deployed()
    await call(address, 'put', [], COIN)
    const txId = await call(address, 'take', [2n * COIN])
    await mine()
    await call(address, 'put', [], 5n * COIN)
    await mine()
    const { receipt } = taken(await api.tx({ id: txId }))
    expect(receipt).toMatchObject({ status: 'failed', message: 'there is not so much (line 13)' })

    const trace = taken(await api.contractTrace({ txId }))
    expect(trace).toMatchObject({
      ok: false,
      error: { code: 'CODE_THREW', message: 'there is not so much', line: 13 },
      ...{ contract: address, source: TILL, method: 'take', onState: 'before', total: 4, skipped: 0 },
      before: { total: COIN + 10n },
      after: { total: 10n - COIN },
      others: [],
    })
    expect(trace.steps.map(({ line }) => line)).toEqual([10, 11, 12, 13])
    expect(known(trace.steps.at(-1), 'step')).toMatchObject({
      locals: [
        { name: 'left', value: `${10n - COIN}n` },
        { name: 'amount', value: '2000000n' },
      ],
      changes: [{ name: `taken["${me.text}"]`, before: null, now: '2000000n' }],
    })
    expect(trace.steps[2]?.changes).toEqual([
      { name: 'total', before: `${COIN + 10n}n`, now: `${10n - COIN}n` },
    ])
    expect(trace).not.toHaveProperty('value')
    // It changed nothing.
    expect(taken(await api.contractShow({ address })).state).toEqual({ total: 6n * COIN + 10n })
  })

  test('is found below the block tree too, by undo journals', async () => {
    const { api, mine, node } = single
    const address = await deployed()
    const txId = await call(address, 'take', [11n])
    await mine()
    for (let i = 0; i < 3; i++) await mine()
    const { blockId } = taken(await api.tx({ id: txId }))
    const row = known(await node.chain.store.block(known(blockId, 'block')), 'block')
    const { tree } = node.chain
    node.chain.tree.prune(row.height + 1_000)
    tree.add(node.chain.tip)
    expect(tree.get(row.parent as never)).toBeUndefined()
    expect(taken(await api.contractTrace({ txId }))).toMatchObject({
      ...{ onState: 'before', before: { total: 10n }, after: { total: -1n } },
      error: { line: 13 },
    })
  })

  test('without journals is run on the tip, and the result says so', async () => {
    const { api, mine, node } = single
    const address = await deployed()
    const txId = await call(address, 'take', [11n])
    await mine()
    await call(address, 'put', [], COIN)
    await mine()
    const { blockId } = taken(await api.tx({ id: txId }))
    const row = known(await node.chain.store.block(known(blockId, 'block')), 'block')
    const { chain } = node
    chain.tree.prune(row.height + 1_000)
    chain.tree.add(chain.tip)
    const { store } = chain
    const body = store.body.bind(store)
    store.body = async id => {
      const found = await body(id)
      return found && { id: found.id, body: found.body }
    }
    const trace = taken(await api.contractTrace({ txId }))
    expect(trace).toMatchObject({ ok: true, value: COIN - 1n, onState: 'tip', before: { total: COIN + 10n } })
  })

  test('out of gas is reported as such, with the steps before its end', async () => {
    const { api, mine } = single
    const address = await deployed()
    const txId = await call(address, 'spin')
    await mine()
    const trace = taken(await api.contractTrace({ txId }))
    expect(trace).toMatchObject({ ok: false, error: { code: 'OUT_OF_GAS', line: 0 }, stopped: 'GAS' })
    expect(trace.steps.at(-1)).toMatchObject({ line: 17, locals: [{ name: 'i' }] })
    expect(trace.after.total).toBeGreaterThan(10n)
  })

  test('a deployment is traced with its init', async () => {
    const { api, mine } = single
    const { txId, address } = taken(
      await api.contractDeploy({ from: 'main', source: TILL, args: [-1n], gasLimit: GAS }),
    )
    await mine()
    expect(taken(await api.contractTrace({ txId }))).toMatchObject({
      ...{ contract: address, method: 'init', before: {}, after: {} },
      error: { message: 'begin with something', line: 5 },
    })
  })
})

describe('a call that was not sent', () => {
  test('is traced on the tip', async () => {
    const { api, node } = single
    const address = await deployed()
    const { height } = node.chain.tip.header
    expect(
      taken(await api.contractTrace({ from: 'main', address, method: 'take', args: [4n] })),
    ).toMatchObject({
      ok: true,
      value: 6n,
      onState: 'tip',
      before: { total: 10n },
      after: { total: 6n },
      ending: [],
    })
    expect(taken(await api.mempool({})).count).toBe(0)
    expect(node.chain.tip.header.height).toBe(height)
  })

  test('a deployment is traced from its class on', async () => {
    const source = `const LIMITS = [1, 2]\nexport default class A extends Contract {\n  init() {\n    this.state.limits = LIMITS\n  }\n}`
    const trace = taken(await single.api.contractTrace({ from: 'main', source }))
    const ending = [{ name: 'limits', before: null, now: '[1, 2]' }]
    expect(trace).toMatchObject({ ok: true, source, method: 'init', after: { limits: [1, 2] }, ending })
    expect(trace.steps.map(({ line }) => line)).toEqual([1, 2, 4])
  })

  test('an invalid source returns its error, without steps', async () => {
    const source = 'export default class A extends Contract {\n  init() {\n    let\n  }\n}'
    expect(taken(await single.api.contractTrace({ from: 'main', source }))).toMatchObject({
      ...{ ok: false, steps: [], total: 0, source },
      error: { code: 'CODE_INVALID', message: expect.stringMatching(/^SyntaxError/) },
    })
  })
})

/** An address without a contract. */
const NOWHERE = formatContractAddress(new Uint8Array(32))

describe('bad requests', () => {
  const cases: [string, object, RegExp][] = [
    ['no id', { txId: 'x' }, /txId: /],
    ['an unknown id', { txId: '00'.repeat(32) }, /txId: no transaction .* wait until it is in a block/],
    ['nobody', { from: 'nobody', source: TILL }, /from: /],
    ['no contract', { from: 'main' }, /address: .*or a source/],
    ['no method', { from: 'main', address: NOWHERE }, /method: give the method/],
    ['too much gas', { from: 'main', source: TILL, gasLimit: 10n ** 30n }, /gasLimit: /],
    ['too little gas', { from: 'main', source: TILL, gasLimit: 1n }, /gasLimit: it takes/],
    ['a negative amount', { from: 'main', source: TILL, amount: -1n }, /amount: /],
    ['a negative fee', { from: 'main', source: TILL, fee: -1n }, /fee: /],
    ['too many coins', { from: 'main', source: TILL, amount: 10n ** 15n }, /amount: .*costs/],
  ]
  test.each(cases)('%s', async (_, request, message) => {
    const result = await single.api.contractTrace(request as never)
    expect(result.ok ? 'ok' : result.error.message).toMatch(message)
  })

  test('a payment runs no contract', async () => {
    const { api, mine } = single
    const { txId } = taken(await api.send({ from: 'main', to: me.text, amount: COIN }))
    await mine()
    expect(await api.contractTrace({ txId })).toMatchObject({ error: { code: 'TX_NO_CODE' } })
  })
})

describe('the last step of a rehearsal', () => {
  const steps = [
    { method: 'put', amount: 5n },
    { method: 'take', args: [99n] },
  ]

  test('is traced on the state after the steps before it, which is not on the chain', async () => {
    const rehearsal = { from: 'main', source: TILL, args: [10n], steps }
    const trace = taken(await single.api.contractTrace({ rehearsal }))
    expect(trace).toMatchObject({
      ...{ ok: false, method: 'take', onState: 'tip', source: TILL },
      error: { code: 'CODE_THREW', message: 'there is not so much', line: 13 },
      before: { total: 15n },
      after: { total: -84n },
    })
    expect(trace.steps.at(-1)?.line).toBe(13)
    expect(single.node.chain.tip.header.height).toBe(0)
  })

  test('is the deployment if there are no calls', async () => {
    const rehearsal = { from: 'main', source: TILL, args: [-1n], steps: [] }
    expect(taken(await single.api.contractTrace({ rehearsal }))).toMatchObject({
      ...{ ok: false, method: 'init' },
      error: { message: 'begin with something' },
    })
  })

  test('may be a call of a contract on the chain; without a step the trace fails', async () => {
    const address = await deployed()
    const trace = taken(await single.api.contractTrace({ rehearsal: { from: 'main', address, steps } }))
    expect(trace).toMatchObject({ method: 'take', before: { total: 15n } })
    expect(await single.api.contractTrace({ rehearsal: { from: 'main', address, steps: [] } })).toMatchObject(
      {
        error: { message: expect.stringMatching(/^steps: /) },
      },
    )
  })
})
