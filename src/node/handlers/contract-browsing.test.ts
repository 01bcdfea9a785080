import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ContractRehearsalRequest } from '#api/calls/contracts.ts'
import { REHEARSAL_STEPS } from '#api/limits.ts'
import { COIN } from '#chain/amount.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { readQuickJs } from '#contracts/read-quickjs.suite.ts'
import { createContractRuntime } from '#contracts/runtime.ts'
import type { Failure, Result } from '#lib/result.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'
import { MAP_PAGE } from './limits.ts'

const me = testAccount(1)
const other = testAccount(2)
const genesis = testNetwork({}, [me])

const BOOK = `
export default class Book extends Contract {
  static payable = ['init', 'give']
  init(title) { this.state.title = title }
  sign(name, times = 1) {
    ctx.assert(name !== '', 'a name')
    for (let i = 0; i < times; i++) this.map('guests').set(name + i, { at: ctx.height, by: ctx.caller })
    ctx.emit('signed', times, ctx.caller, name)
  }
  give() { ctx.emit('given', ctx.value) }
}`

let runtime: ContractRuntime
let single: SingleTab
let address: string
beforeAll(async () => {
  runtime = createContractRuntime(await readQuickJs())
})
beforeEach(async () => {
  single = await openSingleTab(genesis, runtime)
  address = taken(await single.api.contractDeploy({ from: 'main', source: BOOK, args: ['guests'] })).address
  await single.mine()
})

function taken<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code}: ${result.error.message}`)
}

async function sign(...args: unknown[]): Promise<string> {
  const { txId } = taken(await single.api.contractCall({ from: 'main', address, method: 'sign', args }))
  await single.mine()
  return txId
}

describe('browsing contracts', () => {
  test('lists them and shows fields and sizes of maps', async () => {
    await sign('anna', 3)
    expect(taken(await single.api.contractList({}))).toEqual([
      { address, name: 'Book', creator: me.text, height: 1, methods: 3 },
    ])
    expect(taken(await single.api.contractList({ after: address }))).toEqual([])
    expect(await single.api.contractList({ after: 'tabc1x' })).toMatchObject({
      error: { message: /^after: / },
    })
    const shown = taken(await single.api.contractShow({ address }))
    expect(shown).toMatchObject({ name: 'Book', state: { title: 'guests' }, maps: { guests: 3 } })
  })

  test('pages through a map', async () => {
    await sign('anna', MAP_PAGE)
    await sign('ben')
    const { api } = single
    const first = taken(await api.contractMap({ address, map: 'guests' }))
    expect(first.count).toBe(MAP_PAGE + 1)
    expect(first.entries).toHaveLength(MAP_PAGE)
    expect(first.entries[0]).toEqual({ key: 'anna0', value: { at: 2, by: me.text } })
    const rest = taken(await api.contractMap({ address, map: 'guests', from: MAP_PAGE, limit: 1_000 }))
    expect(rest.entries.map(({ key }) => key)).toEqual(['ben0'])
    expect(taken(await api.contractMap({ address, map: 'nothing' }))).toEqual({ count: 0, entries: [] })
    expect(await api.contractMap({ address, map: 'guests', from: -1 })).toMatchObject({ ok: false })
  })

  test('finds events by name and indexed values', async () => {
    const anna = await sign('anna')
    const ben = await sign('ben', 2)
    const { api } = single
    const events = async (filter: { event?: string; indexed?: (string | null)[] }) =>
      taken(await api.contractEvents({ address, ...filter })).map(({ txId, data }) => [txId, data])
    expect(await events({})).toEqual([
      [ben, '2'],
      [anna, '1'],
    ])
    expect(await events({ event: 'signed', indexed: [null, 'anna'] })).toEqual([[anna, '1']])
    expect(await events({ event: 'signed', indexed: [other.text] })).toEqual([])
    expect(await events({ event: 'given' })).toEqual([])
    expect(await api.contractEvents({ address, indexed: ['x'] })).toMatchObject({
      error: { message: expect.stringMatching(/^event: /) },
    })
  })
})

describe('a rehearsal', () => {
  const play = async (request: Omit<ContractRehearsalRequest, 'from'>) =>
    taken(await single.api.contractRehearse({ from: 'main', ...request }))

  test('runs a deployment and calls of several persons, and leaves the chain unchanged', async () => {
    const before = single.node.chain.tip.header.id
    const { deployment, abi, steps, state, maps, balance } = await play({
      source: BOOK,
      args: ['play'],
      amount: 5n,
      steps: [
        { method: 'sign', args: ['anna'] },
        { method: 'sign', args: [''] },
        { method: 'sign', args: ['ben'], from: other.text },
        { method: 'give', from: other.text, amount: 1_000_000n * COIN },
        { method: 'nothing' },
      ],
    })
    expect(deployment).toMatchObject({ ok: true, events: [] })
    expect(abi.map(({ name }) => name)).toEqual(['init', 'sign', 'give'])
    expect(steps.map(({ ok }) => ok)).toEqual([true, false, true, true, false])
    expect(steps[1]?.error).toEqual({ code: 'CODE_THREW', message: 'a name (line 6)', line: 6 })
    expect(steps[2]?.events).toMatchObject([{ name: 'signed', data: ['1', other.text, 'ben'] }])
    expect(steps[4]?.error?.message).toMatch(/nothing/)
    expect({ state, maps, balance }).toEqual({
      state: { title: 'play' },
      maps: { guests: 2 },
      balance: 5n + 1_000_000n * COIN,
    })
    expect(single.node.chain.tip.header.id).toBe(before)
    expect(single.node.mempool.size).toBe(0)
  })

  test('continues from a contract on the chain', async () => {
    await sign('anna')
    const { deployment, steps, maps } = await play({ address, steps: [{ method: 'sign', args: ['ben', 2] }] })
    expect(deployment).toBeUndefined()
    expect(steps).toMatchObject([{ ok: true }])
    expect(maps).toEqual({ guests: 3 })
    expect(taken(await single.api.contractShow({ address })).maps).toEqual({ guests: 1 })
  })

  test('of an invalid or failing contract reports the error and stops', async () => {
    const broken = await play({ source: 'export default class {', steps: [{ method: 'x' }] })
    expect(broken).toMatchObject({
      deployment: { ok: false, error: { code: 'CODE_INVALID', line: 1 } },
      abi: [],
      steps: [],
    })
    const throwing = BOOK.replace('this.state.title = title', "throw new Error('no')")
    expect(await play({ source: throwing, steps: [] })).toMatchObject({
      deployment: { ok: false, error: { code: 'CODE_THREW', line: 4 } },
      abi: [{ name: 'init' }, { name: 'sign' }, { name: 'give' }],
      steps: [],
    })
  })

  test.each([
    [{ steps: [] }, /^source: /],
    [{ steps: 'vote' as never, source: BOOK }, /^steps: /],
    [{ steps: Array(REHEARSAL_STEPS + 1).fill({ method: 'x' }), source: BOOK }, /^steps: /],
    [{ steps: [{ method: '' }], source: BOOK }, /^steps\[0\]\.method: /],
    [{ steps: [{ method: 'x', from: 'nobody' }], source: BOOK }, /^steps\[0\]\.from: /],
    [{ steps: [{ method: 'x', args: [1.5] }], source: BOOK }, /^steps\[0\]\.args/],
    [{ steps: [], source: ' ' }, /^source: /],
  ])('refuses bad steps: %j', async (request, message) => {
    const refused = await single.api.contractRehearse({ from: 'main', ...request })
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) } })
  })
})
