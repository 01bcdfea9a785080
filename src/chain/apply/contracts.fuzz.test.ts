import fc from 'fast-check'
import { expect, test } from 'vitest'
import { known } from '#lib/assert.ts'
import { ContractWorld, deployPayload, invokePayload } from '#testing/contract-world.ts'
import { effort } from '#testing/effort.ts'
import { fieldKey } from '#testing/fake-contracts.ts'
import type { Address } from '../address.ts'
import { type Amount, COIN } from '../amount.ts'
import { decodeReceipt, encodeReceipt } from '../block/receipt-codec.ts'
import { decodeAccount } from '../state/account.ts'
import { KEY_SPACE } from '../state/key-space.ts'
import type { State } from '../state/state.ts'
import type { Payload } from '../transaction/transaction.ts'
import { intrinsicGas } from './intrinsic-gas.ts'
import { decodeJournal, encodeJournal, undoBlock } from './journal.ts'

/** The contracts at the start of a run, by their places; every other party is a person. */
const CONTRACTS = ['Caller', 'Caller', 'Vault', 'Ender', 'Keeper', 'Counter'] as const
const NOBODY = new Uint8Array(32).fill(0xee) as Address

interface Step {
  readonly byAlice: boolean
  readonly fee: bigint
  readonly act: Act
}

/** A call with the places of contracts; it becomes a payload when their addresses are known. */
type Act =
  | { readonly type: 'deploy'; readonly name: (typeof CONTRACTS)[number]; readonly amount: bigint }
  | { readonly type: 'call'; readonly call: Call; readonly amount: bigint; readonly gas: bigint }
  | { readonly type: 'pay'; readonly to: number; readonly amount: bigint }

interface Call {
  readonly contract: number
  readonly method: string
  readonly inner?: Call | undefined
  readonly value: bigint
}

const contract = fc.nat({ max: CONTRACTS.length })
const value = fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 3n * COIN }))
/** Methods that all of them have, and methods that some of them do not have. */
const METHODS = [
  ...[
    ['forward', 'attempt'],
    ['forward', 'attempt'],
    ['deposit', 'pay'],
    ['fail', 'burn', 'forever', 'trap'],
  ],
  ...[['put', 'remove', 'tell'], ['add'], ['add', 'nothing']],
] as const
const target = contract.chain(contract =>
  fc.record({
    contract: fc.constant(contract),
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom<string[]>(...known(METHODS[contract], 'methods')) },
      { weight: 1, arbitrary: fc.constantFrom('init', 'nothing', 'pay') },
    ),
  }),
)
const { call } = fc.letrec<{ call: Call }>(tie => ({
  call: fc
    .tuple(target, value, fc.option(tie('call'), { nil: undefined, depthSize: 'large' }))
    .map(([target, value, inner]) => ({ ...target, value, inner })),
}))
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('deploy'), name: fc.constantFrom(...CONTRACTS), amount: value }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('call'),
      call,
      amount: value,
      gas: fc.constantFrom(200_000n, 1_000_000n),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('pay'),
      to: contract,
      amount: fc.bigInt({ min: 1n, max: COIN }),
    }),
  },
)
const script = fc.array(
  fc.array(fc.record({ byAlice: fc.boolean(), fee: fc.bigInt({ min: 0n, max: COIN }), act }), {
    maxLength: 4,
  }),
  { minLength: 1, maxLength: 4 },
)

/** Arguments that usually suit the method. */
function argsOf(call: Call, at: (place: number) => Address): unknown[] {
  switch (call.method) {
    case 'forward':
    case 'attempt': {
      const { inner = { contract: 2, method: 'deposit', value: call.value } } = call
      return [at(inner.contract), inner.method, argsOf(inner, at), inner.value]
    }
    case 'pay':
      return [at(Number(call.value % 9n)), call.value]
    case 'put':
      return ['m', `k${call.value % 5n}`, fieldKey(String(call.value))]
    case 'remove':
      return ['m', `k${call.value % 5n}`]
    case 'tell':
      return [call.value % 300n, 'x']
    case 'fail':
      return ['no']
    default:
      return [call.value]
  }
}

