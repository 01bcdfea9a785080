import { describe, expect, test } from 'vitest'
import { ContractWorld, invokePayload, returned, WORLD_GAS } from '#testing/contract-world.ts'
import { fakeArgs, fakeSource } from '#testing/fake-contract-runtime.ts'
import { fieldKey } from '#testing/fake-contracts.ts'
import { type Address, formatContractAddress } from '../address.ts'
import { type Amount, COIN, MAX_AMOUNT } from '../amount.ts'
import { encode } from '../codec.ts'
import { MAX_CALL_DEPTH } from '../limits.ts'
import { accountKey, readAccount, writeAccount } from '../state/account.ts'
import { contractBytes } from '../state/contract.ts'
import { readStored } from '../state/contract-storage.ts'
import { StateDraft } from '../state/state-draft.ts'
import type { InvokePayload } from '../transaction/transaction.ts'
import { applyTransaction } from './apply-transaction.ts'
import type { CodeRun, ContractCall, ContractHost, ContractRuntime } from './contract-runtime.ts'
import { lookGas } from './gas-prices.ts'
import { intrinsicGas } from './intrinsic-gas.ts'

const NONE = 0n
const nobody = new Uint8Array(32).fill(9) as Address

/** The call that a fake caller makes. */
const callOf = (contract: Address, method: string, args: readonly unknown[] = [], value: bigint = NONE) =>
  [contract, method, args, value] as never[]

describe('a call of another contract', () => {
  test('has the calling contract for its caller, its coins and its result', () => {
    const world = new ContractWorld()
    const [caller, vault] = [world.deploy('Caller', [], 5n * COIN), world.deploy('Vault')]
    const receipt = world.call(caller, 'forward', callOf(vault, 'deposit', [], 2n * COIN))
    expect(returned(receipt)).toBe(2n * COIN)
    expect([caller, vault].map(address => world.balance(address))).toEqual([3n * COIN, 2n * COIN])
    // the called contract pays its caller
    const counted = world.call(caller, 'forward', callOf(vault, 'pay', [caller, COIN]))
    expect(counted).toMatchObject({ code: 'CODE_THREW', message: expect.stringContaining('payable') })
  })

  test('passes coins on that came with the call', () => {
    const world = new ContractWorld()
    const [caller, vault] = [world.deploy('Caller'), world.deploy('Vault')]
    world.call(caller, 'forward', callOf(vault, 'deposit', [], COIN), { amount: COIN })
    expect([caller, vault].map(address => world.balance(address))).toEqual([0n, COIN])
  })

  test('sees what was changed before it, and is seen afterwards', () => {
    const world = new ContractWorld()
    const [caller, counter] = [world.deploy('Caller'), world.deploy('Counter', [1n])]
    world.call(counter, 'add', [1n])
    expect(returned(world.call(caller, 'forward', callOf(counter, 'add', [1n])))).toBe(3n)
    expect(returned(world.call(counter, 'read'))).toBe(3n)
  })

  test('has its events where it was made', () => {
    const world = new ContractWorld()
    const [outer, inner, counter] = [world.deploy('Caller'), world.deploy('Caller'), world.deploy('Counter')]
    const receipt = world.call(outer, 'forward', callOf(inner, 'forward', callOf(counter, 'add', [4n])))
    const [o, i, c] = [outer, inner, counter].map(formatContractAddress)
    expect(receipt.events).toEqual([
      { source: o, name: 'before', data: ['forward'] },
      { source: i, name: 'before', data: ['add'] },
      { source: c, name: 'counted', data: ['4'] },
      { source: i, name: 'after', data: ['add'] },
      { source: o, name: 'after', data: ['forward'] },
    ])
  })

  test('uses the caller’s gas, and never more', () => {
    const world = new ContractWorld()
    const [caller, ender] = [world.deploy('Caller'), world.deploy('Ender')]
    const [few, many] = [1n, 400_001n].map(
      gas => world.call(caller, 'forward', callOf(ender, 'burn', [gas])).gas,
    ) as [bigint, bigint]
    // the longer number is 4 bytes longer
    expect(many - few).toBe(400_000n + 400n)
    expect(world.call(caller, 'forward', callOf(ender, 'forever'))).toMatchObject({
      ...{ status: 'failed', message: 'out of gas', gas: 1_000_000n },
    })
  })

  test('receives at most the coins that the caller has, and never a negative amount', () => {
    const world = new ContractWorld()
    const [caller, vault] = [world.deploy('Caller', [], COIN), world.deploy('Vault', [], COIN)]
    const give = (value: bigint) => world.call(caller, 'attempt', callOf(vault, 'deposit', [], value))
    expect(returned(give(COIN + 1n))).toBe('the contract has 1, which is less than 1.000001')
    expect([caller, vault].map(address => world.balance(address))).toEqual([COIN, COIN])
    expect(returned(give(COIN))).toBe(COIN)
  })

  test('of no contract, and of a person, is an error in the caller', () => {
    const world = new ContractWorld()
    const caller = world.deploy('Caller', [], COIN)
    for (const address of [nobody, world.bob.address]) {
      expect(returned(world.call(caller, 'attempt', callOf(address, 'add', [], COIN)))).toBe(
        `there is no contract at ${formatContractAddress(address)}`,
      )
      expect(world.balance(address)).toBe(address === nobody ? 0n : 1000n * COIN)
    }
    expect(world.balance(caller)).toBe(COIN)
  })
})

