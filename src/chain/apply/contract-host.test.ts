import { describe, expect, test } from 'vitest'
import { bytesToHex } from '#lib/bytes.ts'
import { createChainBuilder } from '#testing/chain-builder.ts'
import { ContractWorld, returned } from '#testing/contract-world.ts'
import { mapKey } from '#testing/fake-contracts.ts'
import { type Address, formatContractAddress } from '../address.ts'
import { assembleHeader } from '../block/header-codec.ts'
import { encodeReceipt } from '../block/receipt-codec.ts'
import {
  MAX_EVENTS,
  MAX_RECEIPT_BYTES,
  MAX_REPLACED_BYTES,
  MAX_STATE_KEY_BYTES,
  MAX_STORAGE_KEY_BYTES,
  MAX_STORED_BYTES,
  MAX_WRITTEN_BYTES,
} from '../limits.ts'
import { proveState } from '../make-proof.ts'
import { verifyProof } from '../proof.ts'
import { readStored } from '../state/contract-storage.ts'
import { KEY_SPACE } from '../state/key-space.ts'
import { createCallBudget } from './call-budget.ts'

const LIMITS = { gasLimit: 100_000_000n }
const bytes = (length: number) => new Uint8Array(length).fill(1)

describe('what a contract keeps', () => {
  test('is a map of any keys, page by page', () => {
    const world = new ContractWorld()
    const keeper = world.deploy('Keeper')
    for (const key of ['a', 'b', 'c']) world.call(keeper, 'put', ['m', key, bytes(2)])
    expect(returned(world.call(keeper, 'page', ['m', null, 2n]))).toEqual([
      mapKey('m', 'a'),
      mapKey('m', 'b'),
    ])
    expect(returned(world.call(keeper, 'page', ['m', 'b', 2n]))).toEqual([mapKey('m', 'c')])
    world.call(keeper, 'remove', ['m', 'a'])
    expect(returned(world.call(keeper, 'page', ['m', null, 9n]))).toEqual([
      mapKey('m', 'c'),
      mapKey('m', 'b'),
    ])
    expect(returned(world.call(keeper, 'get', ['m', 'a']))).toBe(null)
    expect(returned(world.call(keeper, 'get', ['m', 'c']))).toEqual(bytes(2))
  })

  test('is invisible to another contract', () => {
    const world = new ContractWorld()
    const [one, two] = [world.deploy('Keeper'), world.deploy('Keeper')]
    world.call(one, 'put', ['m', 'a', bytes(1)])
    expect(returned(world.call(two, 'get', ['m', 'a']))).toBe(null)
    expect(returned(world.call(two, 'page', ['m', null, 9n]))).toEqual([])
  })

  test('has bounds: the longest key and the largest value, and one byte more', () => {
    const world = new ContractWorld()
    const keeper = world.deploy('Keeper')
    const write = (key: number, value: number) =>
      world.call(keeper, 'write', [bytes(key), bytes(value)], LIMITS)
    expect(write(MAX_STORAGE_KEY_BYTES, 1).status).toBe('applied')
    expect(write(MAX_STORAGE_KEY_BYTES + 1, 1)).toMatchObject({
      ...{ code: 'CODE_THREW', message: 'the key has 257 bytes; at most 256 can be stored' },
    })
    expect(write(4, MAX_STORED_BYTES).status).toBe('applied')
    expect(write(4, MAX_STORED_BYTES + 1)).toMatchObject({
      ...{ code: 'CODE_THREW', message: expect.stringContaining('at most 65536 can be stored') },
    })
  })

  test('has keys whose entries can be proven, the longest too', () => {
    const world = new ContractWorld()
    const keeper = world.deploy('Keeper')
    // a map whose name fills the key, except for the byte before it and the zero after it
    const longest = new Uint8Array(MAX_STORAGE_KEY_BYTES).fill(0x78)
    longest[0] = 1
    longest[MAX_STORAGE_KEY_BYTES - 1] = 0
    const receipt = world.call(keeper, 'write', [longest, bytes(1)], LIMITS)
    const keys = receipt.changes.map(([key]) => key.length / 2)
    expect(Math.max(...keys)).toBe(MAX_STATE_KEY_BYTES)

    const { header } = createChainBuilder(world.params).genesis
    const here = assembleHeader({ ...header, stateRoot: world.state.root() })
    const entries = receipt.changes.filter(([key]) => !key.startsWith(KEY_SPACE.account))
    expect(entries).toHaveLength(3)
    for (const [key, value] of entries) {
      expect(verifyProof(here.bytes, proveState(here, world.state, key))).toMatchObject({
        value: { type: 'entry', key, value },
      })
    }
  })
})

