import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { HOST_OPERATIONS } from './host-operations.ts'
import { MAX_SOURCE_NESTING, MAX_STACK_SLOTS } from './limits.ts'
import { readQuickJs } from './read-quickjs.suite.ts'
import { CONTEXT, createMemoryHost, PLENTY, runContract } from './sandbox.suite.ts'
import { createSandbox, type Sandbox } from './sandbox.ts'

let module: WebAssembly.Module
let sandbox: Sandbox
beforeAll(async () => {
  module = await readQuickJs()
  sandbox = createSandbox(module)
})

const contract = (body: string, before = '') =>
  `${before}\nexport default class Test extends Contract {\n${body}\n}`
const resultOf = (body: string, ...args: unknown[]) => {
  const outcome = runContract(sandbox, contract(body)).call('run', args as never)
  return outcome.ok ? outcome.value : `${outcome.error.code}: ${outcome.error.message}`
}

const COUNTER = contract(`
  static view = ['get']
  static payable = ['buy']
  init(start = 5) { this.state.count = start }
  add(a, { b } = {}, ...more) { this.state.count += a; return this.state.count }
  get() { return this.state.count }
  sneak() { this.state.count = 1 }
  buy() { return ctx.value }
  _hidden() {}
`)

describe('the interface', () => {
  test('methods, parameters, view and payable are derived', () => {
    const { loaded } = runContract(sandbox, COUNTER)
    const outcome = sandbox.describe(loaded, PLENTY)
    expect(outcome.ok && outcome.value).toEqual([
      { name: 'init', parameters: ['start = 5'], view: false, payable: false },
      { name: 'add', parameters: ['a', '{ b } = {}', '...more'], view: false, payable: false },
      { name: 'get', parameters: [], view: true, payable: false },
      { name: 'sneak', parameters: [], view: false, payable: false },
      { name: 'buy', parameters: [], view: false, payable: true },
    ])
  })

  test('a default value may be any text, with brackets, commas and quotes', () => {
    const { loaded } = runContract(
      sandbox,
      contract(String.raw`init(a = '),(', b = "it's \" )", c = [1, { d: 2 }] /* , ' */, // )
        e = (() => 5)(), f = 'http://x') {}`),
    )
    const outcome = sandbox.describe(loaded, PLENTY)
    expect(outcome.ok && outcome.value[0]?.parameters).toEqual([
      `a = '),('`,
      String.raw`b = "it's \" )"`,
      'c = [1, { d: 2 }]',
      'e = (() => 5)()',
      `f = 'http://x'`,
    ])
  })

  test('state is loaded on demand and only changes are written', () => {
    const { deploy, call, memory } = runContract(sandbox, COUNTER)
    expect(deploy(40)).toMatchObject({ ok: true, value: null })
    expect(call('add', [2])).toMatchObject({ ok: true, value: 42 })
    expect(call('get')).toMatchObject({ ok: true, value: 42 })
    expect(memory.log.map(([operation]) => operation)).toEqual([HOST_OPERATIONS.write, HOST_OPERATIONS.write])
    expect(call('add', [0])).toMatchObject({ ok: true, value: 42 })
    expect(memory.log).toHaveLength(2)
  })

  test('changes inside of stored objects are seen, deleted fields are removed', () => {
    const { call, memory } = runContract(
      sandbox,
      contract(`
        first() { this.state.list = [1]; this.state.gone = true }
        second() { this.state.list.push(2n, 'three'); delete this.state.gone; return 'gone' in this.state }
        third() { return [this.state.list, this.state.gone === undefined] }`),
    )
    call('first')
    expect(call('second')).toMatchObject({ value: false })
    expect(call('third')).toMatchObject({ value: [[1, 2n, 'three'], true] })
    expect(memory.stored.size).toBe(1)
  })

  test('maps: get, set, has, delete and pages of keys', () => {
    const { call } = runContract(
      sandbox,
      contract(`
        fill(n) { const map = this.map('m'); for (let i = 0; i < n; i++) map.set('k' + String(i).padStart(3, '0'), { i }) ; this.map('m2').set(1n, 1) }
        read() { const map = this.map('m'); map.delete('k000'); return [map.get('k007'), map.has('k000'), map.get('none') === undefined] }
        page(after) { return this.map('m').keys({ after, limit: 3 }) }
        all() { return this.map('m').keys() }
        wrong() { return this.map('m').keys({ limit: 101 }) }`),
    )
    expect(call('fill', [120]).ok).toBe(true)
    expect(call('read')).toMatchObject({ value: [{ i: 7 }, false, true] })
    expect(call('page', ['k002'])).toMatchObject({ value: ['k003', 'k004', 'k005'] })
    const all = call('all')
    expect(all.ok && (all.value as string[]).length).toBe(100)
    expect(call('wrong')).toMatchObject({ error: { message: 'RangeError: a page has 1 to 100 keys' } })
  })

  test('ctx has the values of the block and the call', () => {
    const body = `static payable = ['run']
      run() { return [ctx.caller, ctx.value, ctx.address, ctx.height, ctx.time, ctx.producer, ctx.balance, this.ctx === ctx] }`
    const outcome = runContract(sandbox, contract(body)).call('run', [], { value: 9n })
    const { caller, address, height, time, producer } = CONTEXT
    expect(outcome).toMatchObject({ value: [caller, 9n, address, height, time, producer, 1_000_000n, true] })
  })

  test('transfer, emit and call ask the host; a refusal can be caught', () => {
    const { call, memory } = runContract(
      sandbox,
      contract(`run() {
        this.state.before = 1
        ctx.transfer('tab1x', 5n); ctx.emit('Paid', { to: 'tab1x' }, 'tab1x', 5n); ctx.call('tabc1y', 'go', [1], 2n)
        try { ctx.transfer('nobody', 1n) } catch (error) { return error.message }
      }`),
    )
    expect(call('run')).toMatchObject({ value: 'there is no such address' })
    const { transfer, emit, write } = HOST_OPERATIONS
    expect(memory.log.map(([operation]) => operation)).toEqual([transfer, emit, write, HOST_OPERATIONS.call])
    expect(memory.log[1]?.[1]).toEqual(['Paid', { to: 'tab1x' }, ['tab1x', 5n]])
  })

  test('a view method changes nothing, coins need a payable method, init is not called again', () => {
    const viewing = contract(`static view = ['a', 'b', 'c']
      a() { this.state.x = 1 }  b() { this.map('m').set('k', 1) }  c() { this.state.list ??= 0; ctx.emit('E') }`)
    const { call } = runContract(sandbox, viewing)
    for (const name of ['a', 'b', 'c']) {
      expect(call(name)).toMatchObject({ error: { message: 'a view method cannot change anything' } })
    }
    const counter = runContract(sandbox, COUNTER)
    expect(counter.call('add', [1], { value: 1n })).toMatchObject({ error: { code: 'THROWN' } })
    expect(counter.call('buy', [], { value: 1n })).toMatchObject({ value: 1n })
    expect(counter.call('init', [1])).toMatchObject({ error: { code: 'THROWN' } })
    expect(counter.call('_hidden')).toMatchObject({ error: { code: 'THROWN' } })
    expect(counter.call('constructor')).toMatchObject({ error: { code: 'THROWN' } })
    expect(counter.call('toString')).toMatchObject({ error: { code: 'THROWN' } })
  })

  test('fields of the instance would be lost, and are rejected', () => {
    expect(resultOf('count = 0; run() {}')).toMatch(/this\.count is forgotten/)
    expect(resultOf('run() { this.count = 1 }')).toMatch(/THROWN: TypeError/)
  })

  test('an error has its message and line', () => {
    const { call } = runContract(
      sandbox,
      contract('run() {\n\n  throw new RangeError("odd") }\n check() { ctx.assert(1 > 2, "no") }'),
    )
    expect(call('run')).toMatchObject({ error: { code: 'THROWN', message: 'RangeError: odd', line: 5 } })
    expect(call('check')).toMatchObject({ error: { code: 'THROWN', message: 'no', line: 6 } })
  })

  test('a source that is not a contract is rejected with what is missing', () => {
    const errorOf = (source: string) => {
      const loaded = sandbox.load(source, PLENTY)
      return loaded.ok ? '' : loaded.error.message
    }
    expect(errorOf('class {')).toMatch(/SyntaxError/)
    expect(errorOf('export default 1')).toMatch(/extends Contract/)
    expect(errorOf('export default class {}')).toMatch(/extends Contract/)
    expect(errorOf('import x from "y"; export default class extends Contract {}')).not.toBe('')
    expect(errorOf('await 1; export default class extends Contract {}')).not.toBe('')
    expect(errorOf(contract('map() {}'))).toMatch(/cannot have the name map/)
    expect(errorOf(contract('static view = ["x"]'))).toMatch(/which does not exist/)
    expect(errorOf(`//${'x'.repeat(MAX_SOURCE_BYTES)}`)).toMatch(/at most/)
    expect(errorOf('('.repeat(MAX_SOURCE_NESTING + 1))).toMatch(/nested more than/)
    expect(errorOf('\ud800')).toMatch(/surrogate/)
  })
})