describe('a call that fails within a call', () => {
  test('can be caught: it is undone, with its coins and events, and nothing else is', () => {
    const world = new ContractWorld()
    const [caller, ender] = [world.deploy('Caller', [], 2n * COIN), world.deploy('Ender')]
    const receipt = world.call(caller, 'attempt', callOf(ender, 'fail', ['no'], COIN))
    expect(receipt).toMatchObject({ status: 'applied', code: '', message: '' })
    expect(returned(receipt)).toBe('no')
    expect(receipt.events).toEqual([{ source: formatContractAddress(caller), name: 'caught', data: ['no'] }])
    expect(readStored(world.state, ender, fieldKey('failures'))).toBeUndefined()
    expect(readStored(world.state, caller, fieldKey('attempts'))).toEqual(encode(1n))
    expect([caller, ender].map(address => world.balance(address))).toEqual([2n * COIN, 0n])
  })

  test('takes its caller along if it is not caught', () => {
    const world = new ContractWorld()
    const [caller, ender] = [world.deploy('Caller', [], COIN), world.deploy('Ender')]
    const receipt = world.call(caller, 'forward', callOf(ender, 'fail', ['no'], COIN))
    // the line is of another source than the called one
    expect(receipt).toMatchObject({ status: 'failed', code: 'CODE_THREW', message: 'no', events: [] })
    expect(receipt.changes.map(([key]) => key)).toEqual([accountKey(world.bob.address)])
    expect([caller, ender].map(address => world.balance(address))).toEqual([COIN, 0n])
  })

  test('is an error with a message, whatever the machine reported', () => {
    const world = new ContractWorld()
    const [caller, ender] = [world.deploy('Caller'), world.deploy('Ender')]
    const outcomes = ['exhaust', 'recurse', 'trap', 'nothing'].map(method =>
      returned(world.call(caller, 'attempt', callOf(ender, method))),
    )
    expect(outcomes).toEqual([
      'out of memory',
      'function calls are nested too deep',
      'the engine stopped the code',
      'there is no method nothing',
    ])
  })

  test('undoes what it did at a third contract', () => {
    const world = new ContractWorld()
    const [outer, inner, vault] = [
      world.deploy('Caller'),
      world.deploy('Caller', [], COIN),
      world.deploy('Vault'),
    ]
    // the inner one pays the vault, and then the outer one exceeds the depth of calls
    const pays = callOf(inner, 'forward', callOf(vault, 'deposit', [], COIN))
    expect(world.call(outer, 'forward', pays).status).toBe('applied')
    expect(world.balance(vault)).toBe(COIN)
    const fails = callOf(inner, 'forward', callOf(vault, 'pay', [vault, 1n]))
    const receipt = world.call(outer, 'attempt', fails)
    expect(receipt.events.map(({ name }) => name)).toEqual(['caught'])
    expect(world.balance(vault)).toBe(COIN)
  })
})

