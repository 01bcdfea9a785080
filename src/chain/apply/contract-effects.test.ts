import { describe, expect, test } from 'vitest'
import { createChainBuilder, testAccount } from '#testing/chain-builder.ts'
import {
  ContractWorld,
  deployPayload,
  invokePayload,
  paidFor,
  returned,
  WORLD_FEE,
  WORLD_GAS,
} from '#testing/contract-world.ts'
import { FAKE_HOST_GAS, FAKE_LOAD_GAS, fakeArgs, fakeSource } from '#testing/fake-contract-runtime.ts'
import { fieldKey } from '#testing/fake-contracts.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { formatContractAddress } from '../address.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { encode } from '../codec.ts'
import { hashOf } from '../hash.ts'
import type { Hash } from '../ids.ts'
import { accountKey, readAccount, writeAccount } from '../state/account.ts'
import { contractAddress, contractBytes, readContract, readSource } from '../state/contract.ts'
import { readStored } from '../state/contract-storage.ts'
import { KEY_SPACE } from '../state/key-space.ts'
import { type StateChange, StateDraft } from '../state/state-draft.ts'
import type { DeployPayload, InvokePayload } from '../transaction/transaction.ts'
import { applyTransaction, transactionCost } from './apply-transaction.ts'
import { changesHash } from './contract-effects.ts'
import { lookGas } from './gas-prices.ts'
import { intrinsicGas } from './intrinsic-gas.ts'

const alice = testAccount(1)
const bob = testAccount(2)
const START = 1000n * COIN
const nobody = testAccount(99).address

/** The price of the entries of contract and source, among the changes of a deployment without an init. */
const storedGas = (changes: readonly StateChange[] = []): bigint =>
  changes
    .filter(([key]) => key.startsWith(KEY_SPACE.contract) || key.startsWith(KEY_SPACE.code))
    .reduce((sum, [key, value]) => sum + 500n * BigInt(12 + key.length / 2 + (value?.length ?? 0)), 0n)

describe('a deployment', () => {
  test('makes a contract and calls its init', () => {
    const world = new ContractWorld()
    const receipt = world.act(alice, deployPayload('Counter', [5n]))
    const contract = contractAddress(alice.address, 0)
    expect(receipt).toMatchObject({ status: 'applied', code: '', message: '', events: [] })
    expect(readSource(world.state, contract)).toBe(fakeSource('Counter'))
    expect(readContract(world.state, contract)).toEqual({
      creator: alice.address,
      height: 1,
      abi: [
        { name: 'init', parameters: ['…args'], view: false, payable: false },
        { name: 'add', parameters: ['…args'], view: false, payable: false },
        { name: 'read', parameters: ['…args'], view: true, payable: false },
      ],
    })
    expect(readStored(world.state, contract, fieldKey('count'))).toEqual(encode(5n))
    expect(returned(world.call(contract, 'read'))).toBe(5n)
  })

  test('gives it coins, where its init takes some', () => {
    const world = new ContractWorld()
    const vault = world.deploy('Vault', [], 3n * COIN)
    expect(world.balance(vault)).toBe(3n * COIN)
    expect(world.balance(alice.address)).toBe(START - 3n * COIN)
    const refused = world.act(alice, deployPayload('Counter', [], { amount: COIN }), 0n)
    expect(refused).toMatchObject({ status: 'failed', code: 'CODE_THREW', message: 'init takes no coins' })
    expect(world.balance(alice.address)).toBe(START - 3n * COIN)
  })

  test('pays for being compiled, for what is stored of it by the byte, and for its init', () => {
    const world = new ContractWorld()
    const tx = world.transaction(alice, deployPayload('Vault'))
    const { receipts } = world.block([tx])
    const looked = lookGas(contractBytes(world.state, contractAddress(alice.address, 0)))
    const run = 2n * FAKE_LOAD_GAS + looked
    expect(receipts[0]?.gas).toBe(intrinsicGas(tx) + run + storedGas(receipts[0]?.changes))
  })

  test.each([
    ['a source that defines no contract', 'class {}', 'CODE_INVALID', 1_000_000n, FAKE_LOAD_GAS],
    ['no gas to compile it', fakeSource('Vault'), 'OUT_OF_GAS', 999n, 999n],
    ['no gas to store it', fakeSource('Vault'), 'OUT_OF_GAS', 124_999n, 124_999n],
    ['no gas to look it up', fakeSource('Vault'), 'OUT_OF_GAS', 130_000n, 130_000n],
    ['no gas for its init', fakeSource('Vault'), 'OUT_OF_GAS', 143_500n, 143_500n],
  ])('with %s leaves nothing but its fee and nonce', (_, source, code, beyond, used) => {
    const world = new ContractWorld()
    const payload = (gasLimit: bigint): DeployPayload => ({
      ...{ kind: 'deploy', source, args: fakeArgs(), amount: 1n as Amount, gasLimit },
    })
    const own = intrinsicGas(world.transaction(alice, payload(200_000n)))
    const tx = world.transaction(alice, payload(own + beyond))
    // the length of a limit is a part of what it pays for
    expect(intrinsicGas(tx)).toBe(own)
    const receipt = world.block([tx]).receipts[0]
    expect(receipt).toMatchObject({ status: 'failed', code, gas: own + used, result: undefined })
    expect(receipt?.changes.map(([key]) => key)).toEqual([accountKey(alice.address)])
    expect(readAccount(world.state, alice.address)).toEqual({
      balance: START - paidFor(own + used, own + beyond),
      nonce: 1,
    })
    expect(readContract(world.state, contractAddress(alice.address, 0))).toBeUndefined()
  })

  test('reports the line of the error in its source', () => {
    const world = new ContractWorld()
    const payload: DeployPayload = {
      ...{ kind: 'deploy', source: '', args: fakeArgs(), amount: 0n as Amount, gasLimit: WORLD_GAS },
    }
    expect(world.act(alice, payload).message).toMatch(/the source needs .* \(line 1\)$/)
  })

  test('twice of one source makes two contracts', () => {
    const world = new ContractWorld()
    const [one, two] = [world.deploy('Counter', [1n]), world.deploy('Counter', [2n])]
    world.call(one, 'add', [10n])
    expect(returned(world.call(one, 'read'))).toBe(11n)
    expect(returned(world.call(two, 'read'))).toBe(2n)
  })
})