describe('the boundary', () => {
  test.each([
    ['undefined', '[undefined]'],
    ['a function', '() => 1'],
    ['a symbol', 'Symbol()'],
    ['a fraction', '0.5'],
    ['NaN', 'NaN'],
    ['a Map', 'new Map()'],
    ['an own class', 'new (class A {})()'],
    ['a getter', '({ get a() { return 1 } })'],
    ['a hole', '[1, , 2]'],
    ['a cycle', '(() => { const a = []; a[0] = a; return a })()'],
    ['half of a pair', '"\\ud800"'],
    ['what is too large', '"x".repeat(70_000)'],
    ['a promise', '(async () => 1)()'],
    ['__proto__', 'JSON.parse(\'{"__proto__": 1}\')'],
  ])('%s is refused', (_name, expression) => {
    expect(resultOf(`run() { return ${expression} }`)).toMatch(/^THROWN: /)
  })

  test('values return unchanged', () => {
    const values = [
      null,
      true,
      false,
      0,
      -1,
      2 ** 53 - 1,
      0n,
      -1n,
      255n,
      256n,
      -(2n ** 200n),
      '',
      'aé€😀\0',
      [[]],
      {},
    ]
    expect(resultOf('run(...all) { return all }', ...values)).toEqual(values)
    expect(resultOf('run(a) { return [a instanceof Uint8Array, a] }', Uint8Array.of(0, 255))).toEqual([
      true,
      Uint8Array.of(0, 255),
    ])
    expect(resultOf('run(a) { return a }', { b: 1, a: { ä: 2n } })).toEqual({ a: { ä: 2n }, b: 1 })
    expect(resultOf('run() { return -0 }')).toBe(0)
    expect(resultOf('run() { return new Uint8Array(65_000) }')).toEqual(new Uint8Array(65_000))
  })

  test('a proxy cannot use the buffer while it is read', () => {
    const body = `run() { return new Proxy({ a: 1 }, { ownKeys() { ctx.emit('E'); return ['a'] } }) }`
    expect(resultOf(body)).toMatch(/THROWN: .*while another one is read/)
  })

  test('odd values can be thrown', () => {
    for (const thrown of [
      'undefined',
      '1n',
      'Symbol()',
      '"text"',
      '{}',
      'new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })',
    ]) {
      expect(resultOf(`run() { throw ${thrown} }`)).toMatch(/^THROWN: /)
    }
    expect(
      resultOf('run() { throw Object.assign(new Error("\\ud800"), { name: "x".repeat(1e6) }) }'),
    ).toMatch(/^THROWN: x{500}$/)
    expect(
      resultOf(
        'run() { const e = new Error(); Object.defineProperty(e, "message", { get() { for (;;); } }); throw e }',
      ),
    ).toMatch(/^OUT_OF_GAS/)
  })
})

