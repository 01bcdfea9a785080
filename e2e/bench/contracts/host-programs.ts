/**
 * Contracts that exist before a program runs, by the name under which the program finds their address in
 * `at`.
 */
export const HELPERS: Readonly<Record<string, string>> = {
  plain: 'export default class Plain extends Contract { static view = ["look"]; m() {} look() {} }',
  echo: 'export default class Echo extends Contract { static view = ["same"]; same(x) { return x } }',
  failing: 'export default class Failing extends Contract { m() { throw new Error("no") } }',
  failingAtLength:
    'export default class Failing extends Contract { m(n) { throw new Error("é".repeat(n)) } }',
  relay: `export default class Relay extends Contract {
    static view = ['look']
    m(path) { if (path.length > 0) ctx.call(path[0], 'm', [path.slice(1)]) }
    look(path) { if (path.length > 0) ctx.call(path[0], 'look', [path.slice(1)]) }
  }`,
  store: `export default class Store extends Contract {
    static view = ['get', 'page']
    init() { const m = this.map('m'); for (let i = 0; i < 200; i++) m.set(i, i) }
    get(i) { return this.map('m').get(i) }
    page() { return this.map('m').keys() }
  }`,
  largeAbi: `export default class Large extends Contract { static view = ['look']; look() {} m() {}
    ${Array.from({ length: 50 }, (_, i) => `m${i}(${parameters(100)}){}`).join('\n')} }`,
  longSource: `/* ${'long '.repeat(12_000)} */ export default class Long extends Contract { static view = ['look']; look() {} m() {} }`,
  longCode: `export default class Code extends Contract { m() {} ${Array.from({ length: 95 }, (_, i) => `m${i}() { ${'this.a = 1;'.repeat(50)} }`).join('\n')} }`,
  largeHeap:
    'const keep = new Uint8Array(7500000); export default class Heap extends Contract { m() { return keep[0] } }',
  manyObjects:
    'const keep = Array.from({ length: 50000 }, (_, i) => ({ i })); export default class Objects extends Contract { m() { return keep[5].i } }',
  grower: 'export default class Grower extends Contract { m() { new Uint8Array(7500000) } }',
}

/**
 * The number of contracts of one source that exist besides, as `many[i]`, each made different by a comment.
 */
export const MANY = 400
/** The number of relays, each of which calls the next. */
export const CHAIN = 7

function parameters(count: number): string {
  return Array.from({ length: count }, (_, i) => `$${i.toString(36)}`).join(',')
}

/**
 * The body of a method with the parameters `at` (the addresses of the helpers), `many`, and `turn` (the
 * number of its runs before).
 */
export type HostProgram = readonly [name: string, body: string]

const map = (key: string, rest: string) => `const m = this.map('m'), key = ${key}; ${rest}`
const forever = (body: string) => `for (let i = 0;; i++) { ${body} }`
const attempts = (body: string) => forever(`try { ${body} } catch {}`)

const VALUES: Readonly<Record<string, string>> = {
  'a small value': '1',
  '60 kB of bytes': 'new Uint8Array(60000)',
  '60 kB of text': "'x'.repeat(60000)",
  '20 000 two-byte characters': "'é'.repeat(20000)",
  'a list of 20 000 nulls': 'new Array(20000).fill(null)',
  'a list of 5 000 numbers': 'Array.from({ length: 5000 }, (_, i) => i)',
  '2 000 fields': 'Object.fromEntries(Array.from({ length: 2000 }, (_, i) => ["f" + i, i]))',
  '30 levels': 'Array.from({ length: 28 }).reduce(value => [value], 1)',
  'a bigint of 20 kB': '1n << 160000n',
}

const KEYS: Readonly<Record<string, string>> = {
  'a short key': '(i) => i',
  'a key of 240 bytes':
    '(() => { const k = new Uint8Array(240); return i => { k[0] = i; k[1] = i >> 8; return k } })()',
  'a key of 64 kB':
    '(() => { const k = new Uint8Array(65000); return i => { k[0] = i; k[1] = i >> 8; return k } })()',
}

