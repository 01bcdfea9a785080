import type { Random } from '#lib/random.ts'

/**
 * A grammar of values that lie, as expressions of a contract's language: they report something false about
 * themselves, change while they are read, or cannot be read at all.
 */
export interface Grammar {
  readonly random: Random
  /** One of these texts, or the text that one of these functions returns. */
  pick(...choices: readonly (string | (() => string))[]): string
}

export function createGrammar(random: Random): Grammar {
  return {
    random,
    pick(...choices) {
      const choice = choices[random.below(choices.length)] as string | (() => string)
      return typeof choice === 'string' ? choice : choice()
    },
  }
}

/** Functions that the expressions use, for the top of a module. None of them throws. */
export const HELPERS = `
const attempt = work => { try { return work() } catch { return null } }
const put = (object, key, value) => { attempt(() => Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true })); return object }
const own = (object, key, value) => { attempt(() => Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })); return object }
const getter = (object, key, get) => { attempt(() => Object.defineProperty(object, key, { get, enumerable: true, configurable: true })); return object }
const like = (object, prototype) => { attempt(() => Object.setPrototypeOf(object, prototype)); return object }
const proxied = (object, traps) => attempt(() => new Proxy(object, traps)) ?? object
const revoked = object => { const made = Proxy.revocable(object, {}); made.revoke(); return made.proxy }
const cyclic = object => own(own(object, 'self', object), 0, object)
const detached = count => { const bytes = new Uint8Array(count); attempt(() => bytes.buffer.transfer()); return bytes }
const shrinking = (count, rest) => { const buffer = new ArrayBuffer(count, { maxByteLength: 64 }); const bytes = new Uint8Array(buffer); attempt(() => buffer.resize(rest)); return bytes }
const nested = levels => { let value = null; for (let level = 0; level < levels; level++) value = level % 2 ? { value } : [value]; return value }
const frozen = object => { attempt(() => Object.freeze(object)); return object }
`

const PRIMITIVES = [
  'null',
  'undefined',
  'true',
  '0',
  '-0',
  '7',
  '-1',
  '1.5',
  'NaN',
  'Infinity',
  '2 ** 53',
  '-(2 ** 53 - 1)',
  '1e21',
  '0n',
  '-1n',
  '5n',
  '2n ** 63n',
  '2n ** 64n - 1n',
  '-(10n ** 200n)',
  '1n << 600000n',
]

const TEXTS = [
  "''",
  "'a'",
  "'e'",
  "'\\ud800'",
  "'x\\udc00'",
  "'abc\\u{1f600}'",
  "'\\ufeffmark'",
  "'\\u0000'",
  "'\\ua7dc\\u0130\\u00df'",
  "'\\u{10ffff}\\uffff'",
  "'tab1'",
  "'tabc1\\ud83d'",
  "'TAB1QQQ'",
  'ctx.caller',
  'ctx.address',
  'ctx.caller.toUpperCase()',
  "' ' + ctx.caller",
  "'__proto__'",
  "'constructor'",
  "'length'",
  "'then'",
  "'toJSON'",
  "'valueOf'",
  "'x'.repeat(70000)",
  "'\\u20ac'.repeat(21840)",
  "'a'.repeat(65)",
]

const SPECIES = [
  'Symbol.iterator',
  'Symbol.toPrimitive',
  'Symbol.toStringTag',
  'Symbol.species',
  'Symbol.isConcatSpreadable',
]
const PROTOTYPES = [
  'null',
  'Object.prototype',
  'Array.prototype',
  'Uint8Array.prototype',
  'Float64Array.prototype',
  'Map.prototype',
  'Error.prototype',
  'String.prototype',
  'Contract.prototype',
]

/** A value; deeper ones hold others. */
export function hostileValue(grammar: Grammar, depth = 3): string {
  const { pick } = grammar
  const inner = () => hostileValue(grammar, depth - 1)
  if (depth <= 0) return pick(...PRIMITIVES, ...TEXTS)
  return pick(
    () => pick(...PRIMITIVES),
    () => pick(...TEXTS),
    () => hostileBytes(grammar, depth),
    () => hostileBytes(grammar, depth),
    () => hostileObject(grammar, depth),
    () => hostileObject(grammar, depth),
    () => lying(grammar, hostileObject(grammar, depth - 1), inner),
    () => lying(grammar, hostileBytes(grammar, depth - 1), inner),
  )
}

