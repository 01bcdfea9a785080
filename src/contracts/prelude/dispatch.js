// What the host calls: once with the module of a contract, then for every call.

let contractClass
let methods
let views
let payables
const functionToString = Function.prototype.toString
const RESERVED = ['constructor', 'state', 'ctx', 'map', 'init']

// Where a text or a comment ends that begins here; otherwise here.
const endOfQuiet = (source, index) => {
  const character = source[index]
  const both = character + source[index + 1]
  if (both === '//' || both === '/*') {
    const end = source.indexOf(both === '//' ? '\n' : '*/', index + 2)
    return end < 0 ? source.length : end + (both === '//' ? 1 : 2)
  }
  if (!`'"\``.includes(character)) return index
  for (let at = index + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === character) return at + 1
  }
  return source.length
}

// The parameters from a method's own source, with their default values; a pattern is shown as it is.
const parametersOf = method => {
  const source = Reflect.apply(functionToString, method, [])
  const parameters = []
  let parameter = ''
  let depth = 0
  for (let index = source.indexOf('(') + 1; index < source.length; ) {
    const end = endOfQuiet(source, index)
    if (end > index) {
      if (source[index] !== '/') parameter += source.slice(index, end)
      index = end
      continue
    }
    const character = source[index++]
    if (depth === 0 && (character === ',' || character === ')')) {
      parameters.push(parameter.trim())
      parameter = ''
      if (character === ')') break
      continue
    }
    parameter += character
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
  }
  return parameters.filter(each => each !== '')
}

// A copy: the list itself stays in the contract's hands, and may answer otherwise later.
const namesIn = (list, what) => {
  if (list === undefined) return []
  const names = Array.isArray(list) ? [...list] : [undefined]
  if (!names.every(each => typeof each === 'string')) {
    throw new TypeError(`static ${what} is an array of names of methods`)
  }
  return names
}

const methodsOf = from => {
  const methods = new Map()
  for (
    let prototype = from.prototype;
    prototype !== Contract.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      if (name === 'constructor' || name[0] === '_' || methods.has(name)) continue
      const { value } = Object.getOwnPropertyDescriptor(prototype, name)
      if (typeof value !== 'function') continue
      if (name !== 'init' && RESERVED.includes(name))
        throw new TypeError(`a method cannot have the name ${name}`)
      checkName(name, 'a method')
      methods.set(name, value)
    }
  }
  return methods
}

const adopt = from => {
  if (typeof from !== 'function' || !(from.prototype instanceof Contract)) {
    throw new TypeError('the source needs `export default class … extends Contract`')
  }
  methods = methodsOf(from)
  if (methods.size > LIMITS.methods) throw new RangeError(`at most ${LIMITS.methods} public methods`)
  views = namesIn(from.view, 'view')
  payables = namesIn(from.payable, 'payable')
  for (const name of [...views, ...payables]) {
    if (!methods.has(name))
      throw new TypeError(`static view and payable name the method ${name}, which does not exist`)
  }
  contractClass = from
  return null
}

const describe = () =>
  [...methods].map(([name, method]) => ({
    name,
    parameters: parametersOf(method),
    view: views.includes(name),
    payable: payables.includes(name),
  }))

const invoke = ({ method, args, context, isDeployment }) => {
  const called = methods.get(method)
  if (method === 'init' ? !isDeployment : called === undefined) {
    throw new TypeError(
      method === 'init' ? 'init is called by the deployment only' : `there is no method ${method}`,
    )
  }
  if (context.value > 0n && !payables.includes(method)) {
    throw new Error(`${method} takes no coins; it is not in static payable`)
  }

  beginCall(context, views.includes(method))
  const contract = new contractClass()
  const forgotten = Object.getOwnPropertyNames(contract)[0]
  if (forgotten !== undefined) {
    throw new TypeError(`this.${forgotten} is forgotten after each call; use this.state.${forgotten}`)
  }
  Object.freeze(contract)
  const result = called === undefined ? null : Reflect.apply(called, contract, args)
  saveFields()
  return result === undefined ? null : result
}

const EXHAUSTED = new Map([
  ['out of memory', 2],
  ['Maximum call stack size exceeded', 3],
])

// The message and line of any thrown value; its getters and proxies run here as the contract's own code.
const failure = thrown => {
  let message =
    thrown === null ? 'out of memory, or null was thrown' : 'a value that is not an error was thrown'
  let line = 0
  try {
    if (thrown instanceof Error) {
      message = `${thrown.name === 'Error' ? '' : `${thrown.name}: `}${thrown.message}`
      line = Number(/contract\.js:(\d{1,6})/.exec(`${thrown.stack}`)?.[1] ?? 0)
    } else if (typeof thrown === 'string') message = thrown
  } catch {}
  return { message: message.slice(0, LIMITS.message).toWellFormed(), line }
}

const codeOf = thrown => {
  // Where there is no memory left for the error itself, null is what is thrown.
  if (thrown === null) return 2
  try {
    if (thrown instanceof InternalError || thrown instanceof RangeError)
      return EXHAUSTED.get(thrown.message) ?? 1
  } catch {}
  return 1
}

const answer = produce => {
  try {
    header[1] = encode(produce(), 'result')
    header[0] = 0
  } catch (thrown) {
    isWalking = false
    const code = codeOf(thrown)
    header[1] = encodeEnvelope(failure(thrown), 'error')
    header[0] = code
  }
}

// Given a module, takes its class; given an error, describes it; given nothing, does what the buffer holds:
// a call, or null for the list of methods.
const dispatch = (...values) => {
  answer(() => {
    if (values.length === 2) throw values[1]
    if (values.length === 1) return adopt(values[0].default)
    const call = decode()
    return call === null ? describe() : invoke(call)
  })
}