describe('a call', () => {
  test('changes the state, emits its events and returns a value', () => {
    const world = new ContractWorld()
    const counter = world.deploy('Counter')
    const receipt = world.call(counter, 'add', [7n])
    expect(receipt).toMatchObject({ status: 'applied', code: '', message: '' })
    expect(receipt.events).toEqual([{ source: formatContractAddress(counter), name: 'counted', data: ['7'] }])
    expect(returned(receipt)).toBe(7n)
    expect(returned(world.call(counter, 'add', [7n]))).toBe(14n)
  })

  test('moves coins to the contract, and out of it', () => {
    const world = new ContractWorld()
    const vault = world.deploy('Vault')
    expect(returned(world.call(vault, 'deposit', [], { amount: 9n * COIN }))).toBe(9n * COIN)
    expect(world.balance(vault)).toBe(9n * COIN)
    expect(returned(world.call(vault, 'held'))).toBe(9n * COIN)
    world.call(vault, 'pay', [nobody, 4n * COIN])
    expect([vault, nobody, bob.address].map(address => world.balance(address))).toEqual([
      5n * COIN,
      4n * COIN,
      START - 9n * COIN,
    ])
  })

  test('may pay its own caller', () => {
    const world = new ContractWorld()
    const vault = world.deploy('Vault', [], COIN)
    world.call(vault, 'pay', [bob.address, COIN])
    expect(world.balance(bob.address)).toBe(START + COIN)
    expect(world.balance(vault)).toBe(0n)
  })

  test('needs the means for the coins and the whole fee', () => {
    const world = new ContractWorld()
    const vault = world.deploy('Vault')
    const deposit = (amount: bigint) =>
      world.transaction(bob, invokePayload(vault, 'deposit', [], { amount }))
    expect(transactionCost(deposit(COIN), world.engine)).toBe(COIN + WORLD_FEE)
    expect(world.tryBlock([deposit(START - WORLD_FEE)]).ok).toBe(true)
    expect(world.tryBlock([deposit(START - WORLD_FEE + 1n)])).toMatchObject({
      error: { code: 'TX_BALANCE' },
    })
  })

  test('of no contract fails, and keeps its coins', () => {
    const world = new ContractWorld()
    const receipt = world.call(nobody, 'add', [], { amount: COIN })
    expect(receipt).toMatchObject({ status: 'failed', code: 'CONTRACT_UNKNOWN', message: '' })
    expect(world.balance(bob.address)).toBe(START)
    expect(world.balance(nobody)).toBe(0n)
  })

  test('of an unknown method, and of init, fails', () => {
    const world = new ContractWorld()
    const counter = world.deploy('Counter')
    for (const method of ['subtract', 'init', 'toString', '']) {
      expect(world.call(counter, method)).toMatchObject({
        ...{ status: 'failed', code: 'CODE_THREW', message: `there is no method ${method}` },
      })
    }
  })

  test('whose coins do not fit fails', () => {
    const world = new ContractWorld()
    const vault = world.deploy('Vault')
    const draft = new StateDraft(world.state)
    writeAccount(draft, vault, { balance: MAX_AMOUNT as Amount, nonce: 0 })
    const tx = world.transaction(bob, invokePayload(vault, 'deposit', [], { amount: 1n }))
    const context = { height: 2, timestamp: world.params.timestamp, producer: nobody, final: undefined }
    const applied = applyTransaction(draft, tx, context, world.engine)
    const gas = intrinsicGas(tx) + lookGas(contractBytes(world.state, vault))
    expect(applied).toMatchObject({ value: { receipt: { code: 'OVERFLOW', gas } } })
    expect(readAccount(draft, vault).balance).toBe(MAX_AMOUNT)
  })
})

