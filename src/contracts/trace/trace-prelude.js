// Only in the sandbox of a trace: reports every step to the host. It is placed after the interface's own
// code, before `harden()`.

const { revocable } = Proxy
// Proxies are shown by name only: reading one would run the contract's own code.
const proxies = new WeakSet([state])
Proxy.revocable = (target, handler) => {
  const made = revocable(target, handler)
  proxies.add(made.proxy)
  return made
}
globalThis.Proxy = new Proxy(Proxy, {
  construct(target, values, newTarget) {
    const proxy = Reflect.construct(target, values, newTarget)
    proxies.add(proxy)
    return proxy
  },
})

const setTraceLimit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit').set
const toMapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get
const toSetSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get
const toPattern = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get
const { entries: entriesOfMap } = Map.prototype
const { values: valuesOfSet } = Set.prototype
const errorPrototype = Error.prototype

// ── values as short text; getters are not called ──

const classOf = object => {
  const prototype = Object.getPrototypeOf(object)
  if (prototype === null || prototype === Object.prototype || proxies.has(prototype)) return ''
  const made = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  if (typeof made !== 'function' || proxies.has(made)) return ''
  const name = Object.getOwnPropertyDescriptor(made, 'name')?.value
  return typeof name === 'string' ? name : ''
}

const listed = (open, parts, more, close) => `${open}${parts.join(', ')}${more ? ', …' : ''}${close}`

const entriesOf = (entries, collection, text) => {
  const parts = []
  for (const entry of apply(entries, collection, [])) {
    if (parts.length === TRACE.entries) break
    parts.push(text(entry))
  }
  return parts
}

const descendsFrom = (object, ancestor) => {
  for (let each = Object.getPrototypeOf(object); each !== null; each = Object.getPrototypeOf(each)) {
    if (each === ancestor) return true
    if (proxies.has(each)) return false
  }
  return false
}

const ownText = (object, key) => {
  const field = Object.getOwnPropertyDescriptor(object, key)
  return typeof field?.value === 'string' ? field.value : ''
}

const tryRead = (read, object) => {
  try {
    return apply(read, object, [])
  } catch {
    return undefined
  }
}

const showArray = (array, depth) => {
  const { length } = array
  if (depth <= 0 && length > 0) return `[… ${length}]`
  const parts = []
  for (let index = 0; index < length && index < TRACE.entries; index++) {
    const field = Object.getOwnPropertyDescriptor(array, index)
    parts.push(field === undefined ? '' : 'value' in field ? show(field.value, depth - 1) : '(getter)')
  }
  return listed('[', parts, length > parts.length, ']')
}

const showObject = (object, depth) => {
  const typed = tryRead(toTypedName, object)
  if (typed !== undefined) {
    const length = apply(toTypedLength, object, [])
    const parts = []
    for (let index = 0; index < length && index < TRACE.entries; index++) parts.push(`${object[index]}`)
    return listed(`${typed}(${length}) [`, parts, length > parts.length, ']')
  }
  const name = classOf(object)
  if (descendsFrom(object, errorPrototype)) {
    return `${name || 'Error'}: ${ownText(object, 'message')}`
  }
  const mapSize = tryRead(toMapSize, object)
  const setSize = mapSize === undefined ? tryRead(toSetSize, object) : undefined
  if (mapSize !== undefined) {
    if (depth <= 0) return `Map(${mapSize})`
    const parts = entriesOf(
      entriesOfMap,
      object,
      ([key, value]) => `${show(key, depth - 1)} → ${show(value, depth - 1)}`,
    )
    return listed(`Map(${mapSize}) {`, parts, mapSize > parts.length, '}')
  }
  if (setSize !== undefined) {
    if (depth <= 0) return `Set(${setSize})`
    const parts = entriesOf(valuesOfSet, object, value => show(value, depth - 1))
    return listed(`Set(${setSize}) {`, parts, setSize > parts.length, '}')
  }
  if (descendsFrom(object, Contract.prototype)) return name || 'Contract'
  const pattern = object === RegExp.prototype ? undefined : tryRead(toPattern, object)
  if (pattern !== undefined) return `/${pattern.slice(0, TRACE.shown)}/`

  const keys = Reflect.ownKeys(object).filter(key => typeof key === 'string')
  const head = name === '' ? '{' : `${name} {`
  if (depth <= 0) return keys.length === 0 ? `${head}}` : `${head}…}`
  const parts = keys.slice(0, TRACE.entries).map(key => {
    const field = Object.getOwnPropertyDescriptor(object, key)
    return `${key}: ${field !== undefined && 'value' in field ? show(field.value, depth - 1) : '(getter)'}`
  })
  return listed(head, parts, keys.length > parts.length, '}')
}

