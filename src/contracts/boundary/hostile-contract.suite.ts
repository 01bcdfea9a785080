import { createSeededRandom } from '#testing/seeded-random.ts'
import { createGrammar, type Grammar, HELPERS, hostileValue } from './hostile-values.suite.ts'

/** Methods of one contract, each a program of its own, because compiling takes most of the time. */
export const METHODS = 10

/** The contract that others call: it returns, stores, fails and receives coins. */
export const ECHO_SOURCE = `export default class Echo extends Contract {
  static view = ['echo']
  static payable = ['pay', 'init']
  init() {}
  echo(value) { return value }
  keep(value) { this.state.kept = value; return this.state.kept }
  fail(value) { throw value }
  pay() { return ctx.value }
}`

/**
 * A contract of this seed, whose methods `m0`, `m1`, … pass hostile values to the host in every possible way.
 */
export function hostileContract(seed: number, echo: string): string {
  const grammar = createGrammar(createSeededRandom(`boundary ${seed}`))
  const { pick, random } = grammar
  // Few of them, because a rejected class takes its methods with it.
  const isOdd = random.below(6) === 0
  const methods = Array.from({ length: METHODS }, (_, index) => `  m${index}() { ${hostileBody(grammar)} }`)
  return [
    `const ECHO = '${echo}'`,
    HELPERS,
    isOdd ? pick('', () => `attempt(() => { ${hostileBody(grammar, 1)} })`) : '',
    'export default class Hostile extends Contract {',
    "  static payable = ['init']",
    '  init() {}',
    ...methods,
    ...(isOdd ? [oddMember(grammar)] : []),
    '}',
  ].join('\n')
}

/** A member that the description of a class, or each of its calls, reads. */
function oddMember(grammar: Grammar): string {
  const { pick } = grammar
  const value = () => hostileValue(grammar, 2)
  return pick(
    () => `  static view = attempt(() => ${value()})`,
    () => `  static view = put(['m0'], 'includes', () => ${value()})`,
    () =>
      `  static view = proxied(['m1'], { get: (list, key) => key === 'includes' ? () => 'yes' : list[key] })`,
    () => `  static payable = own(['init'], Symbol.iterator, function* () { yield 'm0'; yield 'm1' })`,
    () => `  constructor() { super(); return attempt(() => ${value()}) ?? {} }`,
    () => `  constructor() { super(); attempt(() => { this.x = ${value()} }) }`,
    () => `  odd(a = ${value()}, { b, ...c } = {}, [d] = [')', "(", \`,\`], /* , */ ...e) {}`,
    () =>
      `  [${pick("'a\\ud800'", "'__proto__'", "'then'", "'a b'", "'x'.repeat(70)", 'Symbol.iterator')}]() {}`,
    () => `  static { put(this.prototype, 'm2', proxied(function () {}, {})) }`,
    () => `  static { like(this.prototype, proxied(Contract.prototype, { getPrototypeOf: () => null })) }`,
    () => `  static { throw attempt(() => ${value()}) }`,
    () => `  get view() { return ${value()} }`,
  )
}

/** The statements of one program. */
function hostileBody(grammar: Grammar, depth = 3): string {
  const { pick } = grammar
  const value = () => hostileValue(grammar, depth)
  const text = () => pick("'f'", "'other'", () => hostileValue(grammar, 1))
  const key = () => pick("'k'", '1n', () => hostileValue(grammar, 2))
  const operation = () =>
    pick(
      () => `this.state.f = ${value()}`,
      () => `this.state[${text()}] = ${value()}`,
      () => `delete this.state[${text()}]`,
      () => `${text()} in this.state`,
      () => `this.state.f = { a: 1 }; const held = this.state.f; held.a = ${value()}`,
      () =>
        `this.state.f = [1]; const held = this.state.f; like(held, ${pick('null', 'Uint8Array.prototype')})`,
      () => `this.map(${text()}).set(${key()}, ${value()})`,
      () => `this.map('m').set(${key()}, ${value()})`,
      () => `return this.map('m').get(${key()})`,
      () => `return this.map('m').has(${key()})`,
      () => `this.map('m').delete(${key()})`,
      () => `return this.map('m').keys({ after: ${key()}, limit: ${value()} })`,
      () => `return this.map('m').keys(${value()})`,
      () => `return this.map('m').get.call(${value()}, ${key()})`,
      () => `return ctx.balanceOf(${value()})`,
      () => `ctx.transfer(${value()}, ${pick('1n', value)})`,
      () => `ctx.transfer(ctx.caller, ${value()})`,
      () => `ctx.emit(${value()}, ${value()}, ${value()})`,
      () => `ctx.emit('e', ${value()}, ${value()}, ${value()})`,
      () => `return ctx.call(${value()}, 'echo', [${value()}])`,
      () =>
        `return ctx.call(ECHO, ${pick("'echo'", "'keep'", "'fail'", "'pay'", value)}, [${value()}], ${pick('0n', '1n', value)})`,
      () => `return ctx.call(ECHO, 'echo', ${value()})`,
      () => `ctx.assert(${value()}, ${value()})`,
      () => `return ctx.sha256(${value()})`,
      () => `return ctx.verifySignature(${value()}, ${value()}, ${value()})`,
      () => `return ctx.verifySignature(new Uint8Array(32), ${value()}, new Uint8Array(64))`,
      // The function that a trace inserts, by another spelling; elsewhere it does not exist.
      () => `\\u0024$step(${value()}, ${value()}, ${pick(value, () => `() => ${value()}`)})`,
      () =>
        `Reflect.apply(${pick('ctx.emit', 'ctx.call', 'ctx.transfer')}, ${value()}, attempt(() => [...${value()}]) ?? [])`,
    )
  return pick(
    operation,
    operation,
    operation,
    () => `return ${value()}`,
    () => `return ${value()}`,
    () => `throw ${value()}`,
    () =>
      `throw Object.assign(new ${pick('Error', 'RangeError', 'InternalError')}(), { name: ${value()}, message: ${value()}, stack: ${value()} })`,
    () =>
      `throw new RangeError(${pick("'constructor'", "'toString'", "'out of memory'", "'contract.js:99999999999999999999'")})`,
    () => `throw own(new Error('x'), 'stack', 'contract.js:${pick('9'.repeat(30), '0', '1e9')}')`,
    () => `try { ${operation()} } catch (error) { return error.message }`,
    () => `try { ${operation()} } catch (error) { ctx.emit('caught', \`\${error.message}\`) }`,
    () => `try { ${operation()} } catch {} ${operation()}`,
  )
}