const named = (
  values: Readonly<Record<string, string>>,
  program: (value: string, name: string) => [string, string],
) => Object.entries(values).map(([name, value]): HostProgram => program(value, name))

/**
 * Everything that code can ask of the host: every operation with short and long keys, values of every shape,
 * many small calls, calls that fail, contracts with a long source, many methods or a large heap, and
 * contracts that no cache has. None of them ends by itself.
 */
export const HOST_PROGRAMS: readonly HostProgram[] = [
  ...named(KEYS, (key, name) => [`reads of what is not there, ${name}`, map(key, forever('m.get(key(i))'))]),
  ...named(KEYS, (key, name) => [
    `reads of one thing, ${name}`,
    map(key, `try { m.set(key(0), 1) } catch {} ${forever('m.get(key(0))')}`),
  ]),
  ...named(KEYS, (key, name) => [`stored, ${name}`, map(key, attempts('m.set(key(i), i)'))]),
  ...named(KEYS, (key, name) => [`stored again, ${name}`, map(key, attempts('m.set(key(0), i)'))]),
  ...named(KEYS, (key, name) => [
    `removed what is not there, ${name}`,
    map(key, attempts('m.delete(key(i))')),
  ]),
  ...named(KEYS, (key, name) => [
    `stored and removed, ${name}`,
    map(key, attempts('m.set(key(i), 1); m.delete(key(i))')),
  ]),
  ...named(KEYS, (key, name) => [
    `pages after a key, ${name}`,
    map(key, `for (let i = 0; i < 100; i++) m.set(i, 1); ${attempts('m.keys({ after: key(i % 90) })')}`),
  ]),
  [
    'pages of long keys',
    `const m = this.map('m'), k = new Uint8Array(240); for (let i = 0; i < 100; i++) { k[0] = i; m.set(k, 1) } ${forever('m.keys()')}`,
  ],
  ['pages of one key', `const m = this.map('m'); m.set(1, 1); ${forever('m.keys({ limit: 1 })')}`],
  ['fields of many names', forever('this.state["f" + i]')],

  ...named(VALUES, (value, name) => [
    `stored: ${name}`,
    `const m = this.map('m'), v = ${value}; ${attempts('m.set(1, v)')}`,
  ]),
  ...named(VALUES, (value, name) => [
    `read: ${name}`,
    `const m = this.map('m'); m.set(1, ${value}); ${forever('m.get(1)')}`,
  ]),
  ...named(VALUES, (value, name) => [
    `emitted: ${name}`,
    `const v = ${value}; ${attempts('ctx.emit("e", v)')}`,
  ]),
  ...named(VALUES, (value, name) => [
    `passed on and returned: ${name}`,
    `const v = [${value}]; ${attempts('ctx.call(at.echo, "same", v)')}`,
  ]),
  [
    'events with many indexed values',
    `const v = Array.from({ length: 300 }, (_, i) => i); ${attempts('ctx.emit("e", 1, ...v)')}`,
  ],

  ['balances', forever('ctx.balanceOf(ctx.caller)')],
  [
    'balances of no address, 60 kB long',
    `const t = 'tab1' + 'q'.repeat(60000); ${attempts('ctx.balanceOf(t)')}`,
  ],
  ['transfers of nothing', attempts('ctx.transfer(ctx.caller, 0n)')],
  ['transfers of more than there is', attempts('ctx.transfer(ctx.caller, 1n)')],
  ['transfers to a contract', attempts('ctx.transfer(at.plain, 0n)')],
  ['transfers to a contract of many methods', attempts('ctx.transfer(at.largeAbi, 0n)')],
  ['SHA-256 of 32 bytes', `const d = new Uint8Array(32); ${forever('ctx.sha256(d)')}`],
  ['SHA-256 of 60 kB', `const d = new Uint8Array(60000); ${forever('ctx.sha256(d)')}`],
  [
    'signatures of nobody',
    `const k = new Uint8Array(32).fill(7), s = new Uint8Array(64).fill(1); ${forever('ctx.verifySignature(k, k, s)')}`,
  ],
  [
    'signatures of 60 kB',
    `const k = new Uint8Array(32), s = new Uint8Array(64), m = new Uint8Array(60000); k[0] = 1; s[0] = 1; ${forever('ctx.verifySignature(k, m, s)')}`,
  ],
  [
    'signatures of a wrong length',
    `const k = new Uint8Array(3), s = new Uint8Array(6); ${forever('ctx.verifySignature(k, k, s)')}`,
  ],

  ['calls of nobody', attempts('ctx.call(ctx.caller, "m")')],
  ['calls of itself', attempts('ctx.call(ctx.address, "m")')],
  ['calls with more coins than there are', attempts('ctx.call(at.plain, "m", [], 1n)')],
  ['calls of a method that is not there', attempts('ctx.call(at.plain, "nothing")')],
  ['calls that take no coins', attempts('ctx.call(at.plain, "m", [], 0n)')],
  ['calls that fail', attempts('ctx.call(at.failing, "m")')],
  ['calls that fail with many words', attempts('ctx.call(at.failingAtLength, "m", [400])')],
  ['calls of a view', forever('ctx.call(at.plain, "look")')],
  ['views of a map', forever('ctx.call(at.store, "get", [i % 200])')],
  ['pages of another contract', forever('ctx.call(at.store, "page")')],
  ['calls with a large heap', forever('ctx.call(at.largeHeap, "m")')],
  ['calls with many objects in the heap', forever('ctx.call(at.manyObjects, "m")')],
  ['calls that grow the heap', forever('ctx.call(at.grower, "m")')],
  ['calls with a long comment', forever('ctx.call(at.longSource, "m")')],
  ['calls with much code', forever('ctx.call(at.longCode, "m")')],
  ['calls with many methods', forever('ctx.call(at.largeAbi, "m")')],
  ['calls of many methods that are not there', attempts('ctx.call(at.largeAbi, "nothing")')],
  ['calls seven deep', `const path = relays.slice(1); ${forever('ctx.call(relays[0], "m", [path])')}`],
  ['views seven deep', `const path = relays.slice(1); ${forever('ctx.call(relays[0], "look", [path])')}`],
  ['calls of contracts that nobody keeps', forever('ctx.call(many[(turn * 50 + i) % many.length], "m")')],
]