const showFunction = value => {
  const name = Object.getOwnPropertyDescriptor(value, 'name')?.value
  const kind = apply(functionToString, value, []).startsWith('class') ? 'class' : 'function'
  return typeof name === 'string' && name !== '' ? `${kind} ${name}` : kind
}

const show = (value, depth) => {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > TRACE.shown ? `${value.slice(0, TRACE.shown)}…` : value)
    case 'bigint':
      return value > HUGE || value < -HUGE ? 'a large bigint' : `${value}n`
    case 'number':
      return Object.is(value, -0) ? '-0' : `${value}`
    case 'symbol':
      return value.description === undefined
        ? 'Symbol()'
        : `Symbol(${value.description.slice(0, TRACE.shown)})`
    case 'object':
      if (value === null) return 'null'
      if (proxies.has(value)) return value === state ? 'this.state' : 'Proxy'
      return Array.isArray(value) ? showArray(value, depth) : showObject(value, depth)
    case 'function':
      return proxies.has(value) ? 'Proxy' : showFunction(value)
    default:
      return `${value}`
  }
}

// Writing out a longer one takes time that grows with its square.
const HUGE = 2n ** 512n

const shown = value => {
  try {
    const text = show(value, TRACE.depth)
    return text.length > TRACE.shown ? `${text.slice(0, TRACE.shown).toWellFormed()}…` : text.toWellFormed()
  } catch {
    return '(cannot be shown)'
  }
}

// ── steps ──

let isTelling = false

// Reports a step by its line, and learns whether the step is kept.
const wanted = line => {
  bytes[0] = 3
  // A contract that spells the function's name in another way can call it with anything.
  view.setFloat64(1, Number.isSafeInteger(line) && line > 0 ? line : 1)
  header[1] = 9
  host(TRACE.operation)
  return bytes[0] === 2
}

const tell = value => {
  header[1] = encodeEnvelope(value, 'trace')
  host(TRACE.operation)
}

const localsOf = (names, read) => {
  // The names may not be the inserted ones either.
  if (typeof names !== 'string') return []
  const found = []
  const all = names.split(',').slice(0, TRACE.names)
  all.forEach((name, index) => {
    let value
    try {
      value = read(index)
    } catch {
      // Not initialised yet.
      return
    }
    found.push([name, shown(value)])
  })
  return found
}

const framesOf = () => {
  apply(setTraceLimit, Error, [TRACE.frames + 8])
  const { stack } = new Error()
  apply(setTraceLimit, Error, [10])
  return stack.slice(0, TRACE.frames * 100).toWellFormed()
}

const holdsProxy = value => {
  if (typeof value !== 'object' || value === null) return false
  if (proxies.has(value)) return true
  if (tryRead(toTypedName, value) !== undefined) return false
  return Reflect.ownKeys(value).some(key => holdsProxy(Object.getOwnPropertyDescriptor(value, key).value))
}

// The latest report of every field: its bytes, or why it has none.
const told = new Map()

const tellFields = () => {
  for (const [name, field] of fields) {
    let now = null
    if (field.value !== undefined) {
      try {
        now = holdsProxy(field.value) ? 'a proxy' : encoded(field.value, 'a field')
      } catch {
        now = shown(field.value)
      }
    }
    const before = told.has(name) ? told.get(name) : (field.stored ?? null)
    const isBytes = typeof now === 'object' && now !== null && typeof before === 'object' && before !== null
    if (isBytes ? sameBytes(now, before) : now === before) continue
    told.set(name, now)
    tell([name, now])
  }
}

$$step = (line, names, read) => {
  if (isTelling || isWalking) return
  isTelling = true
  try {
    if (wanted(line)) {
      tellFields()
      tell([framesOf(), localsOf(names, read)])
    }
  } catch {
    // There is no memory or stack left to report it.
  }
  isTelling = false
}

// The state when a call has ended or failed. The interface's answer is in the buffer, and is put back.
const tellEnd = () => {
  const length = header[1]
  const status = header[0]
  const answered = bytes.slice(0, length)
  isTelling = true
  try {
    tellFields()
  } catch {}
  isTelling = false
  bytes.set(answered)
  header[0] = status
  header[1] = length
}
const tracedDispatch = (...values) => {
  dispatch(...values)
  if (values.length === 0) tellEnd()
}
