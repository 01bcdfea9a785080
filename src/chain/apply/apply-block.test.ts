import { describe, expect, test } from 'vitest'
import { createEngine } from '#consensus/create-engine.ts'
import type { UnixMs } from '#lib/clock.ts'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { receiptsRoot } from '../block/block-roots.ts'
import { assembleHeader } from '../block/header-codec.ts'
import type { MerkleRoot, StateRoot } from '../ids.ts'
import { accountKey, readAccount, writeAccount } from '../state/account.ts'
import type { State } from '../state/state.ts'
import { StateDraft } from '../state/state-draft.ts'
import { applyBlock } from './apply-block.ts'
import { checkApplied } from './check-applied.ts'
import type { BlockContext, ConsensusRules } from './consensus-rules.ts'
import { intrinsicGas } from './intrinsic-gas.ts'
import { undoBlock } from './journal.ts'

const alice = testAccount(1)
const bob = testAccount(2)
const miner = testAccount(3)
const params = testNetwork({}, [alice])
const rules = { genesis: params, engine: createEngine(params) }
const { genesis } = createChainBuilder(params)
const { state } = genesis

const START = 1000n * COIN
const REWARD = 50n * COIN
const FEE = 5n

const balance = (of: State, who: typeof alice) => readAccount(of, who.address).balance
const pay = (amount: bigint, options: { nonce?: number; fee?: bigint } = {}) =>
  transferOf(params, alice, {
    to: bob.address,
    amount,
    fee: options.fee ?? FEE,
    nonce: options.nonce ?? 0,
  })

const block = (transactions: ReturnType<typeof pay>[], producer = miner.address) => ({
  transactions,
  producer,
  height: 1,
  timestamp: (params.timestamp + 1) as UnixMs,
  final: undefined,
})

