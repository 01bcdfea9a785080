import { beforeAll, describe, expect, test, vi } from 'vitest'
import { formatContractAddress } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import type { ContractHost } from '#chain/apply/contract-runtime.ts'
import { ByteCache } from '#lib/byte-cache.ts'
import { err, ok } from '#lib/result.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { createContractPlay } from '#testing/contract-play.ts'
import { answerHost } from './answer-host.ts'
import { HOST_OPERATIONS, type HostOperation } from './host-operations.ts'
import { MAX_IDLE_BYTES, MAX_LOADED_BYTES } from './limits.ts'
import { readQuickJs } from './read-quickjs.suite.ts'
import { createContractRuntime } from './runtime.ts'
import { runContract } from './sandbox.suite.ts'
import { createSandbox } from './sandbox.ts'
import type { Value } from './value.ts'

const alice = testAccount(1)
const contract = formatContractAddress(alice.address)
const bytes = (length: number) => new Uint8Array(length).fill(1)

const host: ContractHost = {
  read: () => bytes(1_000),
  write: (_, value) => ok({ written: value ? 100 : 0, replaced: 70 }),
  keys: () => [bytes(9), bytes(9), bytes(9)],
  balance: () => 1n as Amount,
  transfer: () => ok(undefined),
  emit: () => ok(undefined),
  call: () => ({ gas: 1_234n, outcome: err({ code: 'CODE_THREW', message: 'no', line: 0 }) }),
}

/** The gas that the host takes for an operation, whether it answers or refuses. */
function priceOf(operation: HostOperation, value: Value): bigint {
  let spent = 0n
  const spend = (amount: bigint) => {
    spent += amount
  }
  const gas = { left: 10n ** 9n, stackSlots: 1, spend }
  try {
    answerHost(host, HOST_OPERATIONS[operation], value, gas)
  } catch {}
  return spent
}

test.each([
  ['read', 'a key', bytes(3), 60_000n],
  ['write', 'by the changed bytes', [bytes(3), bytes(8)], 100_000n + 100n * 500n + 70n * 200n],
  ['remove', 'by the previous bytes', bytes(3), 100_000n + 70n * 200n],
  ['keys', 'by the key', [bytes(3), bytes(0), 3], 60_000n + 3n * 25_000n],
  ['balance', 'an address', alice.text, 60_000n],
  ['balance', 'no address', 'x'.repeat(9_000), 60_000n],
  ['transfer', 'coins', [alice.text, 1n], 80_000n],
  ['emit', 'by the byte of its texts', ['e', 'é€x', ['22']], 80_000n + 8n * 200n],
  ['emit', 'bytes as hex', ['e', bytes(10), []], 80_000n + 22n * 200n],
  ['call', 'and the called method', [contract, 'm', [], 0n], 180_000n + 1_234n],
  ['sha256', 'by the byte', bytes(40), 60_000n + 40n * 50n],
  ['verifySignature', 'with the message', [bytes(32), bytes(9), bytes(64)], 5_060_000n + 9n * 150n],
  ['verifySignature', 'of other lengths', [bytes(32), bytes(9), bytes(63)], 60_000n],
] as [HostOperation, string, Value, bigint][])('%s of %s', (operation, _, value, price) => {
  expect(priceOf(operation, value)).toBe(price)
})

let module: WebAssembly.Module
beforeAll(async () => {
  module = await readQuickJs()
})

describe('around a call', () => {
  test('every byte that crosses the boundary is paid for, in both directions', () => {
    const runner = runContract(
      createSandbox(module),
      `export default class Border extends Contract { take(x) {} give(n) { return new Uint8Array(n) } }`,
    )
    const more = (of: (n: number) => bigint) => Number(of(20_000) - of(10_000)) / 10_000
    // beside the quarters of a byte for the code's own copies
    expect(more(n => runner.call('take', [bytes(n)]).gas)).toBeCloseTo(10 + 3 / 4, 0)
    expect(more(n => runner.call('give', [n]).gas)).toBeCloseTo(30 + 3 / 4, 0)
  })

  test('the memory of a class is paid for by every call, and by nothing else', () => {
    const sandbox = createSandbox(module)
    const gasOf = (length: number) => {
      const { call, loaded } = runContract(
        sandbox,
        `const keep = new Uint8Array(${length}); export default class Heap extends Contract { m() {} }`,
      )
      return { loaded: loaded.gas, called: call('m').gas }
    }
    const [small, large] = [gasOf(1_000_000), gasOf(7_000_000)]
    const more = large.loaded - small.loaded
    // two for the snapshot, a quarter for clearing it
    expect(Number(more) / 6_000_000).toBeCloseTo(2.25, 2)
    expect(large.called - small.called).toBe(more)
  })
})

describe('the memory that a runtime keeps', () => {
  test('of compiled classes is bounded by its bytes', () => {
    const keep = vi.spyOn(ByteCache.prototype, 'keep')
    const runtime = createContractRuntime(module)
    for (let i = 0; i < 6; i++) {
      const source = `const keep = new Uint8Array(4000000).fill(1); export default class A${i} extends Contract {}`
      expect(runtime.inspect(source, 10n ** 9n).outcome.ok).toBe(true)
    }
    const [pictures] = keep.mock.contexts as ByteCache<unknown, unknown>[]
    keep.mockRestore()
    expect(pictures?.bytes).toBeGreaterThan(MAX_LOADED_BYTES / 2)
    expect(pictures?.bytes).toBeLessThanOrEqual(MAX_LOADED_BYTES)
  })

  test('of instances is bounded by their bytes, however deep calls were', () => {
    const runtime = createContractRuntime(module)
    const play = createContractPlay(runtime, [alice])
    const source = `export default class Deep extends Contract {
      m(path) { new Uint8Array(6500000); if (path.length > 0) ctx.call(path[0], 'm', [path.slice(1)]) }
    }`
    const deployed = Array.from({ length: 7 }, () => play.deploy(alice, source))
    const [first, ...rest] = deployed
    const gas = play.call(alice, first as (typeof deployed)[0], 'm', [rest.map(({ text }) => text)])
    expect(gas).toMatchObject({ value: null })
    expect(runtime.idleBytes).toBeLessThanOrEqual(MAX_IDLE_BYTES)
    expect(runtime.idleBytes).toBeGreaterThan(MAX_IDLE_BYTES / 2)
    // and it continues as before
    expect(play.call(alice, first as (typeof deployed)[0], 'm', [rest.map(({ text }) => text)])).toEqual(gas)
  })
})
