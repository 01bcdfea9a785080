import { describe, expect, test } from 'vitest'
import { testAccount } from '#testing/chain-builder.ts'
import {
  ContractWorld,
  deployPayload,
  invokePayload,
  paidFor,
  returned,
  WORLD_FEE,
  WORLD_GAS,
} from '#testing/contract-world.ts'
import { FAKE_LOAD_GAS, fakeArgs } from '#testing/fake-contract-runtime.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import type { Address } from '../address.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { networkIdOf } from '../genesis/network-id.ts'
import { MAX_SOURCE_BYTES } from '../limits.ts'
import { createSignatureVerifier } from '../signature.ts'
import { readAccount, writeAccount } from '../state/account.ts'
import { contractAddress, contractBytes } from '../state/contract.ts'
import { StateDraft } from '../state/state-draft.ts'
import { checkTransaction } from '../transaction/check-transaction.ts'
import type { Transaction } from '../transaction/transaction.ts'
import { applyTransaction } from './apply-transaction.ts'
import { lookGas } from './gas-prices.ts'
import { intrinsicGas } from './intrinsic-gas.ts'

const alice = testAccount(1)
const bob = testAccount(2)
const START = 1000n * COIN
const nobody = testAccount(99).address

/** The gas of a call before its method does anything. */
const callGas = (world: ContractWorld, contract: Address): bigint =>
  lookGas(contractBytes(world.state, contract)) + FAKE_LOAD_GAS

describe('the fee', () => {
  /** A call that uses this much gas beyond its own and that of being called. */
  const burning = (
    world: ContractWorld,
    ender: Transaction['sender'],
    gas: bigint,
    limit = WORLD_GAS,
    fee = WORLD_FEE,
  ) => world.transaction(bob, invokePayload(ender, 'burn', [gas], { gasLimit: limit }), { fee })

  test('is paid for the gas that was used, rounded up to the base unit', () => {
    for (const [gas, fee] of [
      [0n, WORLD_FEE],
      [1n, WORLD_FEE],
      [300_000n, WORLD_FEE],
      [300_001n, 1n],
      [300_002n, 2n],
      [300_003n, 0n],
      [300_004n, 1_000_000n],
    ] as const) {
      const world = new ContractWorld()
      const ender = world.deploy('Ender')
      const tx = burning(world, ender, gas, WORLD_GAS, fee)
      const { receipts, fees } = world.block([tx])
      const used = intrinsicGas(tx) + callGas(world, ender) + gas
      const paid = paidFor(used, WORLD_GAS, fee)
      expect(receipts[0]).toMatchObject({ status: 'applied', gas: used, fee: paid })
      expect(fees).toBe(paid)
      expect(world.balance(bob.address)).toBe(START - paid)
      // at least the price of the gas, and less than one base unit more
      expect(paid * WORLD_GAS).toBeGreaterThanOrEqual(fee * used)
      expect((paid - 1n) * WORLD_GAS).toBeLessThan(fee * used)
    }
  })

  test('is paid whole where all gas is used, to the last unit or beyond', () => {
    const world = new ContractWorld()
    const ender = world.deploy('Ender')
    const own = intrinsicGas(burning(world, ender, 500_000n)) + callGas(world, ender)
    const exact = burning(world, ender, WORLD_GAS - own)
    expect(intrinsicGas(exact) + callGas(world, ender)).toBe(own)
    expect(world.block([exact]).receipts).toMatchObject([
      { status: 'applied', gas: WORLD_GAS, fee: WORLD_FEE },
    ])
    const over = burning(world, ender, WORLD_GAS - own + 1n)
    expect(world.block([over]).receipts).toMatchObject([
      { status: 'failed', code: 'OUT_OF_GAS', gas: WORLD_GAS, fee: WORLD_FEE },
    ])
    expect(world.balance(bob.address)).toBe(START - 2n * WORLD_FEE)
  })

  test('goes to the producer, and what is returned does not', () => {
    const world = new ContractWorld()
    const ender = world.deploy('Ender')
    const before = world.balance(world.producer.address)
    const { receipts, reward } = world.block([burning(world, ender, 1n)])
    expect(receipts[0]?.fee).toBeLessThan(WORLD_FEE)
    expect(world.balance(world.producer.address)).toBe(before + reward + (receipts[0]?.fee ?? 0n))
  })

  test('is kept where what is returned would not fit', () => {
    const world = new ContractWorld()
    const vault = world.deploy('Vault')
    const draft = new StateDraft(world.state)
    writeAccount(draft, bob.address, { balance: MAX_AMOUNT as Amount, nonce: 0 })
    writeAccount(draft, vault, { balance: COIN as Amount, nonce: 0 })
    const payload = invokePayload(vault, 'pay', [bob.address, WORLD_FEE])
    const context = { height: 2, timestamp: world.params.timestamp, producer: nobody, final: undefined }
    const applied = applyTransaction(draft, world.transaction(bob, payload), context, world.engine)
    expect(applied).toMatchObject({ value: { receipt: { status: 'applied', fee: WORLD_FEE } } })
    expect(readAccount(draft, bob.address).balance).toBe(MAX_AMOUNT)
  })

  test('of a transaction without code is paid as offered', () => {
    const world = new ContractWorld()
    const payload = { kind: 'transfer', to: nobody, amount: 1n as Amount, memo: '' } as const
    expect(world.act(bob, payload).fee).toBe(WORLD_FEE)
  })
})