function hostileBytes({ pick, random }: Grammar, depth: number): string {
  const count = pick('0', '1', '5', '32', '64', '300', '70000')
  const lie = pick(
    'NaN',
    '-1',
    '0',
    '1e9',
    '2 ** 40',
    '1.5',
    "'3'",
    '{ valueOf: () => 4 }',
    'undefined',
    '9n',
  )
  const plain = `new Uint8Array(${count})`
  return pick(
    plain,
    `Uint8Array.of(${Array.from(random.bytes(4)).join()})`,
    `new Uint8Array([${hostileNumber(pick)}]).subarray(0, 1)`,
    `put(${plain}, 'length', ${lie})`,
    `put(${plain}, 'byteLength', ${lie})`,
    `getter(${plain}, 'length', () => ${lie})`,
    `put(${plain}, 'constructor', { [Symbol.species]: Array })`,
    `put(${plain}, ${pick(...SPECIES)}, () => ${lie})`,
    `new (class extends Uint8Array { get length() { return ${lie} } })(${count})`,
    `like(new (class extends Uint8Array { get length() { return ${lie} } })(${count}), Uint8Array.prototype)`,
    `put(like(new Float64Array(3), Uint8Array.prototype), 'length', ${lie})`,
    `like({ length: ${lie}, 0: 7 }, Uint8Array.prototype)`,
    `detached(${count})`,
    `shrinking(8, ${pick('0', '4', '64')})`,
    `proxied(${plain}, {})`,
    `proxied(${plain}, { get: (bytes, key) => key === 'length' ? ${lie} : bytes[key] })`,
    `revoked(${plain})`,
    `like(${plain}, ${pick(...PROTOTYPES)})`,
    `new ${pick('Int8Array', 'Uint16Array', 'Float32Array', 'BigInt64Array', 'Uint8ClampedArray')}(${depth})`,
    'new DataView(new ArrayBuffer(8))',
    `new ArrayBuffer(${count})`,
  )
}

const hostileNumber = (pick: Grammar['pick']): string => pick('255', '-1', '300', 'NaN')

function hostileObject(grammar: Grammar, depth: number): string {
  const { pick } = grammar
  const inner = () => hostileValue(grammar, depth - 1)
  return pick(
    () => `[${inner()}, ${inner()}]`,
    () => `{ a: ${inner()}, b: ${inner()} }`.replace(/^/, '(').concat(')'),
    () => `({ [${pick(...TEXTS)}]: ${inner()} })`,
    () => `own([], ${pick('3', '2 ** 32 - 2', "'more'")}, ${inner()})`,
    () => `put([1, 2], 'length', ${pick('0', '1', '9', '2 ** 32 - 1')})`,
    () => `getter([1], ${pick('0', "'1'")}, () => ${inner()})`,
    () => `getter({}, ${pick(...TEXTS)}, () => ${inner()})`,
    () => `put({}, 'toJSON', () => ${inner()})`,
    () => `own({}, ${pick(...SPECIES)}, ${inner()})`,
    () => `own(Object.create(null), ${pick(...TEXTS)}, ${inner()})`,
    () => `({ toString: () => ${inner()}, valueOf: () => ${inner()} })`,
    () => `cyclic(${pick('[]', '{}', 'Object.create(null)')})`.replace('({})', '({ a: 1 })'),
    () => `frozen([${inner()}])`,
    () => `nested(${pick('31', '32', '33', '34', '35', '36', '400')})`,
    () => `new Array(${pick('0', '3', '70000', '2 ** 32 - 1')})`,
    () => `new (class extends Array { static get [Symbol.species]() { return Uint8Array } })(3)`,
    () => `Object.assign(new ${pick('Error', 'RangeError', 'TypeError')}(), { message: ${inner()} })`,
    "new Map([['a', 1]])",
    'new Set([1])',
    "Symbol('s')",
    'Symbol.iterator',
    '() => 1',
    'async () => 1',
    '(async () => 1)()',
    '(function* () { yield 1 })()',
    'class {}',
    '/x/g',
    'this',
    'ctx',
    'this.state',
    'globalThis',
    'Contract',
    "this.map('m')",
  )
}

function lying(grammar: Grammar, value: string, inner: () => string): string {
  const { pick } = grammar
  // The action of a trap while the value is read.
  const act = () =>
    pick(
      () => `attempt(() => ctx.balanceOf(${pick(...TEXTS)}))`,
      () => `attempt(() => { this.state.other = ${inner()} })`,
      () => `attempt(() => this.map('m').set('trap', ${inner()}))`,
      () => 'attempt(() => { delete this.state.f })',
      () => "attempt(() => ctx.emit('trap'))",
      () => "attempt(() => ctx.call(ECHO, 'echo', [1]))",
      "attempt(() => { throw new Error('trap') })",
      '(() => { throw 7 })()',
    )
  return pick(
    () => `revoked(${value})`,
    () => `like(${value}, ${pick(...PROTOTYPES)})`,
    () => `like(${value}, proxied({}, {}))`,
    () => `put(${value}, ${pick("'length'", "'constructor'", "'toJSON'", ...SPECIES)}, ${inner()})`,
    () => `proxied(${value}, { get(target, key, self) { ${act()}; return Reflect.get(target, key) } })`,
    () => `proxied(${value}, { get: () => ${inner()} })`,
    () => `proxied(${value}, { ownKeys(target) { ${act()}; return Reflect.ownKeys(target) } })`,
    () => `proxied(${value}, { ownKeys: () => [${pick(...TEXTS)}, ${pick(...TEXTS)}, 'a', 'a'] })`,
    () =>
      `proxied({}, { ownKeys: () => ['b', 'a'], getOwnPropertyDescriptor: (_, key) => { ${act()}; return { value: ${inner()}, configurable: true, enumerable: true } } })`,
    () => `proxied(${value}, { getOwnPropertyDescriptor: () => (${inner()}) })`,
    () => `proxied(${value}, { getPrototypeOf() { ${act()}; return ${pick(...PROTOTYPES)} } })`,
    () =>
      `proxied([1, 2], { get: (list, key) => key === 'length' ? ${pick('0', '2', '3', 'NaN', '2 ** 32')} : list[key] })`,
    () => `frozen(${value})`,
  )
}
