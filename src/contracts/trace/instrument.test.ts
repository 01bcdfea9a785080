import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../programs/program.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { runProgram } from '../programs/run-program.suite.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { createMemoryHost, PLENTY, runContract } from '../sandbox.suite.ts'
import { createSandbox, type Sandbox } from '../sandbox.ts'
import { instrument, STEP } from './instrument.ts'
import { MAX_INSTRUMENTED, MAX_NAMES } from './limits.ts'
import { TRACE_OPERATION, traceVariant } from './trace-variant.ts'

let module: WebAssembly.Module
beforeAll(async () => {
  module = await readQuickJs()
})

/** A sandbox of a trace with enough gas, whose first steps are wanted, and its reports of them. */
function tracing(wanted: number): { readonly sandbox: Sandbox; readonly reported: unknown[] } {
  const sandbox = createSandbox(module, traceVariant(wanted > 0))
  const reported: unknown[] = []
  let steps = 0
  const gasLimit = 100n * PLENTY
  const receive = (value: unknown) => {
    reported.push(value)
    return typeof value === 'number' && steps++ < wanted
  }
  return {
    reported,
    sandbox: {
      ...sandbox,
      load: source => sandbox.load(source, gasLimit, (_, value) => receive(value)),
      call(loaded, call, host) {
        steps = 0
        return sandbox.call(loaded, { ...call, gasLimit }, (operation, value, gas) =>
          operation === TRACE_OPERATION ? receive(value) : host(operation, value, gas),
        )
      },
    },
  }
}

/** Programs whose outcome depends on more than their computation, and so differs in a trace. */
const OTHERWISE: Record<string, string> = {
  'a stack trace': 'it returns columns, and the interface of a trace has one more function',
  'recursion caught': 'it returns how deep the stack is',
  'recursion by map': 'it returns how deep the stack is',
  'recursion by sort': 'it returns how deep the stack is',
  'recursion by replace': 'it returns how deep the stack is',
  'recursion by toString': 'it returns how deep the stack is',
  'recursion by a getter': 'it returns how deep the stack is',
  'recursion by generators': 'it returns how deep the stack is',
  'memory exhausted by small things and caught': 'none is left for the step after it',
  'a deep regular expression': 'with more stack it reaches the next bound of the engine',
}

describe('every program has the same result or error in a trace', () => {
  const file = new URL('../programs/outcomes.json', import.meta.url)
  const frozen = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  /** Where gas or memory ends a program, it ends at another place. */
  const isOfRunningOut = (outcome: string) => /OUT_OF_GAS|OUT_OF_MEMORY|out of memory/.test(outcome)
  /**
   * Where a function's first statement fails, QuickJS reports the function's line without a step and the
   * statement's with one.
   */
  const print = (outcome: string) =>
    outcome.replace(/^\d+ /, '').replace('THROWN at line 2', 'THROWN at line 3')
  const programs = PROGRAMS.filter(([name]) => !(name in OTHERWISE) && !isOfRunningOut(frozen[name] ?? ''))

  test('most are compared, and each exception has a reason', () => {
    expect(programs.length).toBeGreaterThan(230)
    expect(PROGRAMS.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(OTHERWISE)))
  })

  test.each([0, 50])('with %d steps reported in full', wanted => {
    const { sandbox } = tracing(wanted)
    const outcomes = (run: (program: Program) => string) =>
      Object.fromEntries(programs.map(program => [program[0], print(run(program))]))
    expect(outcomes(program => runProgram(sandbox, program))).toEqual(
      outcomes(([name]) => frozen[name] ?? 'not frozen'),
    )
  })
})

