import { beforeAll, describe, expect, test } from 'vitest'
import type { Amount } from '#chain/amount.ts'
import { contractAddress, readContract } from '#chain/state/contract.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { ContractWorld } from '#testing/contract-world.ts'
import { decodeValue } from '../decode-value.ts'
import { encodeValue } from '../encode-value.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { createContractRuntime, type MeteredRuntime } from '../runtime.ts'
import { CONTEXT, PLENTY } from '../sandbox.suite.ts'
import { createSandbox } from '../sandbox.ts'

const GAS = 60_000_000n

let module: WebAssembly.Module
let runtime: MeteredRuntime
beforeAll(async () => {
  module = await readQuickJs()
  runtime = createContractRuntime(module)
})

const argsOf = (...values: unknown[]) => known(encodeValue(values), 'args') as { ok: true; value: Uint8Array }

/** The receipt of a call of `m` of a class with these members, in a block. */
function play(members: string) {
  const world = new ContractWorld(runtime)
  const source = `export default class Liar extends Contract { ${members} }`
  const fields = { args: argsOf().value, amount: 0n as Amount, gasLimit: GAS }
  const deployed = world.act(world.alice, { kind: 'deploy', source, ...fields })
  const contract = contractAddress(world.alice.address, 0)
  const call: Payload = { kind: 'invoke', contract, method: 'm', ...fields, expected: undefined }
  return { world, contract, deployed, called: world.act(world.bob, call) }
}

const resultOf = (body: string) => {
  const { called } = play(`m() { ${body} }`)
  if (called.status === 'failed') return called
  return decodeValue(known(called.result, 'result'))
}

describe('bytes are as long as the engine says', () => {
  const lie = (length: string) => `Object.defineProperty(new Uint8Array(3), 'length', { value: ${length} })`
  const bytes = { ok: true, value: new Uint8Array(3) }

  test.each(['NaN', '-1', '0', '1e6', '2 ** 40', "'5'", 'undefined'])('and not %s', length => {
    expect(resultOf(`return ${lie(length)}`)).toEqual(bytes)
    expect(resultOf(`this.state.x = ${lie(length)}; return null`)).toEqual({ ok: true, value: null })
    expect(
      resultOf(`this.map('m').set(${lie(length)}, ${lie(length)}); return this.map('m').keys()`),
    ).toEqual({
      ok: true,
      value: [bytes.value],
    })
    expect(resultOf(`return ctx.sha256(${lie(length)}).length`)).toEqual({ ok: true, value: 32 })
  })

  test.each([
    [
      'a proxy',
      'new Proxy(new Uint8Array(3), { get: (bytes, key) => (key === "length" ? NaN : bytes[key]) })',
    ],
    ['a proxy that does nothing', 'new Proxy(new Uint8Array(3), {})'],
    ['a sub-class', 'new (class extends Uint8Array { get length() { return -1 } })(3)'],
    ['another kind', 'Object.setPrototypeOf(new Float64Array(3), Uint8Array.prototype)'],
    ['an object that says so', 'Object.setPrototypeOf({ length: 3 }, Uint8Array.prototype)'],
  ])('%s is refused', (_name, value) => {
    expect(resultOf(`return ${value}`)).toMatchObject({ status: 'failed', code: 'CODE_THREW' })
    expect(resultOf(`this.state.x = ${value}`)).toMatchObject({ status: 'failed', code: 'CODE_THREW' })
    expect(resultOf(`ctx.sha256(${value})`)).toMatchObject({ status: 'failed', code: 'CODE_THREW' })
  })

  test('where their buffer has shrunk they are shorter, and where it is gone they are refused', () => {
    const buffer =
      'const buffer = new ArrayBuffer(8, { maxByteLength: 8 }); const x = new Uint8Array(buffer);'
    expect(resultOf(`${buffer} buffer.resize(2); return x`)).toEqual({ ok: true, value: new Uint8Array(2) })
    expect(resultOf(`${buffer} buffer.transfer(); return x`)).toMatchObject({ code: 'CODE_THREW' })
  })
})

