import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { formatContractAddress } from '#chain/address.ts'
import { COIN } from '#chain/amount.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { MAX_ARGUMENT_BYTES, MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { contractAddress } from '#chain/state/contract.ts'
import { readQuickJs } from '#contracts/read-quickjs.suite.ts'
import { createContractRuntime } from '#contracts/runtime.ts'
import { known } from '#lib/assert.ts'
import type { Failure, Result } from '#lib/result.ts'
import { leastFee } from '#node/pool/fee-rate.ts'
import { MIN_RELAY_FEE } from '#node/pool/limits.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'

const me = testAccount(1)
const other = testAccount(2)
const genesis = testNetwork({}, [me, other])

const COUNTER = `
export default class Counter extends Contract {
  static view = ['count', 'who', 'broken', 'addThere']
  static payable = ['give']
  init(start) { this.state.n = start; this.state.owner = ctx.caller }
  add(step) {
    this.state.n += step
    this.map('steps').set(this.state.n, step)
    ctx.emit('added', step, ctx.caller)
    return this.state.n
  }
  once() {
    ctx.assert(!this.state.done, 'it was done already')
    this.state.done = true
  }
  give() { this.state.given = ctx.value }
  payBack() { ctx.transfer(ctx.caller, ctx.balance) }
  loop() { for (;;) {} }
  count() { return { n: this.state.n, raw: new Uint8Array([1, 255]) } }
  who() { return ctx.caller }
  addThere(address) { return ctx.call(address, 'add', [1n]) }
  broken() {
    throw new Error('never')
  }
}`

let runtime: ContractRuntime
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

async function deployed(source = COUNTER, args: unknown[] = [5n]): Promise<string> {
  const { address, txId } = taken(await single.api.contractDeploy({ from: 'main', source, args }))
  await single.mine()
  expect(taken(await single.api.tx({ id: txId }))).toMatchObject({ kind: 'deploy', status: 'confirmed' })
  return address
}

const receiptOf = async (txId: string) => taken(await single.api.tx({ id: txId }))

