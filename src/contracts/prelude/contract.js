// The contract interface: what a contract sees as `Contract` and `ctx`.

let current
let isView = false

const beginCall = (context, forView) => {
  current = context
  isView = forView
}

// The only way out: a value goes in, a value comes back, or the host's refusal is thrown here.
const ask = (operation, value) => {
  header[1] = encodeEnvelope(value, 'value')
  host(operation)
  const answer = decode()
  if (header[0] === 1) throw new Error(answer)
  return answer
}

const change = (operation, value) => {
  if (isView) throw new Error('a view method cannot change anything')
  return ask(operation, value)
}

const checkName = (name, what) => {
  if (typeof name !== 'string' || name.length > LIMITS.name || !/^[A-Za-z_$][\w$]*$/.test(name)) {
    throw new TypeError(`${what} needs a name of letters, digits and _, at most ${LIMITS.name} long`)
  }
  return name
}

// ── state ──

// Of every field in use: the value, and the bytes that are stored, as text, to see whether it was changed.
const fields = new Map()

const fieldKey = name => {
  const key = new Uint8Array(name.length + 1)
  for (let index = 0; index < name.length; index++) key[index + 1] = name.charCodeAt(index)
  return key
}

const encoded = (value, path) => bytes.slice(0, encode(value, path))

const sameBytes = (left, right) => {
  if (left === undefined || right === undefined) return left === right
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false
  return true
}

const decodeFrom = stored => {
  bytes.set(stored)
  const value = decode()
  if (position !== stored.length) throw new TypeError('what is stored here is not a value')
  return value
}

const loadField = name => {
  let field = fields.get(name)
  if (field === undefined) {
    const stored = ask(OPERATIONS.read, fieldKey(checkName(name, 'a field of state')))
    field = stored === null ? { stored: undefined, value: undefined } : { stored, value: decodeFrom(stored) }
    fields.set(name, field)
  }
  return field
}

const state = new Proxy(Object.create(null), {
  get: (_, name) => (typeof name === 'symbol' ? undefined : loadField(name).value),
  set(_, name, value) {
    if (isView) throw new Error('a view method cannot change anything')
    const field = loadField(name)
    // A value that cannot be stored is refused here, where the line is known.
    if (value !== undefined) encode(value, `state.${name}`)
    field.value = value
    return true
  },
  deleteProperty(_, name) {
    if (isView) throw new Error('a view method cannot change anything')
    loadField(name).value = undefined
    return true
  },
  has: (_, name) => typeof name === 'string' && loadField(name).value !== undefined,
  getOwnPropertyDescriptor(_, name) {
    if (typeof name === 'symbol') return undefined
    const { value } = loadField(name)
    return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true }
  },
  defineProperty() {
    throw new TypeError('fields of state are assigned, not defined')
  },
  ownKeys() {
    throw new TypeError('the fields of state cannot be listed; keep what is to be listed in this.map(…)')
  },
  setPrototypeOf: () => false,
  preventExtensions: () => false,
})

// Fields of objects and arrays may have been changed in place: what counts is whether the bytes differ.
const saveFields = () => {
  for (const [name, field] of fields) {
    const now = field.value === undefined ? undefined : encoded(field.value, `state.${name}`)
    if (sameBytes(now, field.stored)) continue
    if (isView) throw new Error('a view method cannot change anything')
    if (now === undefined) ask(OPERATIONS.remove, fieldKey(name))
    else ask(OPERATIONS.write, [fieldKey(name), now])
  }
}

// ── maps ──

const mapPrefix = name => {
  const prefix = new Uint8Array(name.length + 2)
  prefix[0] = 1
  for (let index = 0; index < name.length; index++) prefix[index + 1] = name.charCodeAt(index)
  return prefix
}

const mapKey = (prefix, key) => {
  const type = typeof key
  if (type !== 'string' && type !== 'bigint' && type !== 'number' && !(key instanceof Uint8Array)) {
    throw new TypeError('a key of a map is a string, a bigint, a safe integer or a Uint8Array')
  }
  const content = encoded(key, 'key')
  const whole = new Uint8Array(prefix.length + content.length)
  whole.set(prefix)
  whole.set(content, prefix.length)
  return whole
}

class ContractMap {
  #prefix

  constructor(name) {
    this.#prefix = mapPrefix(checkName(name, 'a map'))
  }

  get(key) {
    const stored = ask(OPERATIONS.read, mapKey(this.#prefix, key))
    return stored === null ? undefined : decodeFrom(stored)
  }

  has(key) {
    return ask(OPERATIONS.read, mapKey(this.#prefix, key)) !== null
  }

  set(key, value) {
    const stored = encoded(value, 'value')
    change(OPERATIONS.write, [mapKey(this.#prefix, key), stored])
    return this
  }

  delete(key) {
    change(OPERATIONS.remove, mapKey(this.#prefix, key))
  }

  keys({ after, limit = LIMITS.page } = {}) {
    if (!Number.isSafeInteger(limit) || limit < 1 || limit > LIMITS.page) {
      throw new RangeError(`a page has 1 to ${LIMITS.page} keys`)
    }
    const last = after === undefined ? new Uint8Array(0) : mapKey(this.#prefix, after)
    const found = ask(OPERATIONS.keys, [this.#prefix, last, limit])
    return found.map(key => decodeFrom(key.subarray(this.#prefix.length)))
  }
}

// ── ctx ──

const checkAmount = amount => {
  if (typeof amount !== 'bigint' || amount < 0n)
    throw new TypeError('an amount is a bigint of base units, at least 0n')
  return amount
}

const ctx = {
  get caller() {
    return current.caller
  },
  get value() {
    return current.value
  },
  get address() {
    return current.address
  },
  get balance() {
    return ask(OPERATIONS.balance, current.address)
  },
  get height() {
    return current.height
  },
  get time() {
    return current.time
  },
  get producer() {
    return current.producer
  },
  balanceOf: address => ask(OPERATIONS.balance, address),
  transfer: (to, amount) => {
    change(OPERATIONS.transfer, [to, checkAmount(amount)])
  },
  emit: (event, data = null, ...indexed) => {
    change(OPERATIONS.emit, [checkName(event, 'an event'), data, indexed])
  },
  call: (address, method, args = [], value = 0n) => {
    // What is called may read this contract's state.
    if (!isView) saveAndForgetFields()
    return ask(OPERATIONS.call, [address, checkName(method, 'a method'), args, checkAmount(value)])
  },
  assert: (condition, message = 'assertion failed') => {
    if (!condition) throw new Error(typeof message === 'string' ? message : 'assertion failed')
  },
  sha256: data => ask(OPERATIONS.sha256, data),
  verifySignature: (publicKey, message, signature) =>
    ask(OPERATIONS.verifySignature, [publicKey, message, signature]),
}

// Objects that the contract keeps stay readable, but later changes to them are not seen: the stored bytes have
// moved on.
const saveAndForgetFields = () => {
  saveFields()
  for (const [name, field] of fields) {
    field.stored = field.value === undefined ? undefined : encoded(field.value, `state.${name}`)
  }
}

class Contract {
  get state() {
    return state
  }

  get ctx() {
    return ctx
  }

  map(name) {
    return new ContractMap(name)
  }
}
