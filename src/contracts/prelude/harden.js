// The world of a contract: what is not listed is gone, and what is left cannot be changed.

const KEPT =
  `Infinity NaN undefined globalThis isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI
encodeURIComponent escape unescape Object Function Array ArrayBuffer BigInt Boolean DataView Error EvalError RangeError ReferenceError
SyntaxError TypeError URIError AggregateError InternalError Iterator JSON Map Math Number Proxy Reflect RegExp Set String Symbol
WeakMap WeakSet BigInt64Array BigUint64Array Float16Array Float32Array Float64Array Int8Array Int16Array Int32Array Uint8Array
Uint8ClampedArray Uint16Array Uint32Array`.split(/\s+/)

const harden = () => {
  for (const name of Reflect.ownKeys(globalThis)) {
    if (typeof name === 'string' && !KEPT.includes(name) && !Reflect.deleteProperty(globalThis, name)) {
      throw new Error(`cannot remove ${name}`)
    }
  }
  delete globalThis.Function
  delete Math.random
  delete Error.prepareStackTrace
  delete Error.stackTraceLimit
  delete Error.captureStackTrace

  // Every way to a constructor that compiles text.
  const samples = [() => {}, function* () {}, async () => {}, async function* () {}]
  for (const sample of samples) {
    Object.defineProperty(Object.getPrototypeOf(sample), 'constructor', { value: undefined })
  }
  const promise = Object.getPrototypeOf(samples[2]())
  Object.defineProperty(promise, 'constructor', { value: undefined })

  Object.defineProperty(globalThis, 'Contract', { value: Contract })
  Object.defineProperty(globalThis, 'ctx', { value: ctx })

  const iterators = [
    [][Symbol.iterator](),
    new Map().entries(),
    new Set().values(),
    ''[Symbol.iterator](),
    'a'.matchAll(/a/g),
  ]
  const generators = samples.map(sample => sample.prototype).filter(each => each !== undefined)
  allowOverride()
  freezeAll([globalThis, promise, ContractMap, ...samples, ...iterators, ...generators])
}

// A frozen prototype would forbid an own field of the same name, such as `this.name = …` in a class of errors.
const allowOverride = () => {
  const errors = Reflect.ownKeys(globalThis)
    .map(name => globalThis[name])
    .filter(each => typeof each === 'function' && (each === Error || each.prototype instanceof Error))
  const pairs = [
    ...errors.flatMap(each => ['name', 'message', 'toString'].map(key => [each.prototype, key])),
    ...['toString', 'valueOf', 'toLocaleString', 'constructor', 'hasOwnProperty'].map(key => [
      Object.prototype,
      key,
    ]),
  ]
  for (const [prototype, key] of pairs) {
    const found = Object.getOwnPropertyDescriptor(prototype, key)
    if (!found || !('value' in found)) continue
    const { value } = found
    Object.defineProperty(prototype, key, {
      get: () => value,
      set(own) {
        if (this === prototype) throw new TypeError(`${key} is fixed`)
        Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true })
      },
      enumerable: false,
      configurable: false,
    })
  }
}

const freezeAll = roots => {
  const seen = new Set()
  const waiting = [...roots]
  while (waiting.length > 0) {
    const each = waiting.pop()
    if ((typeof each !== 'object' && typeof each !== 'function') || each === null || seen.has(each)) continue
    seen.add(each)
    waiting.push(Object.getPrototypeOf(each))
    for (const key of Reflect.ownKeys(each)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(each, key)
      waiting.push(value, get, set)
    }
    Object.freeze(each)
  }
}