describe('a counter', () => {
  test('is deployed at the announced address, called, queried and shown', async () => {
    const { api, mine } = single
    const address = await deployed()
    expect(address).toBe(formatContractAddress(contractAddress(me.address, 0)))

    const { txId } = taken(await api.contractCall({ from: 'main', address, method: 'add', args: [3n] }))
    await mine()
    expect(await receiptOf(txId)).toMatchObject({
      kind: 'invoke',
      status: 'confirmed',
      to: address,
      receipt: { events: [{ source: address, name: 'added', data: ['3', me.text] }] },
    })
    const view = taken(await api.contractView({ address, method: 'count' }))
    expect(view.value).toEqual({ n: 8n, raw: Uint8Array.of(1, 255) })
    expect(view.gas).toBeGreaterThan(0n)
    expect(taken(await api.contractView({ address, method: 'who' })).value).toBe(me.text)
    expect(taken(await api.contractView({ address, method: 'who', from: other.text })).value).toBe(other.text)

    const another = formatContractAddress(contractAddress(me.address, 2))
    taken(await api.contractDeploy({ from: 'main', source: COUNTER, args: [1n] }))
    await mine()
    expect(await api.contractView({ address, method: 'addThere', args: [another] })).toMatchObject({
      error: { code: 'CODE_THREW', message: expect.stringMatching(/^addThere: add .* view method/) },
    })

    const shown = taken(await api.contractShow({ address: address.toUpperCase() }))
    expect(shown).toMatchObject({
      ...{ address, creator: me.text, height: 1, balance: 0n, code: COUNTER },
      state: { n: 8n, owner: me.text },
      maps: { steps: 1 },
    })
    expect(shown.abi).toContainEqual({ name: 'add', parameters: ['step'], view: false, payable: false })
    expect(shown.abi).toContainEqual({ name: 'give', parameters: [], view: false, payable: true })
  })

  test('takes coins by a payable method only, and pays them back', async () => {
    const { api, mine } = single
    const address = await deployed()
    expect(
      await api.contractCall({ from: 'main', address, method: 'add', args: [1n], amount: 1n }),
    ).toMatchObject({
      error: { code: 'METHOD_NOT_PAYABLE', message: expect.stringMatching(/^amount: add /) },
    })
    taken(await api.contractCall({ from: 'main', address, method: 'give', amount: 2n * COIN }))
    await mine()
    expect(taken(await api.contractShow({ address }))).toMatchObject({
      balance: 2n * COIN,
      state: { given: 2n * COIN },
    })
    taken(await api.contractCall({ from: 'main', address, method: 'payBack' }))
    await mine()
    expect(taken(await api.contractShow({ address })).balance).toBe(0n)
  })

  test('is simulated without sending anything, and the simulation equals the receipt', async () => {
    const { api, node, mine } = single
    const address = await deployed()
    const before = node.chain.state.root()
    const call = { from: 'main', address, method: 'add', args: [3n] }
    const tried = taken(await api.contractSimulate({ ...call, gasLimit: 10_000_000n }))
    expect(tried).toMatchObject({ ok: true, value: 8n, events: [{ name: 'added' }] })
    expect(node.mempool.size).toBe(0)
    expect(node.chain.state.root()).toBe(before)

    const { txId } = taken(
      await api.contractCall({ ...call, gasLimit: 10_000_000n, expected: tried.expected }),
    )
    await mine()
    const { status, receipt } = await receiptOf(txId)
    expect(status).toBe('confirmed')
    // the expected hash takes 33 bytes more than no hash, 100 gas each
    expect(receipt?.gas).toBe(tried.gas + 3_300n)
    expect(receipt?.changes).toEqual(expect.arrayContaining(tried.changes))

    const failed = taken(await api.contractSimulate({ from: other.text, address, method: 'loop' }))
    expect(failed).toMatchObject({ ok: false, value: null, changes: [], error: { code: 'OUT_OF_GAS' } })
    const source = taken(await api.contractSimulate({ from: 'main', source: COUNTER, args: [1] }))
    expect(source).toMatchObject({ ok: true, value: null })
  })

  test('a call with other changes than expected is undone', async () => {
    const { api, mine } = single
    const address = await deployed()
    const call = { from: 'main', address, method: 'add' }
    const { expected } = taken(await api.contractSimulate({ ...call, args: [1n] }))
    expect(
      await api.contractCall({ ...call, args: [2n], gasLimit: 10_000_000n, expected: 'zz' }),
    ).toMatchObject({
      error: { message: expect.stringMatching(/^expected: /) },
    })
    const { txId } = taken(await api.contractCall({ ...call, args: [2n], gasLimit: 10_000_000n, expected }))
    await mine()
    expect(await receiptOf(txId)).toMatchObject({ status: 'failed', receipt: { code: 'CHANGES_UNEXPECTED' } })
    expect(taken(await api.contractShow({ address })).state).toMatchObject({ n: 5n })
  })

  test('a call that has become impossible fails in its block, with the reason and its line', async () => {
    const { api, mine } = single
    const address = await deployed()
    const call = { from: 'main', address, method: 'once' }
    const first = taken(await api.contractCall(call))
    const second = taken(await api.contractCall(call))
    await mine()
    expect(await receiptOf(first.txId)).toMatchObject({ status: 'confirmed' })
    expect(await receiptOf(second.txId)).toMatchObject({
      status: 'failed',
      receipt: { code: 'CODE_THREW', message: expect.stringMatching(/it was done already \(line 13\)/) },
    })
    expect(await api.contractCall(call)).toMatchObject({
      error: {
        code: 'CODE_THREW',
        message: expect.stringMatching(/it was done already \(line 13\); nothing was sent/),
      },
    })
  })

  test('an endless loop is refused, and sent with a gas limit it pays for it', async () => {
    const { api, mine } = single
    const address = await deployed()
    const call = { from: 'main', address, method: 'loop' }
    expect(await api.contractCall(call)).toMatchObject({
      error: { code: 'OUT_OF_GAS', message: expect.stringMatching(/^gasLimit: .*nothing was sent/) },
    })
    const { txId } = taken(await api.contractCall({ ...call, gasLimit: 5_000_000n, fee: 10_000n }))
    await mine()
    expect(await receiptOf(txId)).toMatchObject({
      status: 'failed',
      receipt: { code: 'OUT_OF_GAS', gas: 5_000_000n, fee: 10_000n },
    })
  })
})

describe('what nodes relay', () => {
  test('costs by its gas limit: the default fee is enough, and the unused part is returned', async () => {
    const { api, node, mine } = single
    const address = await deployed()
    const call = { from: 'main', address, method: 'add', args: [1n], gasLimit: 100_000_000n }
    expect(await api.contractCall({ ...call, fee: 100_000n })).toMatchObject({
      error: {
        code: 'POOL_FEE_LOW',
        message: expect.stringMatching(/^fee: 0\.1 is too little for .*; offer 0\.10\d+ or more$/),
      },
    })
    const { txId } = taken(await api.contractCall(call))
    const [entry] = node.mempool.entries()
    expect(entry?.tx.fee).toBe(leastFee(known(entry, 'waiting call').tx))
    await mine()
    const { receipt, feePaid, feeOffered } = await receiptOf(txId)
    expect(receipt?.fee).toBeLessThan(10_000n)
    expect([feePaid, feeOffered]).toEqual([receipt?.fee, entry?.tx.fee])

    // the fee covers an estimated limit as well
    taken(await api.contractCall({ from: 'main', address, method: 'add', args: [1n] }))
    expect(node.mempool.entries()[0]?.tx.fee).toBeGreaterThan(MIN_RELAY_FEE)
  })

  test('must fit into a block of the network, because it would wait for ever otherwise', async () => {
    const small = testNetwork({ limits: { ...genesis.limits, blockBytes: 4_096 } }, [me])
    const { api, node } = await openSingleTab(small, runtime)
    const source = `${COUNTER}\n// ${'x'.repeat(4_096)}`
    expect(await api.contractDeploy({ from: 'main', source, args: [1n] })).toMatchObject({
      error: {
        code: 'POOL_TOO_LARGE',
        message: expect.stringMatching(/ has room for 4091; put less into it/),
      },
    })
    expect(node.mempool.size).toBe(0)
  })
})