describe('a contract is not entered again before its call has ended', () => {
  const AGAIN = 'a contract cannot be entered again before its call has ended'

  test('by itself', () => {
    const world = new ContractWorld()
    const caller = world.deploy('Caller', [], COIN)
    const again = callOf(caller, 'attempt', callOf(nobody, 'add'), COIN)
    expect(returned(world.call(caller, 'attempt', again))).toBe(AGAIN)
    expect(world.balance(caller)).toBe(COIN)
  })

  test('by way of another one', () => {
    const world = new ContractWorld()
    const [outer, inner] = [world.deploy('Caller'), world.deploy('Caller')]
    const back = callOf(inner, 'attempt', callOf(outer, 'attempt', callOf(nobody, 'add')))
    expect(returned(world.call(outer, 'forward', back))).toBe(AGAIN)
  })

  test('but may be called twice, one after the other', () => {
    const world = new ContractWorld()
    const [caller, counter] = [world.deploy('Caller'), world.deploy('Counter')]
    for (const count of [1n, 2n]) {
      expect(returned(world.call(caller, 'forward', callOf(counter, 'add', [1n])))).toBe(count)
    }
  })
})

describe('a view method changes nothing', () => {
  const NO_VIEW = 'add is not a view method, and a view method can call only view methods'

  test('by itself, whatever it asks for', () => {
    const world = new ContractWorld()
    const caller = world.deploy('Caller', [], COIN)
    const receipt = world.call(caller, 'tryAll')
    expect(returned(receipt)).toEqual(Array(3).fill('a view method cannot change anything'))
    expect(receipt.events).toEqual([])
    expect(receipt.changes.map(([key]) => key)).toEqual([accountKey(world.bob.address)])
  })

  test('by what it calls: only other view methods, also in a transaction', () => {
    const world = new ContractWorld()
    const [caller, counter] = [world.deploy('Caller'), world.deploy('Counter', [5n])]
    expect(returned(world.call(caller, 'ask', callOf(counter, 'read')))).toBe(5n)
    expect(world.call(caller, 'ask', callOf(counter, 'add', [1n]))).toMatchObject({
      ...{ status: 'failed', code: 'CODE_THREW', message: NO_VIEW },
    })
    expect(readStored(world.state, counter, fieldKey('count'))).toEqual(encode(5n))
  })

  test('nor by way of a view method of another contract', () => {
    const world = new ContractWorld()
    const [outer, inner] = [world.deploy('Caller'), world.deploy('Caller')]
    const counter = world.deploy('Counter', [5n])
    const through = (method: string) =>
      world.call(outer, 'ask', callOf(inner, 'ask', callOf(counter, method, [1n])))
    expect(returned(through('read'))).toBe(5n)
    expect(through('add').message).toBe(NO_VIEW)
    // a caller that may change something can catch the refusal
    const caught = world.call(outer, 'attempt', callOf(inner, 'ask', callOf(counter, 'add', [1n])))
    expect(returned(caught)).toBe(NO_VIEW)
  })

  test('nor by coins that it gives away', () => {
    const world = new ContractWorld()
    const [outer, inner] = [world.deploy('Caller', [], COIN), world.deploy('Caller', [], COIN)]
    const gift = callOf(inner, 'ask', callOf(nobody, 'read'), 1n)
    expect(world.call(outer, 'ask', gift).message).toBe(
      'a view method cannot pass coins to the contract that it calls',
    )
    expect([outer, inner].map(address => world.balance(address))).toEqual([COIN, COIN])
  })
})

test(`calls can be nested ${MAX_CALL_DEPTH} deep, and no more`, () => {
  const world = new ContractWorld()
  const chain = Array.from({ length: MAX_CALL_DEPTH }, () => world.deploy('Caller'))
  const counter = world.deploy('Counter')
  /** The first calls the second, and so on; the last one calls the counter. */
  const through = (callers: readonly Address[]) => {
    let call = callOf(counter, 'add', [1n])
    for (const next of callers.slice(1).toReversed()) call = callOf(next, 'forward', call)
    return world.call(callers[0] as Address, 'forward', call)
  }
  expect(returned(through(chain.slice(0, MAX_CALL_DEPTH - 1)))).toBe(1n)
  expect(through(chain)).toMatchObject({
    ...{ status: 'failed', code: 'CODE_THREW' },
    message: `calls of contracts can be nested at most ${MAX_CALL_DEPTH} deep`,
  })
})