describe('words', () => {
  test('of a refusal are fixed, whatever was refused', () => {
    const words = 'expected an address as in ctx: tab1… or tabc1…, in lower case'
    for (const text of [
      "'abc\\u{1f600}'",
      "'\\ua7dc'",
      "'\\u0130'",
      "'tab1'.repeat(900)",
      'ctx.caller.toUpperCase()',
      '7n',
    ]) {
      expect(resultOf(`try { ctx.balanceOf(${text}) } catch (e) { return e.message }`)).toEqual({
        ok: true,
        value: words,
      })
    }
    expect(resultOf("try { ctx.balanceOf('\\ud83d') } catch (e) { return e.message }")).toMatchObject({
      value: 'a string with half of a surrogate pair',
    })
  })

  test('of an error are text of a bounded length, and its line is one of the source', () => {
    const thrown = (fields: string) => resultOf(`throw Object.assign(new Error('x'), { ${fields} })`)
    expect(thrown("message: 'a\\ud83d'")).toMatchObject({ code: 'CODE_THREW', message: 'a\ufffd (line 1)' })
    expect(thrown("message: 'y'.repeat(1e5)")).toMatchObject({ message: expect.stringMatching(/^y{500} /) })
    expect(thrown(`stack: 'contract.js:${'9'.repeat(40)}'`)).toMatchObject({
      code: 'CODE_THREW',
      message: 'x (line 999999)',
    })
    expect(thrown('message: Symbol.iterator')).toMatchObject({ code: 'CODE_THREW' })
  })

  test('that are a property of every object fail like others', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(resultOf(`throw new RangeError('${name}')`)).toMatchObject({
        status: 'failed',
        code: 'CODE_THREW',
      })
    }
  })
})

test('the views of a class are read once, and are yes or no', () => {
  const { world, contract, deployed } = play(
    `static view = Object.defineProperty(['m'], 'includes', { value: () => 'perhaps' })
     static payable = new Proxy([], { get: (list, key) => (key === 'includes' ? () => ({}) : list[key]) })
     m() { return 1 }`,
  )
  expect(deployed).toMatchObject({ status: 'applied' })
  expect(readContract(new StateDraft(world.state), contract)?.abi).toEqual([
    { name: 'm', parameters: [], view: true, payable: false },
  ])
})

describe('a boundary that breaks nevertheless', () => {
  const loaded = () => {
    const sandbox = createSandbox(module)
    const source = 'export default class extends Contract { m() { return ctx.balanceOf(ctx.caller) } }'
    const made = sandbox.load(source, PLENTY)
    if (!made.ok) throw new Error(made.error.message)
    return { sandbox, loaded: made.value }
  }
  const call = { method: 'm', args: [], context: CONTEXT, isDeployment: false, gasLimit: PLENTY }

  test.each([
    ['text that cannot be written back', '\ud83d'],
    ['more than fits', new Uint8Array(70_000)],
    ['what is not a value', (() => 1) as never],
  ])('%s from the host ends the call with all its gas, and the next one runs', (_name, answer) => {
    const { sandbox, loaded: class_ } = loaded()
    expect(sandbox.call(class_, call, () => answer)).toMatchObject({ error: { code: 'TRAP' }, gas: PLENTY })
    expect(sandbox.call(class_, call, () => 5n)).toMatchObject({ ok: true, value: 5n })
  })

  test('arguments that are not a list of values cost all the gas of their call', () => {
    const world = new ContractWorld(runtime)
    const source = 'export default class extends Contract { m() {} }'
    const fields = { amount: 0n as Amount, gasLimit: GAS }
    world.act(world.alice, { kind: 'deploy', source, args: argsOf().value, ...fields })
    const contract = contractAddress(world.alice.address, 0)
    for (const args of [new Uint8Array(), Uint8Array.of(5, 0, 0, 0, 1, 0xff), Uint8Array.of(0)]) {
      const receipt = world.act(world.bob, {
        kind: 'invoke',
        contract,
        method: 'm',
        args,
        ...fields,
        expected: undefined,
      })
      expect(receipt).toMatchObject({ status: 'failed', code: 'CODE_THREW', gas: GAS })
    }
  })
})