test('every error names the field and the remedy', async () => {
  const { api, node } = single
  const address = await deployed()
  const call = { from: 'main', address, method: 'add', args: [1n] }
  const deploy = { from: 'main', source: COUNTER, args: [1n] }
  const nowhere = formatContractAddress(contractAddress(other.address, 0))
  const long = 'x'.repeat(MAX_SOURCE_BYTES + 1)
  const cases: readonly (readonly [Result<unknown, Failure>, string, RegExp])[] = [
    [await api.contractCall({ ...call, from: 'nobody' }), 'NAME_UNKNOWN', /nobody/],
    [await api.contractCall({ ...call, address: me.text }), 'ADDRESS_BAD', /^address: .*tabc1/],
    [await api.contractCall({ ...call, address: nowhere }), 'CONTRACT_UNKNOWN', /^address: .*wait/],
    [
      await api.contractCall({ ...call, method: 'ad' }),
      'METHOD_UNKNOWN',
      /^method: .*"ad"; it has add, once/,
    ],
    [await api.contractCall({ ...call, method: 'init' }), 'METHOD_UNKNOWN', /^method: /],
    [await api.contractCall({ ...call, args: 'x' as never }), 'ARGUMENTS_BAD', /^args: give a list/],
    [
      await api.contractCall({ ...call, args: [1, { a: 0.5 }] }),
      'VALUE_REFUSED',
      /^args\[1\]\.a: 0\.5 .* safe/,
    ],
    [
      await api.contractCall({ ...call, args: ['x'.repeat(MAX_ARGUMENT_BYTES)] }),
      'VALUE_TOO_LARGE',
      /^args: .*16384/,
    ],
    [await api.contractCall({ ...call, amount: -1n }), 'AMOUNT_BAD', /^amount: /],
    [await api.contractCall({ ...call, method: 'give', amount: 5_000n * COIN }), 'TX_BALANCE', /^amount: /],
    [await api.contractCall({ ...call, gasLimit: 10n ** 12n }), 'VALUE_BAD', /^gasLimit: .*1000000000/],
    [await api.contractCall({ ...call, gasLimit: 5n }), 'TX_GAS', /^gasLimit: /],
    [await api.contractCall({ ...call, fee: -1n }), 'AMOUNT_BAD', /^fee: /],
    [await api.contractDeploy({ ...deploy, source: '' }), 'SOURCE_EMPTY', /^source: /],
    [await api.contractDeploy({ ...deploy, source: long }), 'SOURCE_TOO_LARGE', /^source: .*65536/],
    [await api.contractDeploy({ ...deploy, source: 'let let' }), 'CODE_INVALID', /^source: .*line 1/],
    [await api.contractDeploy({ ...deploy, amount: 1n }), 'CODE_THREW', /init takes no coins/],
    [await api.contractView({ address, method: 'add', args: [] }), 'METHOD_NOT_VIEW', /^method: add /],
    [await api.contractView({ address, method: 'broken' }), 'CODE_THREW', /^broken: never \(line 23\)/],
    [await api.contractView({ address, method: 'who', from: '?' }), 'ADDRESS_BAD', /^from: /],
    [await api.contractShow({ address: nowhere }), 'CONTRACT_UNKNOWN', /^address: /],
    [await api.contractSimulate({ from: 'main' }), 'REQUEST_BAD', /^address: /],
    [await api.contractSimulate({ from: 'main', address }), 'REQUEST_BAD', /^method: /],
    [await api.contractSimulate({ from: 'main', address, source: COUNTER }), 'REQUEST_BAD', /^source: /],
    [await api.contractSimulate({ ...call, gasLimit: 5n }), 'TX_GAS', /^gasLimit: /],
  ]
  for (const [answer, code, message] of cases) {
    expect(answer).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(message) } })
  }
  expect(node.mempool.size).toBe(0)
})

test('a tab without the engine reports that', async () => {
  const { api } = await openSingleTab(genesis)
  const error = { code: 'CONTRACTS_UNAVAILABLE', message: expect.stringMatching(/reload the page/) }
  expect(await api.contractDeploy({ from: 'main', source: COUNTER })).toMatchObject({ error })
  expect(await api.contractSimulate({ from: 'main', source: COUNTER })).toMatchObject({ error })
})
