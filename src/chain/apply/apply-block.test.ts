import { describe, expect, test } from 'vitest'
import { createChainBuilder, testAccount, testNetwork, transferOf } from '../../testing/chain-builder.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { receiptsRoot } from '../block/block-roots.ts'
import { assembleHeader } from '../block/header-codec.ts'
import type { MerkleRoot, StateRoot } from '../ids.ts'
import { accountKey, readAccount, writeAccount } from '../state/account.ts'
import { applyBlock } from './apply-block.ts'
import { applyTransaction, transactionCost } from './apply-transaction.ts'
import { checkApplied } from './check-applied.ts'

const alice = testAccount(1)
const bob = testAccount(2)
const miner = testAccount(3)
const params = testNetwork({}, [alice])
const { genesis } = createChainBuilder(params)
const { state } = genesis

const START = 1000n * COIN
const REWARD = 50n * COIN
const FEE = 5n

const balance = (of: typeof state, who: typeof alice) => readAccount(of, who.address).balance
const pay = (amount: bigint, options: { nonce?: number; fee?: bigint; to?: typeof bob } = {}) =>
  transferOf(params, alice, {
    to: (options.to ?? bob).address,
    amount,
    fee: options.fee ?? FEE,
    nonce: options.nonce ?? 0,
  })

const block = (transactions: ReturnType<typeof pay>[], producer = miner.address) => ({
  transactions,
  producer,
  height: 1,
})

function applied(...transactions: ReturnType<typeof pay>[]) {
  const result = applyBlock(state, block(transactions), params)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('a transfer', () => {
  test('moves the amount, takes the fee and counts the nonce', () => {
    const result = applyTransaction(state, pay(COIN))
    if (!result.ok) throw new Error(result.error.message)
    const { state: after, receipt, touched } = result.value
    expect(readAccount(after, alice.address)).toEqual({ balance: START - COIN - FEE, nonce: 1 })
    expect(readAccount(after, bob.address)).toEqual({ balance: COIN, nonce: 0 })
    expect(receipt).toEqual({ status: 'applied', fee: FEE, gas: 0n, code: '' })
    expect(touched).toEqual([accountKey(alice.address), accountKey(bob.address)])
  })

  test('to oneself costs the fee', () => {
    const result = applyTransaction(state, pay(COIN, { to: alice }))
    expect(result.ok && balance(result.value.state, alice)).toBe(START - FEE)
  })

  test('of all that one has, and of one base unit more', () => {
    expect(transactionCost(pay(START - FEE))).toBe(START)
    expect(applyTransaction(state, pay(START - FEE)).ok).toBe(true)
    expect(applyTransaction(state, pay(START - FEE + 1n))).toMatchObject({ error: { code: 'TX_BALANCE' } })
  })

  test('to oneself does not create the means for it', () => {
    expect(applyTransaction(state, pay(START + 1n, { to: alice, fee: 0n }))).toMatchObject({
      error: { code: 'TX_BALANCE' },
    })
  })

  test('whose amount and fee together exceed any amount', () => {
    expect(applyTransaction(state, pay(MAX_AMOUNT, { fee: MAX_AMOUNT }))).toMatchObject({
      error: { code: 'TX_BALANCE' },
    })
  })

  test('from an account that has nothing', () => {
    const tx = transferOf(params, bob, { to: alice.address, nonce: 0 })
    expect(applyTransaction(state, tx)).toMatchObject({ error: { code: 'TX_BALANCE' } })
  })

  test('again, and before its turn', () => {
    const once = applied(pay(COIN)).state
    expect(applyTransaction(once, pay(COIN))).toMatchObject({ error: { code: 'TX_NONCE_OLD' } })
    expect(applyTransaction(once, pay(COIN, { nonce: 2 }))).toMatchObject({ error: { code: 'TX_NONCE_GAP' } })
    expect(applyTransaction(once, pay(COIN, { nonce: 1 })).ok).toBe(true)
  })

  test('to a balance that is full, and to one that it fills', () => {
    const holding = (units: bigint) =>
      writeAccount(state, bob.address, { balance: units as Amount, nonce: 0 })
    expect(applyTransaction(holding(MAX_AMOUNT - COIN), pay(COIN)).ok).toBe(true)
    expect(applyTransaction(holding(MAX_AMOUNT - COIN + 1n), pay(COIN))).toMatchObject({
      error: { code: 'TX_OVERFLOW' },
    })
  })

  test('that fails leaves the state alone', () => {
    const root = state.root()
    applyTransaction(state, pay(START))
    expect(state.root()).toBe(root)
  })
})

describe('a block', () => {
  test('pays reward and fees to its producer', () => {
    const result = applied(pay(COIN), pay(COIN, { nonce: 1, fee: 7n }))
    expect(result).toMatchObject({ reward: REWARD, fees: FEE + 7n })
    expect(balance(result.state, miner)).toBe(REWARD + FEE + 7n)
  })

  test('whose producer is a party of its transactions adds up', () => {
    const result = applyBlock(state, block([pay(COIN)], alice.address), params)
    expect(result.ok && balance(result.value.state, alice)).toBe(START - COIN + REWARD)
  })

  test('cannot spend its own reward', () => {
    const spend = transferOf(params, miner, { to: bob.address, nonce: 0 })
    expect(applyBlock(state, block([spend]), params)).toMatchObject({ error: { code: 'TX_BALANCE' } })
  })

  test('names the transaction that fails', () => {
    const result = applyBlock(state, block([pay(COIN), pay(COIN)]), params)
    expect(result).toMatchObject({ error: { code: 'TX_NONCE_OLD' } })
    expect(result.ok ? '' : result.error.message).toContain('transaction 1, ')
  })

  test('whose reward fills the producer’s balance, and one that overflows it', () => {
    const holding = (units: bigint) =>
      writeAccount(state, miner.address, { balance: units as Amount, nonce: 0 })
    expect(applyBlock(holding(MAX_AMOUNT - REWARD), block([]), params).ok).toBe(true)
    expect(applyBlock(holding(MAX_AMOUNT - REWARD + 1n), block([]), params)).toMatchObject({
      error: { code: 'BLOCK_OVERFLOW' },
    })
  })

  test('has one receipt per transaction', () => {
    const result = applied(pay(COIN), pay(COIN, { nonce: 1 }))
    expect(result.receipts.length).toBe(2)
    expect(result.receiptRoot).toBe(receiptsRoot(result.receipts))
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
    const more = applyBlock(state, block([pay(COIN)]), greedy)
    expect(more.ok && checkApplied(assembleHeader(promise), more.value)).toMatchObject({
      error: { code: 'BLOCK_STATE_ROOT' },
    })
  })
})