/** Syntax that needs care; each returns a value. */
const SYNTAX: Record<string, string> = {
  'bodies without braces': `
    let log = ''
    if (log) log += 'a'; else if (!log) log += 'b'
    else log += 'c'
    for (let i = 0; i < 3; i++) log += i
    for (const k in { x: 1, y: 2 }) log += k
    for (const v of [7, 8]) log += v
    while (log.length < 12) log += '.'
    do log += '!'; while (log.length < 14)
    return log`,
  labels: `
    const seen = []
    outer: for (let i = 0; i < 3; i++)
      inner: for (let j = 0; ; j++) {
        if (j === 2) continue outer
        if (i === 2) break outer
        seen.push(i * 10 + j)
        continue inner
      }
    done: { seen.push('in'); break done; }
    only: seen.push('out')
    return seen`,
  'switch cases with names': `
    const of = n => { switch (n) { case 0: let a = 'zero'; return a
      case 1: { break } default: const b = 'more'; return b } return 'one' }
    return [0, 1, 2].map(of)`,
  'names before they are there': `
    const read = () => later
    try { read() } catch (error) { var first = error.name }
    let later = 3
    return [first, read(), typeof hoisted, hoisted()]
    function hoisted() { return later }`,
  generators: `
    function* count(to) { for (let i = 0; i < to; i++) { const back = yield i; if (back) return back } }
    const it = count(9); it.next(); it.next()
    return [it.next('stop'), ...[...count(3)]]`,
  'classes of all kinds': `
    const log = []
    class Base { field = this.constructor.name; static made = []; static { log.push('static'); Base.made.push(1) } }
    class Next extends Base {
      #secret = (() => 41)(); [\`by\${'Name'}\`] = () => this.#secret
      constructor(x = log.length) { const before = x; super(); this.x = before }
      get double() { return this.x * 2 } set double(v) { this.x = v / 2 }
      static of(...all) { return new this(...all) }
    }
    const next = Next.of(); next.double = 10
    return [next.field, next.x, next.double, next.byName(), Base.made, log]`,
  'arrow functions': `
    const object = n => ({ n }), list = n => [n], both = (a, b) => (a, b), deep = a => b => a + b, none = () => {}
    return [object(1), list(2), both(3, 4), deep(5)(6), none() === undefined, (x => x in { y: 1 })('y'), object.name]`,
  'parameters with patterns and defaults': `
    const f = ({ a, b: { c = 2 } = {} }, [d, , ...e] = [1, 2, 3], g = () => a + c, ...rest) => [a, c, d, e, g(), rest]
    return [f({ a: 1 }), f({ a: 5, b: { c: 6 } }, [7, 8, 9], undefined, 'x')]`,
  'closures of each turn of a loop': `
    const all = []; for (let i = 0; i < 3; i++) all.push(() => i++); const of = []; for (const x of [4, 5]) of.push(() => x)
    return [...all, ...all, ...of].map(f => f())`,
  'directives and semicolons left out': `
    const f = function () { 'use strict'
      return this === undefined }
    let a = 1
    let b = a
    ;[a, b] = [b, a + 1]
    ++a
    const c = \`\${(() => { return a })()}\`
    return [f(), a, b, c]`,
  'catch and finally': `
    const f = () => { try { throw { a: 1 } } catch ({ a }) { return a } finally { var x = 1 } }
    const g = () => { try { return 1 } finally { return 2 } }
    try { null.x } catch { return [f(), g()] }`,
  'getters and proxies are not run to be shown': `
    let ran = 0
    const trap = new Proxy({}, { get() { ran++ }, has() { ran++ }, ownKeys() { ran++; return [] }, getPrototypeOf() { ran++; return null } })
    const object = { get a() { ran++; return 1 }, inner: trap, toString() { ran++; return '' } }
    const child = Object.create(trap), list = [trap], { proxy, revoke } = Proxy.revocable({}, { get() { ran++ } })
    revoke()
    const own = class { constructor() { throw 1 } static get name() { ran++; return 'x' } }
    const last = [object, child, list, proxy, own]
    return ran`,
}

describe('the syntax of the language', () => {
  test.each(Object.entries(SYNTAX))('%s', (_, body) => {
    const source = `export default class Test extends Contract {\nrun() {${body}\n} }`
    const plain = runContract(createSandbox(module), source).call('run')
    expect(plain).toMatchObject({ ok: true })
    for (const wanted of [0, 1000]) {
      const { sandbox, reported } = tracing(wanted)
      const { gas: _, ...traced } = runContract(sandbox, source).call('run')
      expect(traced).toEqual({ ok: true, value: plain.ok && plain.value })
      expect(reported.length).toBeGreaterThan(3)
    }
  })

  test('lines stay where they are, and nothing else is inserted', () => {
    const source =
      'export default class A extends Contract {\n  run(a) {\n    if (a) return 1\n    for (;;);\n  }\n}'
    const made = instrument(source, true) ?? ''
    expect(made.split('\n').length).toBe(source.split('\n').length)
    expect(made).toContain(`${STEP}(3,"a",$$at=>a);if (a) {${STEP}(3,"a",$$at=>a);return 1}`)
    expect(made).toContain(`for (;;){${STEP}(4,"a",$$at=>a);;}`)
    expect(instrument(source, false)).toContain(`${STEP}(3);if (a) {${STEP}(3);return 1}`)
  })

  test('source that a trace cannot parse runs unchanged', () => {
    expect(instrument('export default class {', true)).toBeUndefined()
    expect(instrument(`let ${STEP} = 1`, true)).toBeUndefined()
    expect(instrument(`let a; a = ${'1+'.repeat(30_000)}1`, true)).toBeUndefined()
  })

  test('names are bounded, and left out of a source that they make too long', () => {
    const names = Array.from({ length: MAX_NAMES + 5 }, (_, i) => `v${i}`)
    const made = instrument(`function f(${names}) { return 1 }`, true) ?? ''
    expect(/"([^"]+)"/.exec(made)?.[1]?.split(',')).toEqual(names.slice(0, MAX_NAMES))
    const long = instrument(`function f(${names}) { ${'v1;'.repeat(20_000)} }`, true) ?? ''
    expect(long.length).toBeLessThan(MAX_INSTRUMENTED)
    expect(long).toContain(`${STEP}(1);v1;`)
  })

  test('a contract does not find the tracing function among the globals', () => {
    const { sandbox } = tracing(10)
    const source = `export default class A extends Contract { run() { return Object.getOwnPropertyNames(globalThis).sort() } }`
    const plain = runContract(createSandbox(module), source, createMemoryHost()).call('run')
    expect(runContract(sandbox, source).call('run')).toMatchObject({ value: plain.ok && plain.value })
  })
})
