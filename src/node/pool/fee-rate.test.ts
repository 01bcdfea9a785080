import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { intrinsicGas } from '#chain/apply/intrinsic-gas.ts'
import { MAX_MEMO_BYTES } from '#chain/limits.ts'
import { selectTransactions } from '#node/produce/select-transactions.ts'
import { testAccount, testNetwork, transferOf } from '#testing/chain-builder.ts'
import { ContractWorld, deployPayload, invokePayload } from '#testing/contract-world.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { blockSpace, byFeeRate, leastFee, leastFeeOf } from './fee-rate.ts'
import { MIN_RELAY_FEE } from './limits.ts'
import { Mempool } from './mempool.ts'

const [alice, bob, carol] = [testAccount(1), testAccount(2), testAccount(3)]
const params = testNetwork({}, [alice, bob])

const pay = (fee: bigint, { from = alice, nonce = 0, memo = '' } = {}) =>
  transferOf(params, from, { to: carol.address, nonce, fee, memo })
const callOf = (gasLimit: bigint, fee: bigint, { from = bob, nonce = 0 } = {}) =>
  transactionOf(params, from, invokePayload(carol.address, 'add', [], { gasLimit }), { nonce, fee })

describe('the block space of a transaction', () => {
  test('without code, is its bytes and its intrinsic gas', () => {
    const tx = pay(0n)
    expect(blockSpace(tx)).toBe(BigInt(tx.bytes.length) + intrinsicGas(tx) / 100n)
    expect(blockSpace(pay(0n, { memo: 'x'.repeat(100) }))).toBeGreaterThan(blockSpace(tx))
  })

  test('with code, is its bytes and its gas limit', () => {
    const tx = callOf(5_000_099n, 0n)
    expect(blockSpace(tx)).toBe(BigInt(tx.bytes.length) + 50_000n)
  })

  test('decides the order', () => {
    expect(byFeeRate(pay(999n), pay(1_000n))).toBe(-1)
    expect(byFeeRate(pay(1_000n), pay(1_000n, { from: bob }))).toBe(0)
    expect(byFeeRate(callOf(10_000_000n, 9_000n), pay(1_000n))).toBe(-1)
    expect(byFeeRate(callOf(1_000_000n, 9_000n), pay(1_000n))).toBe(1)
  })

  test('is compared in exact integers, however large they are', () => {
    const most = 2n ** 63n - 1n
    expect(byFeeRate(callOf(2n ** 63n, most), callOf(2n ** 63n, most - 1n))).toBe(1)
    fc.assert(
      fc.property(
        fc.bigInt(1n, most),
        fc.bigInt(1n, 2n ** 64n - 1n),
        fc.bigInt(1n, most),
        (fee, gas, other) => {
          const [a, b] = [callOf(gas, fee), pay(other)]
          expect(byFeeRate(a, b)).toBe(-byFeeRate(b, a) + 0)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('the least relayed fee', () => {
  test('is the same for payments, whatever their memo', () => {
    expect(leastFee(pay(0n))).toBe(MIN_RELAY_FEE)
    expect(leastFee(pay(0n, { memo: 'x'.repeat(MAX_MEMO_BYTES) }))).toBe(MIN_RELAY_FEE)
  })

  test('grows with the gas limit of a call: a base unit for 1 000', () => {
    expect(leastFee(callOf(100_000n, 0n))).toBe(MIN_RELAY_FEE)
    const call = callOf(10_000_000n, 0n)
    expect(leastFee(call)).toBe((BigInt(call.bytes.length) + 100_000n + 9n) / 10n)
    expect(leastFee(callOf(1_000_000_000n, 0n)) - COIN).toBeLessThan(100n)
  })

  test('is known before the fee, and enough for any fee', () => {
    for (const gasLimit of [100_000n, 7_654_321n, 2n ** 40n]) {
      const { fee: _, ...unpaid } = callOf(gasLimit, 0n)
      const least = leastFeeOf(unpaid)
      expect(leastFee(callOf(gasLimit, least))).toBeLessThanOrEqual(least)
      expect(least - leastFee(callOf(gasLimit, least))).toBeLessThanOrEqual(2n)
    }
  })
})

describe('a block of calls', () => {
  const world = new ContractWorld()
  const counter = world.deploy('Counter')
  const burner = world.deploy('Ender')
  const add = (gasLimit: bigint, fee: bigint, nonce = 0) =>
    transactionOf(world.params, bob, invokePayload(counter, 'add', [1n], { gasLimit }), { nonce, fee })

  /** The indices of the transactions that a block with this much gas would contain, in order. */
  function selected(txs: readonly ReturnType<typeof add>[], blockGas: bigint): number[] {
    const pool = new Mempool({ engine: world.engine, limits: world.params.limits, onDropped: () => {} })
    for (const tx of txs)
      expect(pool.add(tx, world.state, world.params.timestamp)).toMatchObject({ ok: true })
    const block = { height: 9, timestamp: world.params.timestamp, producer: carol.address, final: undefined }
    const genesis = { ...world.params, limits: { ...world.params.limits, blockGas } }
    const chosen = selectTransactions(pool, world.state, block, { genesis, engine: world.engine })
    expect(world.tryBlock(chosen, blockGas)).toMatchObject({ ok: true })
    return chosen.map(tx => txs.indexOf(tx))
  }

  const payment = transferOf(world.params, alice, { to: carol.address, nonce: 2, fee: 2_000n })

  test('with a high gas limit waits behind a payment with a low one', () => {
    expect(selected([add(10_000_000n, 20_000n), payment], 100_000_000n)).toEqual([1, 0])
    expect(selected([add(200_000n, 20_000n), payment], 100_000_000n)).toEqual([0, 1])
  })

  test('contains as many as their limits allow; unused gas is free for the next', () => {
    const calls = [0, 1, 2].map(nonce => add(1_000_000n, 50_000n, nonce))
    expect(selected(calls, 1_000_000n)).toEqual([0])
    expect(selected(calls, 1_200_000n)).toEqual([0, 1])
    expect(selected(calls, 1_300_000n)).toEqual([0, 1, 2])
  })

  test('never exceeds the gas of a block, whatever calls use', () => {
    const burn = (nonce: number) =>
      transactionOf(world.params, bob, invokePayload(burner, 'forever', [], { gasLimit: 900_000n }), {
        ...{ nonce, fee: 50_000n },
      })
    expect(selected([burn(0), burn(1), burn(2)], 2_000_000n)).toEqual([0, 1])
    expect(selected([burn(0), payment], 900_000n + intrinsicGas(payment) - 1n)).toEqual([0])
  })

  test('leaves out a transaction that fits into no block', () => {
    expect(selected([add(1_000_001n, 50_000n)], 1_000_000n)).toEqual([])
  })

  test('contains deployments, too', () => {
    const deploy = transactionOf(world.params, bob, deployPayload('Counter'), { nonce: 0, fee: 9_000n })
    expect(selected([deploy, payment], 10_000_000n)).toEqual([1, 0])
  })
})
