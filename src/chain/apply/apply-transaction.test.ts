import { describe, expect, test } from 'vitest'
import { createEngine } from '#consensus/create-engine.ts'
import type { UnixMs } from '#lib/clock.ts'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import type { Address } from '../address.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { failure } from '../rules.ts'
import { accountKey, readAccount, writeAccount } from '../state/account.ts'
import { StateDraft, type StateReader } from '../state/state-draft.ts'
import type { Payload, Transaction } from '../transaction/transaction.ts'
import { applyTransaction, transactionCost } from './apply-transaction.ts'
import type { ConsensusRules } from './consensus-rules.ts'
import { intrinsicGas } from './intrinsic-gas.ts'

const alice = testAccount(1)
const bob = testAccount(2)
const miner = testAccount(3)
const params = testNetwork({}, [alice])
const engine = createEngine(params)
const { state } = createChainBuilder(params).genesis
const context = {
  height: 1,
  timestamp: (params.timestamp + 1) as UnixMs,
  producer: miner.address,
  final: undefined,
}

const START = 1000n * COIN
const FEE = 5n

const pay = (amount: bigint, options: { nonce?: number; fee?: bigint; to?: typeof bob } = {}) =>
  transferOf(params, alice, {
    to: (options.to ?? bob).address,
    amount,
    fee: options.fee ?? FEE,
    nonce: options.nonce ?? 0,
  })

/** The outcome of a transaction on a state, and the draft that it was written to. */
function apply(
  tx: Transaction,
  { on = state, rules = engine }: { on?: StateReader; rules?: ConsensusRules } = {},
) {
  const draft = new StateDraft(on)
  const result = applyTransaction(draft, tx, context, rules)
  return {
    draft,
    receipt: result.ok ? result.value.receipt : undefined,
    failure: result.ok ? result.value.failure : undefined,
    code: result.ok ? result.value.receipt.code || 'applied' : result.error.code,
  }
}

/** The state with another balance for bob. */
const bobHolding = (units: bigint): StateDraft => {
  const draft = new StateDraft(state)
  writeAccount(draft, bob.address, { balance: units as Amount, nonce: 0 })
  return draft
}

describe('a transfer', () => {
  test('moves the amount, takes the fee and counts the nonce', () => {
    const tx = pay(COIN)
    const { draft, receipt } = apply(tx)
    expect(readAccount(draft, alice.address)).toEqual({ balance: START - COIN - FEE, nonce: 1 })
    expect(readAccount(draft, bob.address)).toEqual({ balance: COIN, nonce: 0 })
    expect(receipt).toMatchObject({
      status: 'applied',
      fee: FEE,
      gas: intrinsicGas(tx),
      code: '',
      events: [],
    })
  })

  test('lists in its receipt the entries that it changed, with their new values', () => {
    const { draft, receipt } = apply(pay(COIN))
    const keys = [accountKey(alice.address), accountKey(bob.address)].toSorted()
    expect(receipt?.changes).toEqual(keys.map(key => [key, draft.get(key)]))
    expect(receipt?.changes).toEqual(draft.changes())
  })

  test('to oneself costs the fee', () => {
    const { draft, receipt } = apply(pay(COIN, { to: alice }))
    expect(readAccount(draft, alice.address)).toEqual({ balance: START - FEE, nonce: 1 })
    expect(receipt?.changes.length).toBe(1)
  })

  test('of all that one has, and of one base unit more', () => {
    expect(transactionCost(pay(START - FEE), engine)).toBe(START)
    const { draft, code } = apply(pay(START - FEE))
    expect(code).toBe('applied')
    expect(readAccount(draft, alice.address)).toEqual({ balance: 0n, nonce: 1 })
    expect(apply(pay(START - FEE + 1n)).code).toBe('TX_BALANCE')
  })

  test('to oneself does not create the means for it', () => {
    expect(apply(pay(START + 1n, { to: alice, fee: 0n })).code).toBe('TX_BALANCE')
  })

  test('whose amount and fee together exceed any amount', () => {
    expect(apply(pay(MAX_AMOUNT, { fee: MAX_AMOUNT })).code).toBe('TX_BALANCE')
  })

  test('from an account that has nothing', () => {
    expect(apply(transferOf(params, bob, { to: alice.address, nonce: 0 })).code).toBe('TX_BALANCE')
  })

  test('with a nonce that was used, or that is too high', () => {
    const { draft } = apply(pay(COIN))
    expect(apply(pay(COIN), { on: draft }).code).toBe('TX_NONCE_OLD')
    expect(apply(pay(COIN, { nonce: 2 }), { on: draft }).code).toBe('TX_NONCE_GAP')
    expect(apply(pay(COIN, { nonce: 1 }), { on: draft }).code).toBe('applied')
  })

  test('to a balance that it fills exactly', () => {
    const { draft, code } = apply(pay(COIN), { on: bobHolding(MAX_AMOUNT - COIN) })
    expect(code).toBe('applied')
    expect(readAccount(draft, bob.address).balance).toBe(MAX_AMOUNT)
  })

  test('to a balance that is too full by one base unit fails: the fee is paid, nothing is moved', () => {
    const full = bobHolding(MAX_AMOUNT - COIN + 1n)
    const { draft, receipt, failure } = apply(pay(COIN), { on: full })
    expect(receipt).toMatchObject({ status: 'failed', code: 'OVERFLOW', fee: FEE, events: [] })
    expect(failure).toMatchObject({ code: 'OVERFLOW', message: expect.stringContaining(bob.text) })
    expect(readAccount(draft, alice.address)).toEqual({ balance: START - FEE, nonce: 1 })
    expect(readAccount(draft, bob.address)).toEqual(readAccount(full, bob.address))
    expect(receipt?.changes.map(([key]) => key)).toEqual([accountKey(alice.address)])
  })
})