function applied(...transactions: ReturnType<typeof pay>[]) {
  const result = applyBlock(state, block(transactions), rules)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** The state with another balance for somebody. */
function holding(who: typeof alice, units: bigint): State {
  const draft = new StateDraft(state)
  writeAccount(draft, who.address, { balance: units as Amount, nonce: 0 })
  return state.with(draft.changes())
}

describe('a block', () => {
  test('pays reward and fees to its producer', () => {
    const result = applied(pay(COIN), pay(COIN, { nonce: 1, fee: 7n }))
    expect(result).toMatchObject({ reward: REWARD, fees: FEE + 7n })
    expect(balance(result.state, miner)).toBe(REWARD + FEE + 7n)
  })

  test('whose producer is a party of its transactions adds up', () => {
    const result = applyBlock(state, block([pay(COIN)], alice.address), rules)
    expect(result.ok && balance(result.value.state, alice)).toBe(START - COIN + REWARD)
  })

  test('cannot spend its own reward', () => {
    const spend = transferOf(params, miner, { to: bob.address, nonce: 0 })
    expect(applyBlock(state, block([spend]), rules)).toMatchObject({ error: { code: 'TX_BALANCE' } })
  })

  test('may spend in a later transaction what an earlier one brought', () => {
    const on = transferOf(params, bob, { to: miner.address, nonce: 0, amount: COIN })
    const result = applyBlock(state, block([pay(COIN), on]), rules)
    expect(result.ok && balance(result.value.state, bob)).toBe(0n)
    expect(applyBlock(state, block([on, pay(COIN)]), rules)).toMatchObject({ error: { code: 'TX_BALANCE' } })
  })

  test('names the transaction that breaks a rule', () => {
    const result = applyBlock(state, block([pay(COIN), pay(COIN)]), rules)
    expect(result).toMatchObject({ error: { code: 'TX_NONCE_OLD' } })
    expect(result.ok ? '' : result.error.message).toContain('transaction 1, ')
  })

  test('with a transaction that fails is valid, and the producer gets its fee', () => {
    const result = applyBlock(holding(bob, MAX_AMOUNT), block([pay(COIN)]), rules)
    if (!result.ok) throw new Error(result.error.message)
    expect(result.value.receipts).toMatchObject([{ status: 'failed', code: 'OVERFLOW', fee: FEE }])
    expect(balance(result.value.state, alice)).toBe(START - FEE)
    expect(balance(result.value.state, miner)).toBe(REWARD + FEE)
  })

  test('whose reward fills the producer’s balance, and one that overflows it', () => {
    expect(applyBlock(holding(miner, MAX_AMOUNT - REWARD), block([]), rules).ok).toBe(true)
    expect(applyBlock(holding(miner, MAX_AMOUNT - REWARD + 1n), block([]), rules)).toMatchObject({
      error: { code: 'BLOCK_OVERFLOW' },
    })
    expect(applyBlock(holding(miner, MAX_AMOUNT - REWARD - FEE), block([pay(COIN)]), rules).ok).toBe(true)
    expect(
      applyBlock(holding(miner, MAX_AMOUNT - REWARD - FEE + 1n), block([pay(COIN)]), rules),
    ).toMatchObject({
      error: { code: 'BLOCK_OVERFLOW' },
    })
  })

  test('has one receipt per transaction', () => {
    const result = applied(pay(COIN), pay(COIN, { nonce: 1 }))
    expect(result.receipts.length).toBe(2)
    expect(result.receiptRoot).toBe(receiptsRoot(result.receipts))
  })

  test('takes exactly the gas that the network allows, and not one unit more', () => {
    const transactions = [pay(COIN), pay(COIN, { nonce: 1 })]
    const gas = transactions.reduce((sum, tx) => sum + intrinsicGas(tx), 0n)
    const allowing = (blockGas: bigint) => ({
      ...rules,
      genesis: { ...params, limits: { ...params.limits, blockGas } },
    })
    expect(applyBlock(state, block(transactions), allowing(gas)).ok).toBe(true)
    expect(applyBlock(state, block(transactions), allowing(gas - 1n))).toMatchObject({
      error: { code: 'BLOCK_GAS' },
    })
  })

  test('leaves the state that it was given, and a journal that leads back to it', () => {
    const root = state.root()
    const { state: after, journal } = applied(pay(COIN))
    expect(state.root()).toBe(root)
    expect(journal.map(([key]) => key)).toEqual(
      [alice, bob, miner].map(({ address }) => accountKey(address)).toSorted(),
    )
    expect(undoBlock(after, journal).root()).toBe(root)
  })
})

describe('what consensus does first', () => {
  /** Records its block under a key, and pays somebody. */
  const noting = (seen: BlockContext[]): ConsensusRules => ({
    ...rules.engine,
    begin(draft, context) {
      seen.push(context)
      draft.set('ff', Uint8Array.of(context.height))
      writeAccount(draft, bob.address, { balance: COIN as Amount, nonce: 0 })
    },
  })

  test('is done once, before the transactions, which may count on it', () => {
    const seen: BlockContext[] = []
    const spend = transferOf(params, bob, { to: alice.address, nonce: 0, amount: COIN })
    const result = applyBlock(state, block([spend]), { ...rules, engine: noting(seen) })
    if (!result.ok) throw new Error(result.error.message)
    expect(seen).toMatchObject([{ height: 1, timestamp: params.timestamp + 1, producer: miner.address }])
    expect(balance(result.value.state, alice)).toBe(START + COIN)
    expect(result.value.state.get('ff')).toEqual(Uint8Array.of(1))
    // it belongs to the block and to no transaction
    expect(result.value.receipts[0]?.changes.map(([key]) => key)).not.toContain('ff')
    expect(undoBlock(result.value.state, result.value.journal).root()).toBe(state.root())
  })
})

describe('what a header promises', () => {
  const result = applied(pay(COIN))
  const promise = { ...genesis.header, stateRoot: result.state.root(), receiptRoot: result.receiptRoot }

  test('is kept', () => {
    expect(checkApplied(assembleHeader(promise), result)).toEqual({ ok: true, value: undefined })
  })

  test('is not kept with another state or other receipts', () => {
    const otherState = assembleHeader({ ...promise, stateRoot: state.root() as StateRoot })
    expect(checkApplied(otherState, result)).toMatchObject({ error: { code: 'BLOCK_STATE_ROOT' } })
    const otherReceipts = assembleHeader({ ...promise, receiptRoot: promise.txRoot as MerkleRoot })
    expect(checkApplied(otherReceipts, result)).toMatchObject({ error: { code: 'BLOCK_RECEIPT_ROOT' } })
  })

  test('is not kept by one base unit of reward more', () => {
    const greedy = { ...params, emission: { ...params.emission, reward: (REWARD + 1n) as Amount } }
    const more = applyBlock(state, block([pay(COIN)]), { ...rules, genesis: greedy })
    expect(more.ok && checkApplied(assembleHeader(promise), more.value)).toMatchObject({
      error: { code: 'BLOCK_STATE_ROOT' },
    })
  })
})
