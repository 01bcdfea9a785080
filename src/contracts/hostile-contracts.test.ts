import { beforeAll, describe, expect, test } from 'vitest'
import { readQuickJs } from './read-quickjs.suite.ts'
import { PLENTY, runContract } from './sandbox.suite.ts'
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

describe('what contracts cannot see or reach', () => {
  test.each(
    `Date WeakRef FinalizationRegistry Promise eval Function Intl Atomics SharedArrayBuffer performance queueMicrotask setTimeout
    WebAssembly console navigator gc std os scriptArgs print DOMException bjson process require window self`.split(
      /\s+/,
    ),
  )('%s is not there', name => {
    expect(resultOf(`run() { return typeof ${name} }`)).toBe('undefined')
    expect(resultOf(`run() { return '${name}' in globalThis }`)).toBe(false)
  })

  test.each([
    '(() => {}).constructor',
    '(function* () {}).constructor',
    '(async () => {}).constructor',
    '(async function* () {}).constructor',
    'Object.getPrototypeOf(function* () {}).constructor',
    '(class {}).constructor',
    'Object.constructor',
    'this.run.constructor',
    'ctx.emit.constructor',
    'Contract.constructor',
    'Reflect.get(Object.getPrototypeOf(() => {}), "constructor")',
    '(async () => {})().constructor',
    'Math.random',
  ])('%s is nothing', expression => {
    expect(resultOf(`run() { return (${expression}) === undefined }`)).toBe(true)
  })

  test.each([
    'Object.prototype.x = 1',
    'Array.prototype.push = 1',
    'globalThis.x = 1',
    'Contract.prototype.state = 1',
    'ctx.caller = "me"',
    'ctx.emit = 1',
    'Object.setPrototypeOf(Array.prototype, null)',
    'Object.defineProperty(Uint8Array.prototype, "set", { value: 1 })',
    'Object.getPrototypeOf(this.map("m")).get = 1',
    'Object.getPrototypeOf(async () => {}).x = 1',
    '[][Symbol.iterator]().__proto__.next = 1',
    'Error.prototype.name = "x"',
    'Object.prototype.toString = 1',
  ])('%s fails', statement => {
    expect(resultOf(`run() { ${statement} }`)).toMatch(/^THROWN: TypeError/)
  })

  test('own fields of the names of built-in ones can still be assigned', () => {
    expect(
      resultOf(
        'run() { class E extends Error { constructor() { super("m"); this.name = "E" } } const o = {}; o.toString = () => "o"; throw `${new E()} ${o}` }',
      ),
    ).toBe('THROWN: E: m o')
  })

  test('an async method has no result, and nothing of it runs later', () => {
    expect(resultOf('async run() { return 1 }')).toMatch(/^THROWN: /)
  })
})

describe('a source that asks for something before it is called', () => {
  const classOf = `export default class extends Contract { get() { return found } }`
  test.each([
    'ctx.balanceOf("tab1x")',
    'ctx.sha256(new Uint8Array(1))',
    'ctx.emit("Early")',
    'new (class extends Contract {})().map("m").get("k")',
    'new (class extends Contract {})().state.x',
  ])('%s is refused alike in a new sandbox and after another contract’s call', expression => {
    const source = `let found; try { found = ${expression} } catch (error) { found = error.message }; ${classOf}`
    const outcomes = [createSandbox(module), sandbox].map(used => {
      runContract(sandbox, contract('run() { return ctx.balance }')).call('run')
      const { loaded, call } = runContract(used, source)
      return { gas: loaded.gas, outcome: call('get') }
    })
    expect(outcomes[1]).toEqual(outcomes[0])
    expect(outcomes[0]?.outcome).toMatchObject({ value: expect.stringContaining('while a method is called') })
  })
})

describe('sources that attack the parser', () => {
  const head = 'export default class extends Contract {}; const a = 1, x ='
  const sources = {
    'unary operators': `${head} ${'!'.repeat(60_000)}1`,
    minus: `${head} ${'- '.repeat(30_000)}1`,
    typeof: `${head} ${'typeof '.repeat(9_000)}1`,
    'arrow functions': `${head} ${'a=>'.repeat(20_000)}1`,
    conditions: `${head} ${'a?1:'.repeat(15_000)}1`,
    powers: `${head} ${'2**'.repeat(20_000)}1`,
    assignments: `let b; ${head} ${'b='.repeat(30_000)}1`,
    'else if': `export default class extends Contract {}; ${'if(0);else '.repeat(5_000)};`,
    labels: `export default class extends Contract {}; ${Array.from({ length: 5_000 }, (_, i) => `l${i}:`).join('')};`,
    additions: `${head} ${'1+'.repeat(30_000)}1`,
    new: `${head} ${'new '.repeat(15_000)}a`,
    'optional chains': `${head} a${'?.a'.repeat(20_000)}`,
    'many locals': `export default class extends Contract { m() { ${Array.from({ length: 5_000 }, (_, i) => `let v${i}`).join(';')} } }`,
  }

  test.each(Object.entries(sources))('%s', (_name, source) => {
    const first = sandbox.load(source, PLENTY)
    const again = createSandbox(module).load(source, PLENTY)
    const outcome = (loaded: typeof first) => (loaded.ok ? loaded.value.gas : loaded.error)
    expect(outcome(again)).toEqual(outcome(first))
    if (!first.ok)
      expect(['STACK_OVERFLOW', 'OUT_OF_MEMORY', 'THROWN', 'OUT_OF_GAS']).toContain(first.error.code)
    expect(runContract(sandbox, contract('run() {}')).call('run').ok).toBe(true)
  })
})