/**
 * A program that pays for the bytes that it leaves with every node rather than for time, so that it takes
 * less time per gas than all others.
 */
export const KEEPING_PROGRAM: HostProgram = [
  'a removal that moves 60 kB',
  `const m = this.map('m'); m.set(0, 1); m.set(1, new Uint8Array(60000)); ${attempts('m.delete(0); m.set(0, 1); m.delete(1); m.set(1, new Uint8Array(60000))')}`,
]

/** The same in a view, which may call views only. */
export const VIEW_PROGRAMS: readonly HostProgram[] = [
  ['a view that calls another method', attempts('ctx.call(at.plain, "m")')],
  ['a view that calls another method, among many methods', attempts('ctx.call(at.largeAbi, "m")')],
  ['a view that calls another method, in a long source', attempts('ctx.call(at.longSource, "m")')],
  ['a view that asks for changes', attempts('ctx.transfer(ctx.caller, 0n)')],
  ['a view of views', forever('ctx.call(at.largeAbi, "look")')],
]

/** Sources that are deployed repeatedly, each time with another comment. */
export const DEPLOYED: Readonly<Record<string, string>> = {
  'a small class': HELPERS.plain as string,
  'a class that throws': 'throw new Error("no")',
  'a class that does not compile': 'export default class A extends Contract { m( }',
  'a class with a large heap': HELPERS.largeHeap as string,
  'a class with much code': HELPERS.longCode as string,
  'a class with many objects': HELPERS.manyObjects as string,
  'a class with a long comment': HELPERS.longSource as string,
}