describe('what a transaction leaves', () => {
  /** A contract that emits and writes as often as its caller asks. */
  function keeping() {
    const world = new ContractWorld()
    const keeper = world.deploy('Keeper')
    const caller = world.deploy('Caller')
    const through = (method: string, args: readonly unknown[]) =>
      world.call(caller, 'forward', [keeper, method, args as never[], 0n], LIMITS)
    return { world, keeper, through }
  }

  test('are so many events, those of called contracts among them, and no more', () => {
    const { world, keeper, through } = keeping()
    const tell = (times: number) => world.call(keeper, 'tell', [BigInt(times), 'x'], LIMITS)
    expect(tell(MAX_EVENTS).events).toHaveLength(MAX_EVENTS)
    expect(tell(MAX_EVENTS + 1)).toMatchObject({
      ...{
        status: 'failed',
        message: 'one transaction can emit at most 256 events; use several transactions',
        events: [],
      },
    })
    // the caller itself emits two
    expect(through('tell', [BigInt(MAX_EVENTS - 2), 'x']).events).toHaveLength(MAX_EVENTS)
    expect(through('tell', [BigInt(MAX_EVENTS - 1), 'x']).status).toBe('failed')
  })

  test('are so many bytes of events', () => {
    const { world, keeper } = keeping()
    const tell = (length: number) => world.call(keeper, 'tell', [256n, 'x'.repeat(length)], LIMITS)
    const most = Math.floor(MAX_WRITTEN_BYTES / 256) - 80 - 12 - 4 - 12
    expect(tell(most).status).toBe('applied')
    expect(tell(most + 1)).toMatchObject({
      ...{
        status: 'failed',
        message: expect.stringContaining('one transaction can write at most 524288 bytes'),
      },
    })
    expect(encodeReceipt(tell(most)).length).toBeLessThan(MAX_RECEIPT_BYTES)
  })
})

describe('the budget of a transaction', () => {
  const contract = bytes(32) as Address

  test.each([
    ['written', MAX_WRITTEN_BYTES],
    ['replaced', MAX_REPLACED_BYTES],
  ] as const)('is spent by the bytes that are %s', (what, most) => {
    const spend = (bytes: number) => ({ written: 0, replaced: 0, [what]: bytes })
    const exact = createCallBudget()
    expect(exact.spendChanges(spend(most)).ok).toBe(true)
    expect(exact.spendChanges(spend(0)).ok).toBe(true)
    expect(exact.spendPayment().ok).toBe(false)
    expect(createCallBudget().spendChanges(spend(most + 1)).ok).toBe(false)
  })

  test('is spent by payments', () => {
    const budget = createCallBudget()
    for (let i = 0; i < MAX_WRITTEN_BYTES / 64; i++) expect(budget.spendPayment().ok).toBe(true)
    expect(budget.spendPayment().ok).toBe(false)
  })

  test('keeps a receipt within its greatest size', () => {
    // as many as possible of the cheapest changes by what they leave behind
    const entries = Math.floor(MAX_WRITTEN_BYTES / (12 + 34))
    const changes = Array.from({ length: entries }, (_, i) => [
      `${KEY_SPACE.storage}${bytesToHex(contract)}${i.toString(16).padStart(2, '0').slice(-2)}`,
      undefined,
    ]) as [string, undefined][]
    const payments = Math.floor(MAX_WRITTEN_BYTES / 64)
    const paid = Array.from({ length: payments }, () => [
      `${KEY_SPACE.account}${bytesToHex(contract)}`,
      bytes(20),
    ]) as [string, Uint8Array][]
    const source = formatContractAddress(contract)
    const events = Array.from({ length: MAX_EVENTS }, () => ({ source, name: '', data: [] }))
    const sizeOf = (left: typeof changes | typeof paid) =>
      encodeReceipt({
        ...{ status: 'applied', fee: 2n ** 63n, gas: 2n ** 63n, code: '', events, changes: left },
        ...{ message: 'x'.repeat(600), result: bytes(MAX_STORED_BYTES) },
      }).length
    // a deployment also has its source and its description
    for (const left of [changes, paid]) {
      expect(sizeOf(left) + 2 * MAX_STORED_BYTES + 1024).toBeLessThan(MAX_RECEIPT_BYTES)
    }
  })
})

test('includes the value that takes the place of a removed one', () => {
  const world = new ContractWorld()
  const keeper = world.deploy('Keeper')
  for (const key of ['a', 'b']) world.call(keeper, 'put', ['m', key, bytes(10_000)], LIMITS)
  const receipt = world.call(keeper, 'remove', ['m', 'a'], LIMITS)
  expect(encodeReceipt(receipt).length).toBeGreaterThan(10_000)
  expect(readStored(world.state, keeper, mapKey('m', 'b'))).toEqual(bytes(10_000))
})