describe('a call that fails', () => {
  test('leaves nothing but fee and nonce, and says why and where', () => {
    const world = new ContractWorld()
    const ender = world.deploy('Ender')
    const before = world.state
    const receipt = world.act(bob, invokePayload(ender, 'fail', ['not today'], { amount: COIN }))
    expect(receipt).toMatchObject({
      ...{ status: 'failed', code: 'CODE_THREW', message: 'not today (line 3)', result: undefined },
      events: [],
      fee: paidFor(receipt.gas),
    })
    expect(receipt.changes.map(([key]) => key)).toEqual([accountKey(bob.address)])
    expect(readAccount(world.state, bob.address)).toEqual({ balance: START - receipt.fee, nonce: 1 })
    expect(readStored(world.state, ender, fieldKey('failures'))).toBeUndefined()
    expect(world.balance(ender)).toBe(readAccount(before, ender).balance)
  })

  test.each([
    ['exhaust', 'OUT_OF_MEMORY', 'out of memory (line 5)'],
    ['recurse', 'STACK_OVERFLOW', 'function calls are nested too deep (line 6)'],
    ['trap', 'CODE_TRAPPED', 'the engine stopped the code'],
    ['forever', 'OUT_OF_GAS', 'out of gas'],
  ])('by %s has the code %s', (method, code, message) => {
    const world = new ContractWorld()
    expect(world.call(world.deploy('Ender'), method)).toMatchObject({ status: 'failed', code, message })
  })

  test('leaves the contract as it was, for the next call', () => {
    const world = new ContractWorld()
    const [ender, counter] = [world.deploy('Ender'), world.deploy('Counter')]
    for (const method of ['trap', 'forever', 'exhaust']) world.call(ender, method)
    expect(world.call(ender, 'burn', [1n]).status).toBe('applied')
    expect(returned(world.call(counter, 'add', [1n]))).toBe(1n)
  })
})

describe('the changes that a caller expects', () => {
  const world = new ContractWorld()
  const vault = world.deploy('Vault', [], 5n * COIN)
  const payload = (expected?: Hash, to = nobody) =>
    invokePayload(vault, 'pay', [to, COIN], {
      amount: 0n,
      ...(expected ? { expected } : {}),
    }) as InvokePayload

  /** The hash of the changes that a dry run on the present state reports. */
  function expectedChanges(): Hash {
    const draft = new StateDraft(world.state)
    const balance = world.balance(nobody) + COIN
    writeAccount(draft, nobody, { balance: balance as Amount, nonce: 0 })
    writeAccount(draft, vault, { balance: (world.balance(vault) - COIN) as Amount, nonce: 0 })
    return changesHash(draft.changes())
  }

  test('are those that happen: fee and nonce are not among them', () => {
    expect(world.act(bob, payload(expectedChanges()))).toMatchObject({ status: 'applied', message: '' })
    expect(world.balance(nobody)).toBe(COIN)
  })

  test('undo the call where others happen, for instance because somebody else called before', () => {
    const expected = expectedChanges()
    world.call(vault, 'pay', [nobody, 1n])
    const before = world.balance(vault)
    const receipt = world.act(bob, payload(expected))
    expect(receipt).toMatchObject({
      status: 'failed',
      code: 'CHANGES_UNEXPECTED',
      events: [],
      result: undefined,
    })
    expect(receipt.gas).toBeGreaterThan(3n * FAKE_HOST_GAS)
    expect(receipt.fee).toBe(paidFor(receipt.gas))
    expect(world.balance(vault)).toBe(before)
    expect(receipt.changes.map(([key]) => key)).toEqual([accountKey(bob.address)])
  })

  test('do not count where the call fails by itself', () => {
    const none = invokePayload(vault, 'pay', [nobody, 99n * COIN], { expected: expectedChanges() })
    expect(world.act(bob, none)).toMatchObject({ code: 'CODE_THREW' })
  })

  test('have a hash that is frozen: the encoding of keys and new values', () => {
    const changes = [
      ['00aa', Uint8Array.of(1)],
      ['07', undefined],
    ] as const
    const bytes = Uint8Array.of(0x82, 0x82, 0x42, 0x00, 0xaa, 0x41, 0x01, 0x82, 0x41, 0x07, 0xf6)
    expect(changesHash(changes)).toBe(hashOf(bytes))
    expect(changesHash([])).toBe(hashOf(Uint8Array.of(0x80)))
  })
})

test('without a runtime they are kinds of another network', () => {
  const world = new ContractWorld()
  const plain = createChainBuilder(world.params)
  for (const payload of [deployPayload('Vault'), invokePayload(nobody, 'add')]) {
    const tx = transactionOf(world.params, bob, payload, { nonce: 0 })
    const context = { height: 1, timestamp: world.params.timestamp, producer: nobody, final: undefined }
    expect(applyTransaction(new StateDraft(plain.genesis.state), tx, context, plain.engine)).toMatchObject({
      error: { code: 'TX_KIND_ELSEWHERE' },
    })
  }
})
