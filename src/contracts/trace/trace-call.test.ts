import { beforeAll, expect, test } from 'vitest'
import { addressFromBytes, formatContractAddress } from '#chain/address.ts'
import { ZERO } from '#chain/amount.ts'
import type { CodeRun, ContractHost, ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { known } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { ok } from '#lib/result.ts'
import { encodeValue } from '../encode-value.ts'
import { readQuickJs } from '../read-quickjs.suite.ts'
import { createContractRuntime, type MeteredRuntime } from '../runtime.ts'
import type { Value } from '../value.ts'
import { FIRST_STEPS, LAST_STEPS, MAX_SHOWN, MAX_TRACE_STEPS } from './limits.ts'
import type { TraceStep } from './trace.ts'
import { type Trace, traceCall } from './trace-call.ts'

const [HERE, THERE] = [
  addressFromBytes(new Uint8Array(32).fill(7)),
  addressFromBytes(new Uint8Array(32).fill(8)),
]
const [here, there] = [formatContractAddress(HERE), formatContractAddress(THERE)]

let runtime: MeteredRuntime
beforeAll(async () => {
  runtime = createContractRuntime(await readQuickJs())
})

interface Stage {
  readonly source: string
  /** The source of the contract that can be called. */
  readonly other?: string
  readonly stored?: readonly (readonly [field: string, value: Value])[]
  readonly args?: readonly Value[]
  readonly gasLimit?: bigint
}

const bytesOf = (value: Value) => {
  const encoded = encodeValue(value)
  if (!encoded.ok) throw new Error(encoded.error.message)
  return encoded.value
}

/** A trace of `run`, on a state that is the same for every run of it. */
function traced({ source, other = '', stored = [], args = [], gasLimit = 100_000_000n }: Stage) {
  const run = (runtime: ContractRuntime) => {
    const storages = { [here]: new Map<string, Uint8Array>(), [there]: new Map<string, Uint8Array>() }
    for (const [field, value] of stored) {
      storages[here]?.set(`0,${[...new TextEncoder().encode(field)]}`, bytesOf(value))
    }
    const call = (
      contract: typeof HERE,
      source: string,
      method: string,
      args: Uint8Array,
      gasLimit: bigint,
    ): CodeRun<Uint8Array> =>
      runtime.call(
        {
          ...{ source, method, args, isDeployment: false, caller: HERE, contract, value: ZERO, gasLimit },
          ...{ callerIsContract: contract === THERE, height: 1, time: 1 as UnixMs, producer: HERE },
        },
        hostOf(known(storages[formatContractAddress(contract)], 'storage'), (method, args, gas) =>
          call(THERE, other, method, args, gas),
        ),
      )
    return call(HERE, source, 'run', bytesOf(args), gasLimit)
  }
  return traceCall(runtime, here, run, async () => {})
}

const hostOf = (
  storage: Map<string, Uint8Array>,
  call: (method: string, args: Uint8Array, gasLimit: bigint) => CodeRun<Uint8Array>,
): ContractHost => ({
  read: key => storage.get(String(key)),
  write(key, value) {
    if (value) storage.set(String(key), value)
    else storage.delete(String(key))
    return ok({ written: 0, replaced: 0 })
  },
  keys: () => [],
  balance: () => ZERO,
  transfer: () => ok(undefined),
  emit: () => ok(undefined),
  call: (_, method, args, __, gasLimit) => call(method, args, gasLimit),
})

const last = ({ steps }: Trace<unknown>): TraceStep => known(steps.at(-1), 'step')
const localsOf = ({ locals }: TraceStep) => Object.fromEntries(locals.map(({ name, value }) => [name, value]))
const linesOf = ({ steps }: Trace<unknown>) => steps.map(({ line }) => line)
const fieldsOf = (trace: Trace<unknown>, contract = here) =>
  Object.fromEntries(trace.contracts.find(each => each.contract === contract)?.fields ?? [])

test('an assertion that fails in a loop: line, locals, state and stack before it', async () => {
  const trace = await traced({
    source: `export default class Poll extends Contract {
  run(votes) {
    this.state.total = 0
    for (const vote of votes) {
      ctx.assert(vote < 3, 'there is no such option')
      this.state.total += vote
    }
  }
}`,
    args: [[1, 2, 9, 1]],
    stored: [['total', 5]],
  })
  expect(trace.failure).toMatchObject({ code: 'CODE_THREW', message: 'there is no such option', line: 5 })
  expect(trace.outcome).toMatchObject({ outcome: { ok: false, error: { line: 5 } } })
  expect(linesOf(trace)).toEqual([3, 4, 5, 6, 5, 6, 5])
  expect(trace).toMatchObject({ total: 7, stopped: undefined })
  expect(last(trace)).toMatchObject({ index: 6, contract: here, line: 5 })
  expect(last(trace).stack).toEqual([{ name: 'run', line: 5, contract: here }])
  expect(localsOf(last(trace))).toEqual({ vote: '9', votes: '[1, 2, 9, 1]' })
  expect(trace.steps.map(({ changes }) => changes)).toEqual([
    [],
    [{ name: 'total', before: '5', now: '0' }],
    [],
    [],
    [{ name: 'total', before: '5', now: '1' }],
    [],
    [{ name: 'total', before: '5', now: '3' }],
  ])
  expect(fieldsOf(trace)).toEqual({ total: 3 })
})

test('an error deep in three functions has all of them on its stack', async () => {
  const trace = await traced({
    source: `const double = n => check(n * 2)
function check(n) {
  if (n > 5) throw new RangeError('too much')
  return n
}
export default class Deep extends Contract {
  run(list) { return this.all(list) }
  all(list) {
    return list.map(n => double(n))
  }
}`,
    args: [[1, 3]],
  })
  expect(trace.failure).toMatchObject({ message: 'RangeError: too much', line: 3 })
  expect(last(trace).stack.map(({ name, line }) => `${name}:${line}`)).toEqual([
    'check:3',
    'double:1',
    ':9',
    'all:9',
    'run:7',
  ])
  expect(localsOf(last(trace))).toEqual({ n: '6' })
})

test('out of gas in a loop: the steps end about where it ended', async () => {
  const source = (rounds: string) => `export default class Loop extends Contract {
  run() {
    this.state.n = 0
    for (let i = 0; i < ${rounds}; i++) {
      this.state.n = i
    }
  }
}`
  const trace = await traced({ source: source('Infinity'), gasLimit: 16_000_000n })
  expect(trace.failure?.code).toBe('OUT_OF_GAS')
  expect(trace.stopped).toBe('GAS')
  const reached = Number(localsOf(last(trace)).i)
  expect(last(trace).changes).toEqual([{ name: 'n', before: null, now: `${reached - 1}` }])

  // With a little less to do it ends by itself, with a little more it does not.
  const goes = async (rounds: number) =>
    (await traced({ source: source(`${rounds}`), gasLimit: 16_000_000n })).failure
  expect(await goes(Math.floor(reached * 0.97))).toBeUndefined()
  expect((await goes(Math.ceil(reached * 1.03)))?.code).toBe('OUT_OF_GAS')
})

test('out of gas within one step, in what is built in', async () => {
  const trace = await traced({
    source:
      'export default class A extends Contract {\n  run() {\n    return [].indexOf.call({ length: 2 ** 32 }, 1)\n  }\n}',
  })
  expect(trace.failure?.code).toBe('OUT_OF_GAS')
  expect(linesOf(trace)).toEqual([3])
})

test('out of memory', async () => {
  const trace = await traced({
    source: `export default class Full extends Contract {
  run() {
    const all = []
    for (;;) {
      all.push(new Uint8Array(100000))
    }
  }
}`,
    gasLimit: 1_000_000_000n,
  })
  expect(trace.failure?.code).toBe('OUT_OF_MEMORY')
  expect(last(trace).line).toBe(5)
  expect(localsOf(last(trace)).all).toMatch(/^\[Uint8Array\(100000\) \[0, 0, /)
})

test('recursion without end', async () => {
  const trace = await traced({
    source:
      'export default class A extends Contract {\n  run() { return this.down(1) }\n  down(n) { return this.down(n + 1) }\n}',
  })
  expect(trace.failure?.code).toBe('STACK_OVERFLOW')
  expect(last(trace)).toMatchObject({ line: 3 })
  expect(last(trace).stack.length).toBe(24)
})

test('a call of another contract is shown with that contract’s steps, and with the caller that waits for it', async () => {
  const trace = await traced({
    source: `export default class Outer extends Contract {
  run() {
    this.state.asked = 1
    try { ctx.call('${there}', 'pay', [4n]) } catch (error) { this.state.said = error.message }
    throw new Error('after all')
  }
}`,
    other: `export default class Inner extends Contract {
  pay(amount) {
    this.map('paid').set('me', amount)
    this.state.last = amount
    ctx.assert(amount > 9n, 'too little')
  }
}`,
  })
  expect(trace.failure).toMatchObject({ message: 'after all', line: 5 })
  const inner = trace.steps.filter(({ contract }) => contract === there)
  expect(inner.map(({ line }) => line)).toEqual([3, 4, 5])
  expect(inner[0]?.stack).toEqual([
    { name: 'pay', line: 3, contract: there },
    { name: 'run', line: 4, contract: here },
  ])
  expect(inner[1]?.changes).toEqual([{ name: 'paid["me"]', before: null, now: '4n' }])
  expect(inner[2]?.changes).toEqual([{ name: 'last', before: null, now: '4n' }])
  expect(last(trace)).toMatchObject({
    contract: here,
    line: 5,
    changes: [{ name: 'said', before: null, now: '"too little"' }],
  })
  expect(trace.contracts.map(({ contract }) => contract)).toEqual([here, there])
  expect(trace.ending).toEqual([])
  expect(fieldsOf(trace)).toEqual({ asked: 1, said: 'too little' })
  expect(fieldsOf(trace, there)).toEqual({ last: 4n })
})

test('of a long run the first and the last steps are kept', async () => {
  const trace = await traced({
    source:
      'export default class A extends Contract {\n  run() {\n    for (let i = 0; i < 5000; i++) {\n      this.state.n = i\n    }\n    null.x\n  }\n}',
  })
  expect(trace.total).toBe(5002)
  expect(trace.steps.length).toBe(FIRST_STEPS + LAST_STEPS)
  expect(trace.steps[FIRST_STEPS - 1]?.index).toBe(FIRST_STEPS - 1)
  expect(trace.steps[FIRST_STEPS]).toMatchObject({
    index: 5002 - LAST_STEPS,
    changes: [{ name: 'n', before: null, now: `${5002 - LAST_STEPS - 2}` }],
  })
})

test('a run that does not end is stopped, with the reason', async () => {
  const trace = await traced({
    source:
      'export default class A extends Contract {\n  run() {\n    let n = 0\n    while (n < 1e6) n++\n  }\n}',
    gasLimit: 2_000_000_000n,
  })
  expect(trace).toMatchObject({ failure: undefined, total: MAX_TRACE_STEPS, stopped: 'STEPS' })
  expect(localsOf(last(trace))).toEqual({ n: `${MAX_TRACE_STEPS - 3}` })
})

test('every value is shown briefly', async () => {
  const trace = await traced({
    source: `export default class A extends Contract {
  run() {
    class Point { x = 1; get y() { throw 1 } }
    const point = new Point(), list = [1, , 'two', null, undefined], big = 10n ** 300n, amount = 30n, text = 'x'.repeat(900)
    const map = new Map([['a', { b: [1] }]]), set = new Set([1]), error = new TypeError('odd'), pattern = /a+b/g
    const deep = { a: { b: { c: { d: 1 } } } }, round = {}, bytes = new Uint8Array([1, 2]), half = '\\ud800', self = this, of = ctx
    round.round = round
    const fields = this.state, proxy = new Proxy({}, { ownKeys() { throw 1 } }), bare = Object.create(null), minus = -0, symbol = Symbol('s')
    throw new Error('x')
    let never
  }
}`,
  })
  const locals = localsOf(last(trace))
  expect(locals).toMatchObject({
    point: 'Point {x: 1}',
    list: '[1, , "two", null, undefined]',
    big: 'a large bigint',
    amount: '30n',
    map: 'Map(1) {"a" → {b: [1]}}',
    set: 'Set(1) {1}',
    error: 'TypeError: odd',
    pattern: '/a+b/',
    deep: '{a: {b: {c: {…}}}}',
    bytes: 'Uint8Array(2) [1, 2]',
    half: '"\\ud800"',
    self: 'A',
    fields: 'this.state',
    proxy: 'Proxy',
    bare: '{}',
    minus: '-0',
    symbol: 'Symbol(s)',
    Point: 'class Point',
  })
  expect(locals.text?.length).toBeLessThanOrEqual(MAX_SHOWN + 1)
  expect(locals).not.toHaveProperty('never')
})

test('a contract that finds the tracing function can do no harm with it', async () => {
  const calls = [
    'NaN',
    '-0',
    '2 ** 60',
    '1, {}, 1',
    '1, "a,b", () => { throw 1 }',
    '1, ",".repeat(100000), () => "x"',
  ]
  const trace = await traced({
    source: `export default class A extends Contract {
  run() {
    ${calls.map(args => `\\u0024\\u0024step(${args})`).join('\n    ')}
    this.state.done = true
    \\u0024\\u0024step = null
    return 'done'
  }
}`,
  })
  // Without a trace there is no such function; in it the call continues until it has no gas left.
  expect(trace.failure?.message).toMatch(/step is not defined/)
  expect(trace.steps.map(({ line }) => line)).toContain(9)
  expect(fieldsOf(trace)).toEqual({ done: true })
})

test('a class that cannot be made shows its steps until the failure', async () => {
  const source = `const limit = 3
const table = [1, 2, 3, 4]
for (const n of table) {
  if (n > limit) throw new Error('beyond the limit')
}
export default class A extends Contract {}`
  const trace = await traceCall(
    runtime,
    here,
    runtime => runtime.inspect(source, 50_000_000n),
    async () => {},
  )
  expect(trace.failure).toMatchObject({ code: 'CODE_INVALID', message: 'beyond the limit', line: 4 })
  expect(last(trace)).toMatchObject({ line: 4, contract: here })
  expect(localsOf(last(trace))).toEqual({ n: '4', limit: '3', table: '[1, 2, 3, 4]' })
})

test('source that the parser of a trace does not know still gives its error', async () => {
  const trace = await traceCall(
    runtime,
    here,
    runtime => runtime.inspect('export default class {', 50_000_000n),
    async () => {},
  )
  expect(trace.failure).toMatchObject({ code: 'CODE_INVALID' })
  expect(trace).toMatchObject({ steps: [], total: 0 })
})