test('a transaction that breaks a rule leaves the draft as it was', () => {
  for (const tx of [
    pay(START),
    pay(COIN, { nonce: 1 }),
    transactionOf(params, alice, stakeOf(COIN), { nonce: 0 }),
  ]) {
    const { draft, receipt } = apply(tx)
    expect(receipt).toBeUndefined()
    expect(draft.changes()).toEqual([])
  }
})

test('a file’s record costs its fee and changes nothing else', () => {
  const cid = Uint8Array.of(1, 0x55, 0x12, 0x20, ...new Uint8Array(32))
  const payload: Payload = { kind: 'file', cid, name: 'cat.png', sizeBytes: 9, mediaType: '', note: '' }
  const { draft, receipt } = apply(transactionOf(params, alice, payload, { nonce: 0, fee: FEE }))
  expect(receipt).toMatchObject({ status: 'applied', events: [] })
  expect(readAccount(draft, alice.address)).toEqual({ balance: START - FEE, nonce: 1 })
  expect(receipt?.changes.length).toBe(1)
})

/** A call and a deployment. */
const callsOf = (contract: Address): Payload[] => [
  {
    ...{ kind: 'invoke', contract, method: 'vote', expected: undefined },
    ...{ args: new Uint8Array(), amount: COIN as Amount, gasLimit: 1_000_000n },
  },
  {
    ...{ kind: 'deploy', source: 'export default class extends Contract {}' },
    ...{ args: new Uint8Array(), amount: COIN as Amount, gasLimit: 1_000_000n },
  },
]

const stakeOf = (amount: bigint): Payload => ({ kind: 'stake', amount: amount as Amount })

describe('a kind of another consensus', () => {
  const elsewhere: Payload[] = [
    stakeOf(COIN),
    { kind: 'unstake', amount: COIN as Amount },
    { kind: 'evidence', first: new Uint8Array(), second: Uint8Array.of(1) },
    { kind: 'authority', action: 'add', address: bob.address },
    ...callsOf(bob.address),
  ]

  test.each(elsewhere)('$kind breaks a rule on proof of work, and costs nothing', payload => {
    const tx = transactionOf(params, alice, payload, { nonce: 0, fee: FEE })
    const { draft, code } = apply(tx)
    expect(code).toBe('TX_KIND_ELSEWHERE')
    expect(draft.changes()).toEqual([])
    expect(transactionCost(tx, engine)).toBe(FEE)
  })
})

describe('a kind that an engine brings', () => {
  const tx = transactionOf(params, alice, stakeOf(COIN), { nonce: 0, fee: FEE })
  const event = { source: 'stake', name: 'staked', data: [alice.text] }

  /** An engine whose stakes are written under a key and then fail, or not. */
  const rules = (fails: boolean): ConsensusRules => ({
    found: () => {},
    begin: () => {},
    effects: {
      stake: {
        spends: payload => payload.amount,
        apply(draft, _tx, _payload, block) {
          draft.set('ff', Uint8Array.of(block.height))
          return fails ? failure('STAKE_TOO_SMALL', 'too small') : { ok: true, value: { events: [event] } }
        },
      },
    },
  })

  test('takes the amount that it spends first, and emits its events', () => {
    const { draft, receipt } = apply(tx, { rules: rules(false) })
    expect(readAccount(draft, alice.address)).toEqual({ balance: START - COIN - FEE, nonce: 1 })
    expect(draft.get('ff')).toEqual(Uint8Array.of(1))
    expect(receipt).toMatchObject({ status: 'applied', code: '', events: [event] })
    expect(transactionCost(tx, rules(false))).toBe(COIN + FEE)
  })

  test('gives back what it spends and undoes what it wrote if it fails', () => {
    const { draft, receipt } = apply(tx, { rules: rules(true) })
    expect(readAccount(draft, alice.address)).toEqual({ balance: START - FEE, nonce: 1 })
    expect(draft.get('ff')).toBeUndefined()
    expect(receipt).toMatchObject({ status: 'failed', code: 'STAKE_TOO_SMALL', fee: FEE, events: [] })
  })

  test('needs the means for all of it', () => {
    const most = transactionOf(params, alice, stakeOf(START - FEE), { nonce: 0, fee: FEE })
    const more = transactionOf(params, alice, stakeOf(START - FEE + 1n), { nonce: 0, fee: FEE })
    expect(apply(most, { rules: rules(false) }).code).toBe('applied')
    expect(apply(more, { rules: rules(false) }).code).toBe('TX_BALANCE')
  })

  test('cannot replace a kind that every network has', () => {
    const greedy = {
      ...rules(false),
      effects: { transfer: { spends: () => 0n, apply: () => ({ ok: true, value: { events: [] } }) } },
    }
    const { draft } = apply(pay(COIN), { rules: greedy as unknown as ConsensusRules })
    expect(readAccount(draft, bob.address).balance).toBe(COIN)
  })
})
