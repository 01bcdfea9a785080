import { type Address, addressFromBytes } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import type { ContractCall } from '#chain/apply/contract-runtime.ts'
import { type CborValue, decode, encode } from '#chain/codec.ts'
import { assert } from '#lib/assert.ts'
import { concatBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { FakeFailure } from './fake-failure.ts'

/** The operations of a fake contract's method; every use costs gas, and refusals are thrown. */
export interface FakeRun {
  readonly call: ContractCall
  use(gas: bigint): void
  read(key: Uint8Array): Uint8Array | undefined
  write(key: Uint8Array, value: Uint8Array | undefined): void
  keys(prefix: Uint8Array, last: Uint8Array | undefined, limit: number): Uint8Array[]
  balance(address: Address): Amount
  transfer(to: Address, amount: Amount): void
  emit(name: string, ...data: string[]): void
  callOther(contract: Address, method: string, args: readonly CborValue[], value: Amount): CborValue
}

/** Its result is encoded; undefined becomes null. */
type Method = (run: FakeRun, args: readonly CborValue[]) => unknown

export interface FakeContract {
  readonly methods: Readonly<Record<string, Method>>
  readonly payable?: readonly string[]
  readonly view?: readonly string[]
}

/** A field's key, as the contract interface writes it: 0 and the name. */
export const fieldKey = (name: string): Uint8Array => concatBytes(Uint8Array.of(0), utf8FromText(name))

/** The prefix of the keys of a map: 1, the name, 0. */
export const mapPrefix = (name: string): Uint8Array =>
  concatBytes(Uint8Array.of(1), utf8FromText(name), Uint8Array.of(0))

export const mapKey = (name: string, key: string): Uint8Array =>
  concatBytes(mapPrefix(name), utf8FromText(key))

function field(run: FakeRun, name: string): bigint {
  const stored = run.read(fieldKey(name))
  if (stored === undefined) return 0n
  const value = decode(stored)
  assert(value.ok && typeof value.value === 'bigint', 'a field of a fake contract is a number')
  return value.value
}

const setField = (run: FakeRun, name: string, value: bigint) => run.write(fieldKey(name), encode(value))

// Tests pass arguments of the right type.
const asBigint = (value: CborValue | undefined) => value as bigint
const asText = (value: CborValue | undefined) => value as string
const asBytes = (value: CborValue | undefined) => value as Uint8Array
const asAmount = (value: CborValue | undefined) => value as Amount
const asAddress = (value: CborValue | undefined) => addressFromBytes(value as Uint8Array)
const asList = (value: CborValue | undefined) => value as readonly CborValue[]

/** Counts, and emits an event. */
const Counter: FakeContract = {
  view: ['read'],
  methods: {
    init: (run, [start = 0n]) => setField(run, 'count', asBigint(start)),
    add(run, [by]) {
      const count = field(run, 'count') + asBigint(by)
      setField(run, 'count', count)
      run.emit('counted', String(count))
      return count
    },
    read: run => field(run, 'count'),
  },
}

/** Takes coins and pays them out again. */
const Vault: FakeContract = {
  payable: ['init', 'deposit'],
  view: ['held'],
  methods: {
    init: () => null,
    deposit: run => run.call.value,
    pay: (run, [to, amount]) => run.transfer(asAddress(to), asAmount(amount)),
    held: run => run.balance(run.call.contract),
  },
}

/**
 * Calls other contracts, and may catch their failure. It emits events except in views, so that their order
 * can be tested.
 */
const Caller: FakeContract = {
  payable: ['init', 'forward', 'attempt', 'ask'],
  view: ['ask', 'tryAll'],
  methods: {
    init: () => null,
    forward(run, [contract, method, args, value]) {
      run.emit('before', asText(method))
      const result = run.callOther(asAddress(contract), asText(method), asList(args), asAmount(value))
      run.emit('after', asText(method))
      return result
    },
    attempt(run, [contract, method, args, value]) {
      setField(run, 'attempts', field(run, 'attempts') + 1n)
      try {
        return run.callOther(asAddress(contract), asText(method), asList(args), asAmount(value))
      } catch (thrown) {
        if (!(thrown instanceof FakeFailure) || thrown.failure.code !== 'CODE_THREW') throw thrown
        run.emit('caught', thrown.message)
        return thrown.message
      }
    },
    ask: (run, [contract, method, args, value]) =>
      run.callOther(asAddress(contract), asText(method), asList(args), asAmount(value)),
    tryAll: run => {
      const refusals: string[] = []
      const attempt = (change: () => void) => {
        try {
          change()
        } catch (thrown) {
          if (!(thrown instanceof FakeFailure)) throw thrown
          refusals.push(thrown.message)
        }
      }
      attempt(() => setField(run, 'attempts', 1n))
      attempt(() => run.emit('told'))
      attempt(() => run.transfer(run.call.caller, 1n as Amount))
      return refusals
    },
    forget: (run, [name]) => run.write(fieldKey(asText(name)), undefined),
  },
}

/** Ends in every way that code can end. */
const Ender: FakeContract = {
  payable: ['fail'],
  methods: {
    fail(run, [message]) {
      setField(run, 'failures', 1n)
      run.emit('failing')
      run.transfer(run.call.producer, 1n as Amount)
      throw new FakeFailure('CODE_THREW', asText(message), 3)
    },
    burn: (run, [gas]) => run.use(asBigint(gas)),
    forever(run) {
      for (;;) run.use(1_000_000n)
    },
    exhaust: () => {
      throw new FakeFailure('OUT_OF_MEMORY', 'out of memory', 5)
    },
    recurse: () => {
      throw new FakeFailure('STACK_OVERFLOW', 'function calls are nested too deep', 6)
    },
    trap: () => {
      throw new FakeFailure('CODE_TRAPPED', 'the engine stopped the code')
    },
  },
}

/** Stores maps, and reaches the bounds. */
const Keeper: FakeContract = {
  view: ['get', 'page'],
  methods: {
    get: (run, [map, key]) => run.read(mapKey(asText(map), asText(key))) ?? null,
    put: (run, [map, key, value]) => run.write(mapKey(asText(map), asText(key)), asBytes(value)),
    remove: (run, [map, key]) => run.write(mapKey(asText(map), asText(key)), undefined),
    page: (run, [map, last, limit]) =>
      run.keys(
        mapPrefix(asText(map)),
        last === null ? undefined : mapKey(asText(map), asText(last)),
        Number(asBigint(limit)),
      ),
    write: (run, [key, value]) => run.write(asBytes(key), asBytes(value)),
    tell(run, [times, data]) {
      for (let i = 0n; i < asBigint(times); i++) run.emit('told', asText(data))
    },
  },
}

/** Stores many values, and deletes them again. Values that were set within one call count as well. */
const Hoard: FakeContract = {
  methods: {
    fill(run, [from, count, length]) {
      const value = new Uint8Array(Number(asBigint(length))).fill(1)
      for (let i = 0n; i < asBigint(count); i++) run.write(fieldKey(String(asBigint(from) + i)), value)
    },
    clear(run, [from, count]) {
      for (let i = 0n; i < asBigint(count); i++) run.write(fieldKey(String(asBigint(from) + i)), undefined)
    },
  },
}

/** The contracts that a fake runtime knows, by the names of their classes. */
export const FAKE_CONTRACTS = { Counter, Vault, Caller, Ender, Hoard, Keeper } as const
