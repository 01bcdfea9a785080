import { beforeAll, describe, expect, test } from 'vitest'
import { formatContractAddress } from '#chain/address.ts'
import { COIN } from '#chain/amount.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { readAccount } from '#chain/state/account.ts'
import { readContract } from '#chain/state/contract.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { createContractPlay } from '#testing/contract-play.ts'
import { readQuickJs } from './read-quickjs.suite.ts'
import { createContractRuntime } from './runtime.ts'
import type { Value } from './value.ts'

const [alice, bob] = [testAccount(1), testAccount(2)]

let runtime: ContractRuntime
beforeAll(async () => {
  runtime = createContractRuntime(await readQuickJs())
})

/** All of it is done by Alice. */
function world() {
  const { draft, tryDeploy, call } = createContractPlay(runtime, [alice])
  const deploy = (source: string, ...args: Value[]) => {
    const { contract, played } = tryDeploy(alice, source, args)
    return { address: contract.address, played }
  }
  const invoke = (address: typeof alice.address, method: string, args: Value[] = [], amount = 0n) =>
    call(alice, { address }, method, args, amount)
  return { draft, deploy, invoke }
}

const TOKEN = `
export default class Token extends Contract {
  static view = ['balanceOf']
  init(supply) { this.map('balances').set(ctx.caller, supply); this.state.supply = supply }
  balanceOf(who) { return this.map('balances').get(who) ?? 0n }
  transfer(to, amount) {
    const balances = this.map('balances')
    const own = balances.get(ctx.caller) ?? 0n
    ctx.assert(own >= amount, 'too little')
    balances.set(ctx.caller, own - amount)
    balances.set(to, (balances.get(to) ?? 0n) + amount)
    ctx.emit('transfer', amount, ctx.caller, to)
  }
}`

describe('contracts on the state', () => {
  test('a token: deployed, transferred, asked; the failing transfer changes nothing', () => {
    const { draft, deploy, invoke } = world()
    const { address, played } = deploy(TOKEN, 1000n)
    expect(played).toMatchObject({ value: null })
    expect(readContract(draft, address)?.abi.map(({ name, view }) => [name, view])).toEqual([
      ['init', false],
      ['balanceOf', true],
      ['transfer', false],
    ])

    expect(invoke(address, 'transfer', [bob.text, 30n])).toMatchObject({
      value: null,
      events: [
        { source: formatContractAddress(address), name: 'transfer', data: ['30', alice.text, bob.text] },
      ],
    })
    expect(invoke(address, 'transfer', [bob.text, 971n])).toMatch(/^CODE_THREW: .*too little.*line 9/)
    expect(invoke(address, 'balanceOf', [bob.text])).toMatchObject({ value: 30n })
    expect(invoke(address, 'balanceOf', [alice.text])).toMatchObject({ value: 970n })
  })

  test('gas is the same whether a contract was kept or not, and whatever ran before', () => {
    const costs = [0, 1].map(() => {
      const { deploy, invoke } = world()
      const { address } = deploy(TOKEN, 1000n)
      const first = invoke(address, 'transfer', [bob.text, 1n])
      const again = invoke(address, 'balanceOf', [bob.text])
      return [first, again].map(outcome => (typeof outcome === 'string' ? outcome : outcome.gas))
    })
    expect(costs[0]).toEqual(costs[1])
  })

  test('coins arrive by payable methods, leave by transfers, and return with a failure', () => {
    const { draft, deploy, invoke } = world()
    const { address } = deploy(`
      export default class Safe extends Contract {
        static payable = ['put']
        put() { return ctx.balance }
        take(amount) { ctx.transfer(ctx.caller, amount) }
        waste(amount) { ctx.transfer(ctx.caller, amount); throw new Error('no') }
      }`)
    expect(invoke(address, 'put', [], 5n * COIN)).toMatchObject({ value: 5n * COIN })
    expect(invoke(address, 'take', [2n * COIN])).toMatchObject({ value: null })
    expect(invoke(address, 'waste', [1n * COIN])).toMatch(/^CODE_THREW: no/)
    expect(invoke(address, 'take', [4n * COIN])).toMatch(/less than/)
    expect(readAccount(draft, address).balance).toBe(3n * COIN)
  })

  test('a contract calls another, catches its failure, and is not entered again', () => {
    const { deploy, invoke } = world()
    const { address: token } = deploy(TOKEN, 5n)
    const { address } = deploy(`
      export default class Caller extends Contract {
        ask(who, of) { return ctx.call(who, 'balanceOf', [of]) }
        attempt(who) { try { ctx.call(who, 'transfer', ['nobody', 99n]) } catch (error) { return error.message } }
        again(self) { return ctx.call(self, 'ask', [self, 'x']) }
      }`)
    const name = formatContractAddress(token)
    expect(invoke(address, 'ask', [name, alice.text])).toMatchObject({ value: 5n })
    expect(invoke(address, 'attempt', [name])).toMatchObject({ value: expect.stringContaining('too little') })
    expect(invoke(address, 'again', [formatContractAddress(address)])).toMatch(/cannot be entered again/)
  })

  test('endless code runs out of gas, broken code is not a contract, and neither harms the next', () => {
    const { deploy, invoke } = world()
    const { address } = deploy(`
      export default class Loop extends Contract { run() { for (;;) {} } ok() { return 'fine' } }`)
    expect(invoke(address, 'run')).toMatch(/^OUT_OF_GAS/)
    expect(invoke(address, 'ok')).toMatchObject({ value: 'fine' })
    expect(deploy('export default class {').played).toMatch(/^CODE_INVALID/)
    expect(invoke(address, 'ok')).toMatchObject({ value: 'fine' })
    expect(invoke(bob.address, 'ok')).toMatch(/^CONTRACT_UNKNOWN/)
  })

  test('maps are paged in the order in which their keys were added', () => {
    const { deploy, invoke } = world()
    const { address } = deploy(`
      export default class Pages extends Contract {
        fill(n) { for (let i = 0; i < n; i++) this.map('m').set(n - i, true) }
        page(after) { return this.map('m').keys({ after, limit: 3 }) }
      }`)
    invoke(address, 'fill', [7])
    expect(invoke(address, 'page')).toMatchObject({ value: [7, 6, 5] })
    expect(invoke(address, 'page', [5])).toMatchObject({ value: [4, 3, 2] })
    expect(invoke(address, 'page', [2])).toMatchObject({ value: [1] })
  })
})