/** A machine that runs one piece of TypeScript for any source and returns its input. */
function runtimeOf(run: (call: ContractCall, host: ContractHost) => CodeRun<Uint8Array>): ContractRuntime {
  return {
    inspect: () => ({ gas: 0n, outcome: { ok: true, value: [] } }),
    call: (call, host) =>
      call.isDeployment ? { gas: 0n, outcome: { ok: true, value: encode(null) } } : run(call, host),
  }
}

const done = { gas: 0n, outcome: { ok: true, value: encode(null) } } as const

test('code can read its caller, the coins of the call, and the block', () => {
  const calls: ContractCall[] = []
  const world = new ContractWorld(
    runtimeOf(call => {
      calls.push(call)
      return done
    }),
  )
  const contract = world.deploy('Vault')
  const tx = world.transaction(world.bob, invokePayload(contract, 'deposit', ['x'], { amount: 5n }))
  world.block([tx])
  const gasLimit = WORLD_GAS - intrinsicGas(tx) - lookGas(contractBytes(world.state, contract))
  expect(calls).toEqual([
    {
      ...{ source: fakeSource('Vault'), method: 'deposit', args: fakeArgs('x'), isDeployment: false },
      ...{ caller: world.bob.address, callerIsContract: false, contract, value: 5n },
      ...{
        height: 2,
        time: world.params.timestamp + 20_000,
        producer: world.producer.address,
        final: undefined,
      },
      gasLimit,
    },
  ])
})

test('code can read that its caller is a contract', () => {
  const callers: [Address, boolean][] = []
  const world = new ContractWorld(
    runtimeOf(({ caller, callerIsContract, args }, host) => {
      callers.push([caller, callerIsContract])
      return args.length > 1
        ? host.call(new Uint8Array(args) as Address, 'x', fakeArgs(), 0n as Amount, 100_000n)
        : done
    }),
  )
  const [one, two] = [world.deploy('Vault'), world.deploy('Vault')]
  world.act(world.bob, { ...(invokePayload(one, 'x') as InvokePayload), args: two })
  expect(callers).toEqual([
    [world.bob.address, false],
    [one, true],
  ])
})

test('a host never makes coins of negative ones, whatever the machine asks for', () => {
  const refusals: string[] = []
  const world = new ContractWorld(
    runtimeOf((call, host) => {
      const moved = host.transfer(call.caller, -1n as Amount)
      if (!moved.ok) refusals.push(moved.error)
      const called = host.call(nobody, 'x', fakeArgs(), -1n as Amount, 0n)
      if (!called.outcome.ok) refusals.push(called.outcome.error.message)
      return done
    }),
  )
  const contract = world.deploy('Vault', [], COIN)
  world.call(contract, 'anything')
  expect(refusals).toEqual(['an amount must not be negative', 'an amount must not be negative'])
  expect(world.balance(contract)).toBe(COIN)
})

test('coins that do not fit at their recipient stay with the contract, which continues', () => {
  const refusals: string[] = []
  const world = new ContractWorld(
    runtimeOf((_, host) => {
      const moved = host.transfer(nobody, COIN as Amount)
      if (!moved.ok) refusals.push(moved.error)
      return done
    }),
  )
  const contract = world.deploy('Vault', [], COIN)
  const draft = new StateDraft(world.state)
  writeAccount(draft, nobody, { balance: MAX_AMOUNT as Amount, nonce: 0 })
  const context = {
    height: 2,
    timestamp: world.params.timestamp,
    producer: world.producer.address,
    final: undefined,
  }
  const tx = world.transaction(world.bob, invokePayload(contract, 'x'))
  expect(applyTransaction(draft, tx, context, world.engine)).toMatchObject({
    value: { receipt: { status: 'applied' } },
  })
  expect(refusals).toEqual([expect.stringContaining('at most')])
  expect(readAccount(draft, contract).balance).toBe(COIN)
  expect(readAccount(draft, nobody).balance).toBe(MAX_AMOUNT)
})