function payloadOf(act: Act, at: (place: number) => Address): Payload {
  switch (act.type) {
    case 'deploy':
      return deployPayload(act.name, [], { amount: act.amount })
    case 'pay':
      return { kind: 'transfer', to: at(act.to), amount: act.amount as Amount, memo: '' }
    case 'call': {
      const { call, amount, gas } = act
      const args = argsOf(call, at) as never[]
      return invokePayload(at(call.contract), call.method, args, { amount, gasLimit: gas })
    }
  }
}

const supply = (state: State): bigint =>
  [...state.entries()]
    .filter(([key]) => key.startsWith(KEY_SPACE.account))
    .reduce((sum, [, value]) => sum + decodeAccount(value).balance, 0n)

/** The number of times of an outcome, over all runs. */
const outcomes = new Map<string, number>()

function run(blocks: readonly (readonly Step[])[]): void {
  const world = new ContractWorld()
  const contracts = CONTRACTS.map(name => world.deploy(name))
  const at = (place: number): Address => contracts[place] ?? NOBODY
  const states = [world.state]
  const journals: Uint8Array[] = []

  for (const steps of blocks) {
    const before = world.state
    const later = { alice: 0, bob: 0 }
    const transactions = steps.map(({ byAlice, fee, act }) => {
      const name = byAlice ? 'alice' : 'bob'
      return world.transaction(world[name], payloadOf(act, at), { fee, later: later[name]++ })
    })
    const { receipts, journal, reward, fees } = world.block(transactions)

    // no coin appears or vanishes
    expect(supply(world.state)).toBe(supply(before) + reward)
    expect(fees).toBe(receipts.reduce((sum, { fee }) => sum + fee, 0n))
    for (const [i, receipt] of receipts.entries()) {
      const tx = known(transactions[i], 'transaction')
      const limit = 'gasLimit' in tx.payload ? tx.payload.gasLimit : intrinsicGas(tx)
      expect(receipt.gas >= intrinsicGas(tx) && receipt.gas <= limit).toBe(true)
      expect(receipt.fee).toBe((tx.fee * receipt.gas + limit - 1n) / limit)
      expect(decodeReceipt(encodeReceipt(receipt))).toEqual({ ok: true, value: receipt })
      if (receipt.status === 'failed') {
        expect(receipt).toMatchObject({ events: [], result: undefined })
        expect(receipt.changes).toHaveLength(1)
      }
      const caught = receipt.events.some(({ name }) => name === 'caught') ? ' and caught one' : ''
      const outcome = `${tx.payload.kind} ${receipt.code || receipt.status}${caught}`
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    states.push(world.state)
    journals.push(encodeJournal(journal))
  }

  let state = known(states.pop(), 'state')
  for (const bytes of journals.toReversed()) {
    const journal = decodeJournal(bytes)
    if (!journal.ok) throw new Error(journal.error.message)
    state = undoBlock(state, journal.value)
    expect(state.root()).toBe(known(states.pop(), 'state').root())
  }
}

test('whatever contracts do to each other, no coin appears or vanishes, fees are for gas, and undone blocks leave no trace', () => {
  fc.assert(fc.property(script, run), { numRuns: effort(400, 10_000) })

  // the runs were not trivial
  const expected = ['deploy applied', 'deploy CODE_THREW', 'invoke applied', 'invoke applied and caught one']
  const failures = ['CODE_THREW', 'CODE_TRAPPED', 'OUT_OF_GAS', 'CONTRACT_UNKNOWN']
  for (const outcome of [...expected, ...failures.map(code => `invoke ${code}`), 'transfer applied'])
    expect(outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(0)
})