describe('gas', () => {
  test('is the same over repeats, orders, instances and after failures', () => {
    const { call, loaded } = runContract(
      sandbox,
      contract(
        'a(n) { let s = ""; for (let i = 0; i < n; i++) s += i; return s.length }\n b() { throw 1 }\n c() { for (;;); }',
      ),
    )
    const first = call('a', [100])
    for (let round = 0; round < 3; round++) {
      call('b')
      expect(call('a', [100])).toEqual(first)
      call('c', [], { gasLimit: 5_000_000n })
      expect(call('a', [100])).toEqual(first)
      call('a', [1000])
    }
    const other = createSandbox(module)
    const call2 = { method: 'a', args: [100], context: CONTEXT, isDeployment: false, gasLimit: PLENTY }
    expect(other.call(loaded, call2, createMemoryHost().host)).toEqual(first)
    expect(
      runContract(
        other,
        contract(
          'a(n) { let s = ""; for (let i = 0; i < n; i++) s += i; return s.length }\n b() { throw 1 }\n c() { for (;;); }',
        ),
      ).call('a', [100]),
    ).toEqual(first)
  })

  test('exactly enough is enough, one less is not, and all of it is then taken', () => {
    const { call } = runContract(sandbox, COUNTER)
    const { gas } = call('get')
    expect(call('get', [], { gasLimit: gas })).toMatchObject({ ok: true, gas })
    expect(call('get', [], { gasLimit: gas - 1n })).toMatchObject({
      ok: false,
      error: { code: 'OUT_OF_GAS' },
      gas: gas - 1n,
    })
    expect(call('get', [], { gasLimit: 1n })).toMatchObject({
      ok: false,
      error: { code: 'OUT_OF_GAS' },
      gas: 1n,
    })
  })

  test('the host can spend for what it does, and know what is left', () => {
    const { loaded } = runContract(sandbox, contract('run() { ctx.transfer("x", 1n); return 1 }'))
    const call = { method: 'run', args: [], context: CONTEXT, isDeployment: false, gasLimit: PLENTY }
    const free = sandbox.call(loaded, call, () => null)
    const paid = sandbox.call(loaded, call, (_operation, _value, gas) => {
      const before = gas.left
      gas.spend(1000n)
      expect(before - gas.left).toBe(1000n)
      return null
    })
    expect(paid.gas - free.gas).toBe(1000n)
    expect(
      sandbox.call(loaded, call, (_operation, _value, gas) => {
        gas.spend(gas.left + 1n)
        return null
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'OUT_OF_GAS' },
    })
  })

  test('an exception of the host passes through unchanged, and the next call is unharmed', () => {
    const { loaded, call } = runContract(
      sandbox,
      contract('run() { try { return this.state.x ?? 1 } catch { return 2 } }'),
    )
    const wanted = new Error('not in memory')
    const request = { method: 'run', args: [], context: CONTEXT, isDeployment: false, gasLimit: PLENTY }
    const before = call('run')
    expect(() =>
      sandbox.call(loaded, request, () => {
        throw wanted
      }),
    ).toThrow(wanted)
    expect(call('run')).toEqual(before)
  })
})