describe('a gas limit', () => {
  const world = new ContractWorld()
  const { params, engine } = world
  const rules = { genesis: params, networkId: networkIdOf(params), engine }
  const check = async (tx: Transaction) => {
    const checked = await checkTransaction(tx, rules, createSignatureVerifier())
    return checked.ok ? 'accepted' : checked.error.code
  }
  const invokeOf = (gasLimit: bigint) =>
    world.transaction(bob, invokePayload(nobody, 'add', [], { gasLimit }))
  const deployOf = (gasLimit: bigint) => world.transaction(bob, deployPayload('Vault', [], { gasLimit }))

  test.each([
    ['invoke', invokeOf],
    ['deploy', deployOf],
  ])('of %s is from what it takes by itself to what a block has, both included', async (_, of) => {
    const least = intrinsicGas(of(100_000n))
    expect(intrinsicGas(of(least))).toBe(least)
    const { blockGas } = params.limits
    expect(await check(of(least - 1n))).toBe('TX_GAS')
    expect(await check(of(least))).toBe('accepted')
    expect(await check(of(blockGas))).toBe('accepted')
    expect(await check(of(blockGas + 1n))).toBe('TX_GAS')
    expect(await check(of(0n))).toBe('TX_GAS')
    expect(await check(of(2n ** 64n - 1n))).toBe('TX_GAS')
  })

  test('is checked before the signature', async () => {
    const never = () => Promise.reject(new Error('asked to verify'))
    expect(await checkTransaction(invokeOf(1n), rules, never)).toMatchObject({ error: { code: 'TX_GAS' } })
  })

  test('may be too low for the largest source on a small network', async () => {
    const small = { ...rules, genesis: { ...params, limits: { ...params.limits, blockGas: 1_000_000n } } }
    const source = 'x'.repeat(MAX_SOURCE_BYTES)
    const tx = transactionOf(
      params,
      bob,
      { ...{ kind: 'deploy', source, args: fakeArgs(), amount: 0n as Amount, gasLimit: 1_000_000n } },
      { nonce: 0 },
    )
    expect(await checkTransaction(tx, small, createSignatureVerifier())).toMatchObject({
      error: { code: 'TX_GAS' },
    })
  })
})

describe('a block with calls', () => {
  const world = new ContractWorld()
  const ender = world.deploy('Ender')
  const calls = [0, 1, 2].map(later =>
    world.transaction(bob, invokePayload(ender, 'burn', [500_000n]), { later }),
  )
  const used = calls
    .map(tx => intrinsicGas(tx) + callGas(world, ender) + 500_000n)
    .reduce((sum, gas) => sum + gas)

  test('counts the gas that they use, not their limits', () => {
    expect(used).toBeLessThan(3n * WORLD_GAS)
    expect(world.tryBlock(calls, used).ok).toBe(true)
    expect(world.tryBlock(calls, used - 1n)).toMatchObject({ error: { code: 'BLOCK_GAS' } })
  })

  test('is rejected at the first that exceeds it: the others are not run', () => {
    const tried = world.tryBlock(calls, used / 3n)
    expect(tried).toMatchObject({
      error: { code: 'BLOCK_GAS', message: expect.stringContaining('its first 2 transactions') },
    })
  })

  test('sees each call’s changes in the next one', () => {
    const counter = world.deploy('Counter')
    const adds = [0, 1].map(later => world.transaction(bob, invokePayload(counter, 'add', [1n]), { later }))
    expect(world.block(adds).receipts.map(returned)).toEqual([1n, 2n])
  })

  test('may deploy a contract and call it', () => {
    const { nonce } = readAccount(world.state, alice.address)
    const counter = contractAddress(alice.address, nonce)
    const deploy = world.transaction(alice, deployPayload('Counter'))
    const add = world.transaction(bob, invokePayload(counter, 'add', [3n]))
    expect(world.block([deploy, add]).receipts).toMatchObject([{ status: 'applied' }, { status: 'applied' }])
    expect(returned(world.call(counter, 'read'))).toBe(3n)
  })
})