test('a call within a call has another sandbox, and less of the stack', () => {
  const inner = createSandbox(module)
  const deep = runContract(
    inner,
    contract('run() { let n = 0; const f = () => { n++; f() }; try { f() } catch { return n } }'),
  )
  const outer = runContract(sandbox, contract('run() { return ctx.call("x", "run") }'))
  const request = { method: 'run', args: [], context: CONTEXT, isDeployment: false, gasLimit: PLENTY }
  const outcome = sandbox.call(outer.loaded, request, (_operation, _value, gas) => {
    expect(gas.stackSlots).toBeLessThan(MAX_STACK_SLOTS)
    const call = { ...request, gasLimit: gas.left, stackSlots: gas.stackSlots }
    const within = inner.call(deep.loaded, call, createMemoryHost().host)
    gas.spend(within.gas)
    expect(inner.call(deep.loaded, { ...call, stackSlots: 1000 }, createMemoryHost().host)).toMatchObject({
      error: { code: 'STACK_OVERFLOW' },
    })
    return within.ok ? within.value : null
  })
  expect(outcome).toMatchObject({ ok: true, value: 197 })
  expect(() =>
    sandbox.call(outer.loaded, request, () => sandbox.call(outer.loaded, request, () => null) && null),
  ).toThrow(/another sandbox/)
})

test('variables of the module last for one call only', () => {
  const { call } = runContract(
    sandbox,
    contract('run() { seen.push(1); return [++count, seen.length] }', 'let count = 0; const seen = []'),
  )
  expect(call('run')).toMatchObject({ value: [1, 1] })
  expect(call('run')).toMatchObject({ value: [1, 1] })
})
